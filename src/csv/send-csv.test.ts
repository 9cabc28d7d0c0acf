import { createServer, request } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Response } from 'express';
import { sendText } from './send-csv';

const part = 'x'.repeat(200_000);

/** Parts as they are asked for, as long as they are. */
async function* manyParts(ended: () => void): AsyncGenerator<string> {
  try {
    for (let each = 0; each < 60; each += 1) yield part;
  } finally {
    ended();
  }
}

/** Serves one answer; `listening` tells how many listen to it at each part that was asked for. */
async function serve(parts: (response: ServerResponse) => AsyncIterable<string>) {
  let outcome: Promise<unknown> = Promise.resolve();
  const server = createServer((_, response) => {
    outcome = sendText(response as Response, parts(response)).catch((error: unknown) => {
      response.destroy();
      return error;
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const asking = request({ port: (server.address() as AddressInfo).port });
  asking.on('error', () => undefined).end();
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  return {
    answer,
    outcome: () => outcome,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

test('whoever reads slowly gets all of it, and nothing is left listening for each part', async () => {
  let most = 0;
  const served = await serve(async function* (response) {
    for await (const each of manyParts(() => undefined)) {
      most = Math.max(most, response.listenerCount('close'), response.listenerCount('drain'));
      yield each;
    }
  });
  let bytes = 0;
  for await (const chunk of served.answer as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // The next one is read a turn later.
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(bytes).toBe(60 * part.length);
  expect(most).toBeLessThan(6);
  await served.close();
});

test('of whoever goes away in the middle nothing is read any more', async () => {
  let [end, count] = [(): void => undefined, 0];
  const ended = new Promise<void>((resolve) => (end = resolve));
  const served = await serve(async function* () {
    for await (const each of manyParts(end)) {
      count += 1;
      yield each;
    }
  });
  served.answer.destroy();
  await ended;
  expect(count).toBeLessThan(60);
  expect(await served.outcome()).toBeUndefined();
  await served.close();
});

test('what breaks in the middle is a broken file, not a shorter one', async () => {
  const served = await serve(async function* () {
    yield part;
    throw new Error('the database is gone');
  });
  await expect(
    (async () => {
      for await (const _ of served.answer as AsyncIterable<Buffer>);
    })(),
  ).rejects.toThrow();
  expect(await served.outcome()).toMatchObject({ message: 'the database is gone' });
  await served.close();
});

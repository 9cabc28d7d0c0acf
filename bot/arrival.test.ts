import express from 'express';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createErrorHandler } from '../src/http/problem';
import { createFakeClock } from '../tests/fakes/clock';
import { createArrival } from './arrival';

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const credentials = { kind: 'production', appId: 'an app', appPassword: 'secret', tenantId: 'a tenant' } as const;
const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const bearer = (issuer: string) =>
  `Bearer ${encoded({ alg: 'RS256', kid: 'unknown' })}.${encoded({ iss: issuer })}.c2ln`;

test('forged requests are refused by their header, then slowed, told of once a second; no body is read', async () => {
  const clock = createFakeClock();
  const warn = jest.fn();
  const read = jest.fn();
  const arrival = createArrival({ credentials, clock, logger: { ...quiet, warn } });
  const app = express().post('/', arrival.beforeBody, (_request, response) => {
    read();
    response.end();
  });
  const server = createServer(app.use(arrival.onError, createErrorHandler(quiet)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const ask = async (authorization: string) => {
    const { port } = server.address() as AddressInfo;
    return (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers: { authorization }, body: '{' })).status;
  };
  for (let count = 0; count < 20; count += 1) expect(await ask(bearer('https://evil.example'))).toBe(401);
  expect(await ask(bearer('https://api.botframework.com'))).toBe(429);
  expect(read).not.toHaveBeenCalled();
  expect(warn).toHaveBeenCalledTimes(1);
  clock.advance(1_000);
  expect(await ask('Bearer a.b.c')).toBe(401);
  expect(warn).toHaveBeenCalledTimes(2);
  expect(warn).toHaveBeenLastCalledWith({ refused: 20 }, expect.any(String));
  clock.advance(1_000);
  expect(await ask(bearer('https://api.botframework.com'))).toBe(200);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

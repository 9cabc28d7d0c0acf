import { ScriptedAri } from '../../../tests/fakes/scripted-ari';
import type { Clock } from '../../ports/clock';
import { systemClock } from '../../time/system-clock';
import { createAri } from './ari';

let asterisk: ScriptedAri;
beforeEach(async () => {
  asterisk = await ScriptedAri.start();
});
afterEach(() => asterisk.die());

const nothing = (): undefined => undefined;
const made = (listening: Clock = systemClock) =>
  createAri({
    ...{ url: asterisk.url, user: 'vaxel', password: 'very secret', application: 'vaxel', clock: systemClock },
    listening,
    logger: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    ...{ onEvent: nothing, onUp: nothing, onDown: nothing },
  });

test('an answer that breaks off is none, whatever was asked; nothing says the password', async () => {
  for (const [method, path] of [
    ['GET', '/channels'],
    ['DELETE', '/channels/a'],
    ['POST', '/bridges/b'],
  ] as const) {
    asterisk.cut(/./);
    const error: unknown = await made()
      .request(method, path)
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ name: 'AriError', status: 0 });
    expect(String(error)).not.toMatch(/secret|Basic/);
  }
});

test('what comes at once goes over a few connections: Asterisk lets further ones wait for seconds', async () => {
  const ari = made();
  await Promise.all(Array.from({ length: 100 }, (_, at) => ari.request('POST', `/channels/${at}/moh`)));
  expect(asterisk.requests).toHaveLength(100);
  expect(asterisk.connections).toBeLessThan(30);
  // A refusal gives its turn on as well.
  asterisk.refuse(/GET/, 404, 20);
  const refused = await Promise.allSettled(Array.from({ length: 20 }, () => ari.request('GET', '/channels')));
  expect(refused.every(({ status }) => status === 'rejected')).toBe(true);
  await ari.request('GET', '/channels');
});

test('an answer is waited for by time in which we listened, and no longer than it takes', async () => {
  const limits = new Set<() => void>();
  const listening: Clock = {
    nowMs: () => 0,
    after(_delayMs, callback) {
      limits.add(callback);
      return () => void limits.delete(callback);
    },
  };
  const ari = made(listening);
  await ari.request('POST', '/channels/a/moh');
  expect(limits.size).toBe(0);
  const asked = ari.request('POST', '/channels/b/moh');
  for (const over of limits) over();
  await expect(asked).rejects.toMatchObject({ name: 'AriError', status: 0 });
  expect(limits.size).toBe(0);
});

test('it connects once Asterisk has taken leave of the one before, or has not missed it for a while', async () => {
  for (const [lingers, looks] of [
    [3, 4],
    [Infinity, 20],
  ] as const) {
    asterisk.lingers = lingers;
    asterisk.requests.length = 0;
    const ari = made();
    ari.start();
    await asterisk.connected();
    expect(asterisk.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(
      Array(looks).fill('GET /applications/vaxel'),
    );
    ari.stop();
    await asterisk.disconnected();
  }
});

import { NameAddrHeader, URI } from 'sip.js/lib/core/index.js';
import { createFakeClock } from '../../../tests/fakes/clock';
import { createListeningClock } from '../../time/listening';
import type { DeviceId, OrganisationId } from '../../contract/ids';
import type { SipConnection } from './connection';
import { createProber } from './prober';
import type { Registration } from './registrations';

const deviceId = 'd' as DeviceId;

/** A device on virtual time that answers as long as it is awake. */
function probed() {
  const clock = createFakeClock();
  const startMs = clock.nowMs();
  const told: [what: string, afterMs: number][] = [];
  const asked: string[] = [];
  let isAwake = true;
  const connection: SipConnection = {
    id: 'c',
    address: '',
    failures: 0,
    isOpen: () => true,
    isWaiting: () => false,
    silentForMs: () => 0,
    watch: () => undefined,
    send(text) {
      asked.push(text);
      if (isAwake) clock.after(20, () => answer(text));
    },
    close: () => undefined,
  };
  const answer = (question: string): boolean =>
    prober.heard(connection, `SIP/2.0 200 OK\r\n${/^Via:.*$/m.exec(question)?.[0] ?? ''}\r\n\r\n`);
  const tell = (what: string) => () => void told.push([what, clock.nowMs() - startMs]);
  const prober = createProber({
    listening: createListeningClock(clock),
    times: { periodMs: 2000, limitMs: 2500, unreachablePeriodMs: 10_000 },
    onReachable: tell('reachable'),
    onUnreachable: tell('unreachable'),
  });
  const registration: Registration = {
    device: {
      deviceId,
      side: { kind: 'inside', organisationId: 'o' as OrganisationId },
      user: '1001',
      domain: 'x.vaxel',
      username: 'u',
      password: 'p',
      expiresAtMs: Infinity,
    },
    connection,
    contact: new NameAddrHeader(new URI('sip', 'phone', 'p.invalid'), '', {}),
    boot: 'b',
    userAgent: null,
    expiresAtMs: Infinity,
  };
  prober.watch(registration);
  prober.start();
  return { clock, prober, connection, told, asked, answer, sleep: (on: boolean) => (isAwake = !on) };
}

it('asks a device every 2 s, and says nothing as long as it answers', () => {
  const { clock, asked, told } = probed();
  clock.advance(60_000);
  expect(asked.length).toBeGreaterThan(24);
  expect(asked.length).toBeLessThanOrEqual(30);
  expect(asked[0]).toMatch(/^OPTIONS sip:phone@p\.invalid SIP\/2\.0\r\nVia: /);
  expect(told).toEqual([]);
});

it('tells within 5 s that a device does not answer, asks it less often, and tells when it does again', () => {
  const { clock, prober, asked, told, sleep } = probed();
  clock.advance(10_000);
  sleep(true);
  clock.advance(5000);
  expect(told).toEqual([['unreachable', expect.any(Number)]]);
  expect(prober.isReachable(deviceId)).toBe(false);
  const before = asked.length;
  clock.advance(60_000);
  expect(asked.length - before).toBeLessThanOrEqual(7);
  sleep(false);
  clock.advance(10_500);
  expect(told.map(([what]) => what)).toEqual(['unreachable', 'reachable']);
  expect(prober.isReachable(deviceId)).toBe(true);
});

it('takes any message for a sign of life, and keeps only its own answers', () => {
  const { clock, prober, connection, asked, told, answer, sleep } = probed();
  sleep(true);
  clock.advance(5000);
  expect(prober.heard(connection, 'REGISTER sip:x SIP/2.0\r\n\r\n')).toBe(false);
  expect(told.map(([what]) => what)).toEqual(['unreachable', 'reachable']);
  expect(answer(asked[0] ?? '')).toBe(true);
  expect(prober.heard(connection, 'SIP/2.0 200 OK\r\nVia: SIP/2.0/WSS vaxel.invalid;branch=z9hG4bKother\r\n\r\n')).toBe(
    false,
  );
});

it('probes at once when asked to, and gives up in time', async () => {
  const { clock, prober, sleep } = probed();
  const awake = prober.probe(deviceId, 300);
  clock.advance(20);
  await expect(awake).resolves.toBe(true);
  sleep(true);
  const asleep = prober.probe(deviceId, 300);
  clock.advance(300);
  await expect(asleep).resolves.toBe(false);
  await expect(prober.probe('other' as DeviceId, 300)).resolves.toBe(false);
});

it('forgets a device, and says whether it was reachable', () => {
  const { clock, prober, asked, sleep } = probed();
  expect(prober.forget(deviceId)).toBe(true);
  expect(prober.forget(deviceId)).toBe(false);
  clock.advance(10_000);
  expect(asked).toEqual([]);
  sleep(true);
  expect(prober.isReachable(deviceId)).toBe(false);
});

import { createServer, connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createFakeClock } from '../../tests/fakes/clock';
import { systemClock } from './system-clock';
import type { Clock } from '../ports/clock';
import { createListeningClock } from './listening';

/** Virtual time on which the process can be blocked: time passes, and what was due comes late, all at once. */
function blockable() {
  const clock = createFakeClock();
  let lateMs = 0;
  const blocked: Clock = { nowMs: () => clock.nowMs() + lateMs, after: clock.after };
  return { clock: blocked, pass: clock.advance, block: (ms: number) => (lateMs += ms), pending: () => clock.pending };
}

it('calls back once, at its time, unless it is cancelled', () => {
  const { clock, pass, pending } = blockable();
  const listening = createListeningClock(clock);
  const called: number[] = [];
  const startMs = clock.nowMs();
  listening.after(1_630, () => called.push(clock.nowMs() - startMs));
  const cancel = listening.after(1_600, () => called.push(-1));
  pass(1_000);
  cancel();
  cancel();
  pass(10_000);
  expect(called).toEqual([1_630]);
  expect(pending()).toBe(0);
});

it('does not count the time for which the process was blocked', () => {
  const { clock, pass, block } = blockable();
  const listening = createListeningClock(clock);
  const startMs = listening.nowMs();
  let calledMs: number | null = null;
  listening.after(1_500, () => (calledMs = listening.nowMs() - startMs));
  pass(1_000);
  block(60_000);
  pass(300);
  expect(calledMs).toBeNull();
  block(2_000);
  pass(300);
  expect(calledMs).toBeGreaterThanOrEqual(1_500);
  expect(listening.nowMs() - startMs).toBeLessThanOrEqual(1_000 + 300 + 300 + 2 * 150);
});

it('goes on, slower, where we are late at every look', () => {
  const { clock, pass, block } = blockable();
  const listening = createListeningClock(clock);
  const calledAt: number[] = [];
  let passes = 0;
  listening.after(1_500, () => calledAt.push(passes));
  for (; passes < 40; passes += 1) {
    block(900);
    pass(100);
  }
  expect(calledAt).toHaveLength(1);
  expect(calledAt[0]).toBeGreaterThanOrEqual(8);
});

it('is not moved by a wall clock that is set, in either direction', () => {
  const { clock, pass, block } = blockable();
  const listening = createListeningClock(clock);
  let isCalled = false;
  listening.after(1_000, () => (isCalled = true));
  pass(500);
  block(-3_600_000);
  pass(400);
  expect(isCalled).toBe(false);
  pass(300);
  expect(isCalled).toBe(true);
});

it('lets what came in time be read before it judges, though this process was blocked past the deadline', async () => {
  const listening = createListeningClock(systemClock);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const peer = await new Promise<import('node:net').Socket>((resolve) => server.once('connection', resolve));
  const told: string[] = [];
  client.on('data', () => told.push('heard'));
  await new Promise<void>((resolve) => {
    listening.after(60, () => {
      told.push('judged');
      resolve();
    });
    // Said at once, and lies unread: nothing but this loop runs until long after the deadline.
    peer.write('I am here');
    for (const endMs = performance.now() + 500; performance.now() < endMs;);
  });
  expect(told).toEqual(['heard', 'judged']);
  client.destroy();
  peer.destroy();
  await new Promise((resolve) => server.close(resolve));
});

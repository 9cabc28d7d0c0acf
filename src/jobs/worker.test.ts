import { setTimeout as delay } from 'node:timers/promises';
import type PgBoss from 'pg-boss';
import { z } from 'zod';
import { Waiters } from '../../tests/fakes/waiters';
import { patienceMs } from '../../tests/patience';
import { createLanes } from '../time/lanes';
import { startWorker } from './worker';

/** A worker whose database answers as `fetch` does. */
function workerOf(fetch: () => Promise<unknown[]>) {
  const told: string[] = [];
  const worker = startWorker({
    boss: { fetch } as unknown as PgBoss,
    lanes: createLanes(),
    logger: { debug() {}, info() {}, error() {}, warn: (_facts, message) => void told.push(message) },
    name: 'purge',
    handler: { schema: z.object({}), work: () => Promise.resolve() },
    longestMs: 1_000,
  });
  return { worker, told };
}

test('a database that is away is told of once, however long it is, and once more the next time', async () => {
  const waiters = new Waiters();
  const isAway = [true, true, true, false, true, true, false];
  let asked = 0;
  const { worker, told } = workerOf(async () => {
    waiters.wake();
    if (isAway[asked++] === true) throw new Error('away');
    return [];
  });
  await waiters.until(
    () => asked > isAway.length,
    patienceMs,
    () => 'the polls',
  );
  await worker.stop(1_000);
  expect(told).toEqual(['jobs could not be fetched', 'jobs could not be fetched']);
});

test('a database that was slow to answer is not asked again at once for each time that was missed', async () => {
  const waiters = new Waiters();
  const askedAtMs: number[] = [];
  const { worker } = workerOf(async () => {
    askedAtMs.push(performance.now());
    waiters.wake();
    if (askedAtMs.length === 1) await delay(1_700);
    return [];
  });
  await waiters.until(
    () => askedAtMs.length >= 4,
    patienceMs,
    () => 'the polls',
  );
  await worker.stop(1_000);
  const pauses = askedAtMs.slice(1).map((atMs, index) => atMs - (askedAtMs[index] ?? 0));
  for (const pauseMs of pauses) expect(pauseMs).toBeGreaterThan(400);
});

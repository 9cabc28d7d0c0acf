import type PgBoss from 'pg-boss';
import { z } from 'zod';
import { Waiters } from '../../tests/fakes/waiters';
import { patienceMs } from '../../tests/patience';
import { createLanes } from '../time/lanes';
import { startWorker } from './worker';

test('a database that is away is told of once, however long it is, and once more the next time', async () => {
  const waiters = new Waiters();
  const told: string[] = [];
  const isAway = [true, true, true, false, true, true, false];
  let asked = 0;
  const fetch = async () => {
    waiters.wake();
    if (isAway[asked++] === true) throw new Error('away');
    return [];
  };
  const worker = startWorker({
    boss: { fetch } as unknown as PgBoss,
    lanes: createLanes(),
    logger: { debug() {}, info() {}, error() {}, warn: (_facts, message) => void told.push(message) },
    name: 'purge',
    handler: { schema: z.object({}), work: () => Promise.resolve() },
    longestMs: 1_000,
  });
  await waiters.until(
    () => asked > isAway.length,
    patienceMs,
    () => 'the polls',
  );
  await worker.stop(1_000);
  expect(told).toEqual(['jobs could not be fetched', 'jobs could not be fetched']);
});

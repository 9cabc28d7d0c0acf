import { createFakeClock } from '../../../tests/fakes/clock';
import type { AnswerGroupId, EntryId } from '../../contract/ids';
import type { Event } from '../distributor/protocol';
import { createDayCount } from './day-count';
import { dayAt, quarterMs } from './days';
import type { PartCell } from './read-cells';

const zone = 'Europe/Stockholm';
const groupId = 'support' as AnswerGroupId;
const entryId = 'entry' as EntryId;
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The evening before clocks are set back, ten minutes to midnight. */
async function evening(stored: readonly PartCell[] = []) {
  let lateMs = 0;
  const ontime = createFakeClock(Date.parse('2026-10-24T21:50:00Z'));
  const clock = { ...ontime, nowMs: () => ontime.nowMs() + lateMs };
  const told: string[] = [];
  const day = createDayCount({
    ...{ clock, dayAt: (ms) => dayAt(zone, ms), read: () => Promise.resolve(stored) },
    ...{ onChanged: (id) => told.push(id), onMidnight: () => told.push('midnight') },
  });
  await day.load();
  const entered = (): Event => ({ event: 'entered', entryId, groupId, atMs: clock.nowMs() });
  const counts = () => day.of(groupId).total;
  return { clock, day, told, entered, counts, timersAreLate: (ms: number) => (lateMs = ms) };
}

test('what is stored of today and what happens since are one count', async () => {
  const cell = { groupId, kind: 'answered', reason: null, isLate: false, userId: null, heldMs: 0 } as const;
  const { day, told, entered, counts } = await evening([{ ...cell, part: 40, count: 2, ms: 6, longestMs: 4 }]);
  day.tell([entered(), { ...entered(), atMs: 1 }]);
  expect([counts().entered, counts().answered, told]).toEqual([1, 2, [groupId]]);
  const began = Date.parse('2026-10-23T22:00:00Z');
  expect([...day.of(groupId).quarters.keys()]).toEqual([began + 40 * quarterMs, began + 95 * quarterMs]);
});

test('at midnight of the organisation the day begins anew, and ends after its 25 hours', async () => {
  const { clock, day, told, entered, counts } = await evening();
  day.tell([entered()]);
  clock.advance(10 * 60_000);
  await settle();
  expect([counts().entered, told]).toEqual([0, [groupId, 'midnight', groupId]]);
  day.tell([entered()]);
  clock.advance(25 * 3_600_000 - 1);
  expect(counts().entered).toBe(1);
  clock.advance(1);
  expect(counts().entered).toBe(0);
  day.stop();
});

test('who calls after midnight is of the new day, however late its timer is', async () => {
  const { timersAreLate, day, entered, counts } = await evening();
  day.tell([entered()]);
  timersAreLate(11 * 60_000);
  day.tell([entered(), entered()]);
  expect(counts().entered).toBe(2);
});

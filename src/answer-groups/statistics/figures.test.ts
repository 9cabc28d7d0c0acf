import {
  abandonment,
  answerSpeedMs,
  handleTimeMs,
  noCounts,
  occupancy,
  serviceLevel,
} from '../../contract/answer-groups/figures';
import type { AnswerGroupId, EntryId, UserId } from '../../contract/ids';
import type { Event, Outcome } from '../distributor/protocol';
import { beganAtMs, cellOf } from './cells';
import { counted, ended } from './counts';
import { overflowsIn } from './statistics';

const groupId = 'support' as AnswerGroupId;
const entryId = 'entry' as EntryId;
const anna = 'anna' as UserId;
const atMs = 1_000_000;

const over = (outcome: Outcome): Event => ({ event: 'over', entryId, groupId, atMs, ...outcome });
const answered = (waitedMs: number): Event => over({ outcome: 'answered', by: anna, waitedMs });
const abandoned = (waitedMs: number): Event => over({ outcome: 'abandoned', waitedMs, isShort: waitedMs <= 5_000 });
const times = (count: number, event: Event): Event[] => Array.from({ length: count }, () => event);
const countsOf = (events: readonly Event[]) => events.flatMap((each) => cellOf(each) ?? []).reduce(counted, noCounts);

test('the service level is that of the facts: 860 of 1040, which others say is 83.0, 86.0 or 81.1', () => {
  const counts = countsOf([
    ...times(860, answered(20_000)),
    ...times(140, answered(20_001)),
    ...times(20, abandoned(20_000)),
    ...times(40, abandoned(21_000)),
  ]);
  expect(((serviceLevel(counts) ?? 0) * 100).toFixed(1)).toBe('82.7');
  expect([counts.answered, counts.abandoned, counts.lostLate]).toEqual([1_000, 60, 40]);
});

test('who goes on elsewhere late was not answered; who does so at once says nothing of the service', () => {
  const moved = (waitedMs: number, reason: 'timeout' | 'full') => over({ outcome: 'overflowed', reason, waitedMs });
  const events = [answered(1_000), moved(0, 'full'), moved(0, 'full'), moved(60_000, 'timeout')];
  expect(serviceLevel(countsOf(events))).toBe(0.5);
  expect(overflowsIn(events.flatMap((each) => cellOf(each) ?? []))).toEqual([
    { reason: 'full', count: 2 },
    { reason: 'timeout', count: 1 },
  ]);
});

test('short calls are apart, and each way to end is counted once', () => {
  const entered: Event = { event: 'entered', entryId, groupId, atMs };
  const counts = countsOf([
    ...times(8, entered),
    ...[answered(4_000), answered(8_000), abandoned(5_000), abandoned(5_001), abandoned(30_000)],
    over({ outcome: 'callback', by: anna, waitedMs: 90_000 }),
    over({ outcome: 'callback', by: null, waitedMs: 90_000 }),
    over({ outcome: 'closed', waitedMs: 90_000 }),
  ]);
  expect(counts).toMatchObject({ short: 1, abandoned: 2, calledBack: 1, callbacksLost: 2, longestMs: 30_000 });
  expect([answerSpeedMs(counts), abandonment(counts), ended(counts)]).toEqual([6_000, 0.25, counts.entered]);
});

test('handling is talk with hold and wrap-up, in the time in which each began', () => {
  const common = { groupId, userId: anna, atMs };
  const talked: Event = { event: 'talked', entryId, talkMs: 60_000, heldMs: 10_000, ...common };
  const handled: Event = { event: 'handled', wrapUpMs: 30_000, handledMs: 90_000, ...common };
  const counts = countsOf([talked, handled, talked]);
  expect([handleTimeMs(counts), counts.heldMs, counts.talks]).toEqual([75_000, 20_000, 2]);
  expect([beganAtMs(talked), beganAtMs(handled)]).toEqual([atMs - 60_000, atMs - 30_000]);
  expect(occupancy({ workMs: 75, readyMs: 25 })).toBe(0.75);
});

test('without calls there is nothing to say', () => {
  const all = [serviceLevel, answerSpeedMs, abandonment, handleTimeMs, occupancy].map((each) => each(noCounts));
  expect(all).toEqual([null, null, null, null, null]);
});

import type { HistoryEntry } from '../../src/contract/history/history';
import { anEntry, bjorn, callId, cecilia, nobody, outside } from '../fakes/samples';
import { myDay } from './my-day';

const nowMs = 10 * 24 * 3_600_000;
/** Minutes before now. */
const call = (minutes: number, change: Partial<HistoryEntry>): HistoryEntry =>
  anEntry({ callId: callId(minutes), startedAtMs: nowMs - minutes * 60_000, ...change });
const missed = (minutes: number, other = bjorn): HistoryEntry =>
  call(minutes, { other, outcome: 'missed', answeredAtMs: null });
const spoke = (minutes: number, other = bjorn, direction: 'in' | 'out' = 'out'): HistoryEntry =>
  call(minutes, { other, direction });
const who = (list: readonly { entry: HistoryEntry; times: number }[]): unknown[] =>
  list.map(({ entry, times }) => [entry.other.name ?? entry.other.number, times]);

it('names everybody whose call was missed once, with how often they tried', () => {
  const day = myDay([missed(1), missed(2, outside), missed(3), missed(4)], nowMs);
  expect(who(day.callBack)).toEqual([
    ['Björn Åkesson', 3],
    ['+46701234567', 1],
  ]);
  expect(day.callBack[0]?.entry.callId).toBe(callId(1));
});

it('leaves out who was spoken with since, whoever called', () => {
  expect(myDay([spoke(1), missed(2), spoke(3, cecilia, 'in'), missed(4, cecilia)], nowMs).callBack).toEqual([]);
});

it('counts a call that was tried and not taken as a call back, and offers it again', () => {
  const day = myDay([call(1, { direction: 'out', outcome: 'noAnswer', answeredAtMs: null }), missed(2)], nowMs);
  expect([who(day.callBack), who(day.again)]).toEqual([[], [['Björn Åkesson', 1]]]);
});

it('missed again since is to be called back, and stands in one place only', () => {
  const day = myDay([missed(1), spoke(2), missed(3)], nowMs);
  expect([who(day.callBack), who(day.again)]).toEqual([[['Björn Åkesson', 1]], []]);
});

it('offers everybody but the own mailbox to call again', () => {
  const mailbox = { ...nobody, name: 'Voicemail', number: '*98' };
  expect(who(myDay([spoke(1, mailbox), spoke(2, cecilia)], nowMs).again)).toEqual([['Cecilia Ek', 1]]);
});

it('offers the latest others to call again, newest first, each once', () => {
  expect(who(myDay([spoke(1, cecilia), spoke(2), spoke(3, cecilia)], nowMs).again)).toEqual([
    ['Cecilia Ek', 1],
    ['Björn Åkesson', 1],
  ]);
});

it('cannot call who hides their number, and forgets what was missed a week ago', () => {
  expect(myDay([missed(1, nobody), spoke(2, nobody), missed(8 * 24 * 60)], nowMs)).toEqual({ callBack: [], again: [] });
});

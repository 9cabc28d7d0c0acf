import { anEntry, bjorn, callId, nobody, outside } from '../fakes/samples';
import { callDays, daysAgo, isMissed, lastCall, outcomeKey, partyKey, talkMs, unseenMissed } from './call-list';
import { clockText, durationKey } from './duration';

const byHundred = (ms: number): string => `day ${Math.floor(ms / 100)}`;
const at = (n: number, startedAtMs: number, change = {}) => anEntry({ callId: callId(n), startedAtMs, ...change });

describe('the call list', () => {
  it('has one row for each party on each day, where their newest call stands', () => {
    const days = callDays([at(5, 250), at(4, 240, { other: outside }), at(3, 230), at(2, 130), at(1, 120, { other: nobody })], byHundred);
    expect(days.map(({ date, groups }) => [date, groups.map(({ other, entries }) => [other.name ?? other.number, entries.length])])).toEqual([
      ['day 2', [['Björn Åkesson', 2], ['+46701234567', 1]]],
      ['day 1', [['Björn Åkesson', 1], [null, 1]]],
    ]);
    expect(days[0]?.groups[0]?.entries.map((entry) => entry.callId)).toEqual([callId(5), callId(3)]);
  });

  it('knows a colleague by the person, whichever number was used', () => {
    expect(partyKey({ ...bjorn, number: '+46705550102' })).toBe(partyKey(bjorn));
    expect(partyKey(outside)).toBe('+46701234567');
    expect(partyKey(nobody)).toBe('anonymous');
  });

  it('tells of the newest call in a row', () => {
    const [day] = callDays([at(2, 230, { outcome: 'missed', answeredAtMs: null }), at(1, 220)], byHundred);
    expect(day?.groups.map(lastCall)[0]).toEqual({ direction: 'in', missed: true, durationMs: null });
  });

  it('counts calendar days, also over summer time', () => {
    const now = new Date(2026, 2, 30, 0, 30).getTime();
    expect(daysAgo('2026-03-30', now)).toBe(0);
    expect(daysAgo('2026-03-29', now)).toBe(1);
    expect(daysAgo('2026-03-28', now)).toBe(2);
  });

  it('says how long they talked, and why a call failed', () => {
    expect(talkMs(anEntry())).toBe(60_000);
    expect(talkMs(anEntry({ answeredAtMs: null }))).toBeNull();
    expect(outcomeKey(anEntry({ outcome: 'failed', endReason: 'ownNumber' }))).toBe('reason.ownNumber.title');
    expect(outcomeKey(anEntry({ outcome: 'missed', endReason: 'cancelled' }))).toBe('outcome.missed');
  });
});

describe('missed calls', () => {
  const missed = (n: number, startedAtMs: number, change = {}) => at(n, startedAtMs, { outcome: 'missed', ...change });
  const fresh = { untilMs: 0, callIds: [] };

  it('are news until seen', () => {
    expect(unseenMissed([missed(2, 200), missed(1, 100)], fresh)).toHaveLength(2);
    expect(unseenMissed([missed(2, 200), missed(1, 100)], { untilMs: 150, callIds: [] }).map((entry) => entry.callId)).toEqual([callId(2)]);
    expect(unseenMissed([missed(2, 200)], { untilMs: 0, callIds: [callId(2)] })).toEqual([]);
  });

  it('are no news once one has spoken with them', () => {
    expect(unseenMissed([at(2, 200, { direction: 'out' }), missed(1, 100)], fresh)).toEqual([]);
    expect(unseenMissed([missed(2, 200), at(1, 100)], fresh)).toHaveLength(1);
    expect(unseenMissed([at(2, 200, { other: outside }), missed(1, 100)], fresh)).toHaveLength(1);
  });

  it('never are calls that a colleague or another device answered', () => {
    expect(unseenMissed([at(1, 100, { outcome: 'answeredElsewhere' })], fresh)).toEqual([]);
  });
});

it('durations read as on a clock and as in words', () => {
  expect([0, 59_999, 161_000, 3_600_000].map(clockText)).toEqual(['00:00', '00:59', '02:41', '1:00:00']);
  expect(durationKey(48_000)).toEqual({ key: 'duration.s', values: { s: 48 } });
  expect(durationKey(252_000)).toEqual({ key: 'duration.ms', values: { m: 4, s: 12 } });
  expect(durationKey(252_000, true)).toEqual({ key: 'duration.m', values: { m: 4 } });
  expect(durationKey(3_800_000)).toEqual({ key: 'duration.h', values: { h: 1, m: 3 } });
});

it('a call that I lost and did not come back to asks for a call back, as a missed one does', () => {
  expect([anEntry({ outcome: 'disconnected' }), anEntry({ outcome: 'missed' }), anEntry()].map(isMissed)).toEqual([true, true, false]);
});

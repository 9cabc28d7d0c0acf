import { aCall, anEntry, bjorn, callId, nobody, outside } from '../fakes/samples';
import {
  callDays,
  isMissed,
  lastCall,
  latestEnd,
  newestFirst,
  outcomeKey,
  partyKey,
  talkMs,
  transferText,
  unseenMissed,
} from './call-list';
import { dateIn } from './calendar-day';
import { endedText } from './card-text';
import { clockText, durationKey } from './duration';

const byHundred = (ms: number): string => `day ${Math.floor(ms / 100)}`;
const at = (n: number, startedAtMs: number, change = {}) => anEntry({ callId: callId(n), startedAtMs, ...change });

describe('the call list', () => {
  it('has one row for each party on each day, where their newest call stands', () => {
    const days = callDays(
      [at(5, 250), at(4, 240, { other: outside }), at(3, 230), at(2, 130), at(1, 120, { other: nobody })],
      byHundred,
    );
    expect(
      days.map(({ date, groups }) => [
        date,
        groups.map(({ other, entries }) => [other.name ?? other.number, entries.length]),
      ]),
    ).toEqual([
      [
        'day 2',
        [
          ['Björn Åkesson', 2],
          ['+46701234567', 1],
        ],
      ],
      [
        'day 1',
        [
          ['Björn Åkesson', 1],
          [null, 1],
        ],
      ],
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

  it('splits days where the person is', () => {
    const late = at(2, Date.parse('2026-11-26T01:30:00Z'));
    const early = at(1, Date.parse('2026-11-25T22:30:00Z'));
    const dates = (zone: string): string[] => callDays([late, early], (ms) => dateIn(zone, ms)).map(({ date }) => date);
    expect(dates('Europe/Stockholm')).toEqual(['2026-11-26', '2026-11-25']);
    expect(dates('America/New_York')).toEqual(['2026-11-25']);
  });

  it('has one order, also for calls of the same moment', () => {
    expect([at(1, 100), at(3, 200), at(2, 200)].sort(newestFirst).map(({ callId: id }) => id)).toEqual([
      callId(2),
      callId(3),
      callId(1),
    ]);
  });

  it('says how long they talked, and why a call failed', () => {
    expect(talkMs(anEntry())).toBe(60_000);
    expect(talkMs(anEntry({ answeredAtMs: null }))).toBeNull();
    expect(outcomeKey(anEntry({ outcome: 'failed', endReason: 'ownNumber' }))).toBe('reason.ownNumber.title');
    expect(outcomeKey(anEntry({ outcome: 'missed', endReason: 'cancelled' }))).toBe('outcome.missed');
  });

  it('counts my own talk time of a call that I handed over, and says to whom', () => {
    const to = { ...bjorn, name: 'Emily Carter' };
    expect(talkMs(anEntry({ talkedUntilMs: 19_000 }))).toBe(14_000);
    expect(transferText(anEntry())).toBeNull();
    expect(transferText(anEntry({ transfer: { to, taken: true } }))).toEqual({
      key: 'history.connectedTo',
      values: { who: 'Emily Carter' },
    });
    expect(transferText(anEntry({ transfer: { to: { ...to, name: null }, taken: false } }))).toEqual({
      key: 'history.cameBack',
      values: { who: '1002' },
    });
  });

  it.each([
    'declined',
    'noAnswer',
    'busy',
    'unreachable',
    'unknownNumber',
    'ownNumber',
    'notAllowed',
    'ownDevice',
    'lost',
    'interrupted',
    'failed',
    'transferred',
  ] as const)('has the same word as the card for a call of mine that was not answered: %s', (endReason) => {
    const view = aCall({ state: 'ended', direction: 'out', endReason });
    for (const outcome of [
      'noAnswer',
      'failed',
      'cancelled',
      endReason === 'transferred' ? 'cancelled' : 'declined',
    ] as const) {
      expect(outcomeKey(anEntry({ direction: 'out', outcome, endReason, answeredAtMs: null }))).toBe(
        endedText(view, 'title').key,
      );
    }
  });
});

describe('missed calls', () => {
  const missed = (n: number, startedAtMs: number, change = {}) => at(n, startedAtMs, { outcome: 'missed', ...change });

  it('are news until seen in any window, whatever the clock here says', () => {
    expect(unseenMissed([missed(2, 200), missed(1, 100)])).toHaveLength(2);
    expect(unseenMissed([missed(2, 200), missed(1, 100, { seen: true })]).map((entry) => entry.callId)).toEqual([
      callId(2),
    ]);
  });

  it('are no news once one has spoken with them', () => {
    expect(unseenMissed([at(2, 200, { direction: 'out' }), missed(1, 100)])).toEqual([]);
    expect(unseenMissed([missed(2, 200), at(1, 100)])).toHaveLength(1);
    expect(unseenMissed([at(2, 200, { other: outside }), missed(1, 100)])).toHaveLength(1);
  });

  it('of an anonymous caller stay news when another anonymous caller was answered', () => {
    expect(unseenMissed([at(2, 200, { other: nobody }), missed(1, 100, { other: nobody })])).toHaveLength(1);
  });

  it('are seen up to the one that ended last, which need not have started last', () => {
    const list = [missed(2, 200, { endedAtMs: 250 }), missed(1, 100, { endedAtMs: 400 })];
    expect(latestEnd(list)?.callId).toBe(callId(1));
    expect(latestEnd([])).toBeNull();
  });

  it('never are calls that a colleague or another device answered', () => {
    expect(unseenMissed([at(1, 100, { outcome: 'answeredElsewhere' })])).toEqual([]);
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
  expect([anEntry({ outcome: 'disconnected' }), anEntry({ outcome: 'missed' }), anEntry()].map(isMissed)).toEqual([
    true,
    true,
    false,
  ]);
});

import type { ActivityId, UserId } from '../contract/ids';
import { activityAt, untilOfAvailable, type Scheduled, type SetActivity } from './activity-at';

const id = (name: string) => name as ActivityId;
const set = (name: string, sinceMs: number, untilMs: number | null): SetActivity => ({
  activityId: id(name),
  sinceMs,
  untilMs,
  message: null,
  setBy: null,
});
const entry = (name: string, startMs: number, endMs: number, change: Partial<Scheduled> = {}): Scheduled => ({
  source: 'schedule',
  activityId: id(name),
  startMs,
  endMs,
  ...change,
});
const nameAt = (...given: Parameters<typeof activityAt>) => activityAt(...given).activityId;

test('nothing set and nothing scheduled is what holds where nothing else does', () => {
  expect(activityAt(null, [], 5)).toEqual({
    activityId: null,
    source: 'default',
    sinceMs: null,
    untilMs: null,
    setBy: null,
    message: null,
    isSticky: false,
    covers: null,
    nextMs: null,
  });
});

test('one set by hand holds from its start to its end, and then what is scheduled by then', () => {
  const lunch = set('lunch', 10, 20);
  const meeting = entry('meeting', 15, 30);
  expect([9, 10, 15, 19, 20, 29, 30].map((now) => nameAt(lunch, [meeting], now))).toEqual([
    null,
    'lunch',
    'lunch',
    'lunch',
    'meeting',
    'meeting',
    null,
  ]);
  expect(activityAt(lunch, [meeting], 12)).toMatchObject({ source: 'set', covers: null, nextMs: 15 });
  expect(activityAt(lunch, [meeting], 16)).toMatchObject({ source: 'set', covers: meeting, nextMs: 20 });
});

test('expectation 5: sick without an end stays while a meeting begins, and both are named', () => {
  const meeting = entry('meeting', 100, 200, { title: 'Budget' });
  const at = activityAt(set('sick', 10, null), [meeting], 150);
  expect(at).toMatchObject({ activityId: 'sick', isSticky: true, untilMs: null, covers: { title: 'Budget' } });
  expect(nameAt(set('sick', 10, null), [meeting], 250)).toBe('sick');
});

test('expectation 6: available set during a meeting holds until its end, and the next meeting holds again', () => {
  const meetings = [entry('meeting', 100, 200), entry('meeting', 300, 400)];
  const untilMs = untilOfAvailable(meetings, 150);
  expect(untilMs).toBe(200);
  const available = set('available', 150, untilMs);
  expect([150, 199].map((now) => nameAt(available, meetings, now))).toEqual(['available', 'available']);
  expect([250, 300].map((now) => nameAt(available, meetings, now))).toEqual([null, 'meeting']);
  expect(untilOfAvailable(meetings, 250)).toBeNull();
});

test('where two entries overlap the one that starts later holds until its end, then the other goes on', () => {
  const day = [entry('travelling', 0, 100), entry('meeting', 40, 60)];
  expect([39, 40, 59, 60, 99].map((now) => nameAt(null, day, now))).toEqual([
    'travelling',
    'meeting',
    'meeting',
    'travelling',
    'travelling',
  ]);
  expect(activityAt(null, day, 50)).toMatchObject({ source: 'schedule', sinceMs: 40, untilMs: 60, nextMs: 60 });
});

test('what is scheduled here counts more than Outlook, and that more than the hours of the office', () => {
  const all = [
    entry('gone', 0, 100, { source: 'hours' }),
    entry('busy', 20, 80, { source: 'outlook' }),
    entry('lunch', 10, 50),
  ];
  expect([5, 30, 60, 90].map((now) => activityAt(null, all, now).source)).toEqual([
    'hours',
    'schedule',
    'outlook',
    'hours',
  ]);
});

test('who has set it for another is named', () => {
  const eva = 'eva' as UserId;
  expect(activityAt({ ...set('sick', 0, 10), setBy: eva }, [], 5).setBy).toBe(eva);
});

import { aCall, aSnapshot, anActivity, anEntry, callId, me, userId } from '../fakes/samples';
import {
  applyEvent,
  applySnapshot,
  applyValues,
  initialState,
  keepWatched,
  sliceOf,
  withSlices,
  withoutCall,
} from './app-state';
import type { Slice } from './slice';
import { createStore } from './store';

const start = applyValues(applySnapshot(initialState, aSnapshot({ calls: [aCall()] }), 4_000), {
  people: [{ userId: userId(2), line: 'idle' }],
  activities: [anActivity({}, { userId: userId(2), rev: 4 })],
});

it('a snapshot says everything', () => {
  expect(start).toMatchObject({ me });
  expect([...start.calls.keys()]).toEqual([callId(1)]);
});

it('a newer revision of a call replaces it, an older one does not', () => {
  const newer = applyEvent(start, { type: 'call', call: aCall({ revision: 3, state: 'active' }) }, 10);
  expect(newer.calls.get(callId(1))?.view.state).toBe('active');
  expect(applyEvent(newer, { type: 'call', call: aCall({ revision: 2 }) }, 20)).toBe(newer);
});

it('an ended call stays to be read, also over a new snapshot, until it is put away', () => {
  const ended = applyEvent(
    start,
    { type: 'call', call: aCall({ revision: 2, state: 'ended', endReason: 'hungUp' }) },
    10,
  );
  expect(ended.calls.get(callId(1))?.goneAtMs).toBe(10);
  const again = applySnapshot(ended, aSnapshot(), 6_000);
  expect(again.calls.get(callId(1))?.view.state).toBe('ended');
  expect(withoutCall(again, callId(1)).calls.size).toBe(0);
});

it('a call that a new snapshot no longer has has ended, as the history tells', () => {
  const history = [anEntry({ endReason: 'interrupted' })];
  expect(applySnapshot(start, aSnapshot({ history }), 6_000).calls.get(callId(1))).toMatchObject({
    view: { state: 'ended', endReason: 'interrupted' },
    goneAtMs: 6_000,
  });
  expect(applySnapshot(start, aSnapshot(), 6_000).calls.get(callId(1))?.view.endReason).toBe('lost');
});

it('line states change one by one, and are forgotten once nobody watches them', () => {
  const next = applyValues(start, { people: [{ userId: userId(3), line: 'inCall' }] });
  expect([...next.lines]).toEqual([
    [userId(2), 'idle'],
    [userId(3), 'inCall'],
  ]);
  expect([...keepWatched(next, [userId(3), userId(4)]).lines]).toEqual([[userId(3), 'inCall']]);
  expect(keepWatched(next, [userId(2), userId(3)])).toBe(next);
});

it('an activity that is older than what is known says nothing; my own is known without being watched', () => {
  const older = applyValues(start, { activities: [anActivity({ untilMs: 5 }, { userId: userId(2), rev: 3 })] });
  expect(older.activities.get(userId(2))).toMatchObject({ rev: 4, activity: { untilMs: null } });
  const newer = applyValues(start, { activities: [anActivity({ untilMs: 5 }, { userId: userId(2), rev: 5 })] });
  expect(newer.activities.get(userId(2))?.activity.untilMs).toBe(5);
  expect([...keepWatched(newer, []).activities.keys()]).toEqual([me.user.id]);
});

it('a store tells of changes and of nothing else', () => {
  const store = createStore(1);
  let told = 0;
  const stop = store.subscribe(() => (told += 1));
  store.set(1);
  store.update((value) => value + 1);
  stop();
  store.set(5);
  expect([told, store.get()]).toEqual([1, 5]);
});

it('what only one feature reads has a place too, kept up to date by its own slice', () => {
  const devicesSeen: Slice<{ readonly devices: number; readonly changes: number }> = {
    initial: { devices: 0, changes: 0 },
    snapshot: ({ changes }, { devices }) => ({ devices: devices.length, changes }),
    event: (before, event) =>
      event.type === 'devices' ? { devices: event.devices.length, changes: before.changes + 1 } : before,
  };
  expect(sliceOf(initialState, devicesSeen)).toEqual({ devices: 0, changes: 0 });
  const first = applySnapshot(withSlices(initialState, [devicesSeen]), aSnapshot(), 4_000);
  const second = applyEvent(first, { type: 'devices', devices: [] }, 5_000);
  expect(sliceOf(second, devicesSeen)).toEqual({ devices: 0, changes: 1 });
  expect(applyEvent(second, { type: 'history.seen', callIds: [], untilMs: null }, 6_000)).toBe(second);
});

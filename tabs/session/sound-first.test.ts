import { createFakeClock } from '../fakes/fake-clock';
import { aCall, aSnapshot } from '../fakes/samples';
import { applyEvent, applySnapshot, initialState } from '../state/app-state';
import { createStore } from '../state/store';
import { createSoundFirst } from './sound-first';

function setUp(returning = true) {
  const clock = createFakeClock();
  const store = createStore(initialState);
  const soundFirst = createSoundFirst({ returning, store, clock });
  const snapshot = (...calls: ReturnType<typeof aCall>[]): void =>
    store.update((value) => applySnapshot(value, aSnapshot({ calls }), 0));
  return { clock, store, soundFirst, snapshot };
}
const anchored = aCall({ state: 'anchored', answeredAtMs: 1 });

it('holds the page back until the call is back', () => {
  const { soundFirst, snapshot, store } = setUp();
  expect(soundFirst.get()).toBe(true);
  snapshot(anchored);
  expect(soundFirst.get()).toBe(true);
  store.update((value) => applyEvent(value, { type: 'call', call: { ...anchored, revision: 99, state: 'active' } }, 0));
  expect(soundFirst.get()).toBe(false);
});

it('holds nothing back when the call was over before the page was back', () => {
  const { soundFirst, snapshot } = setUp();
  snapshot();
  expect(soundFirst.get()).toBe(false);
});

it('holds nothing back for longer than a second, nor ever again', () => {
  const { soundFirst, snapshot, clock } = setUp();
  clock.advance(999);
  expect(soundFirst.get()).toBe(true);
  clock.advance(1);
  expect(soundFirst.get()).toBe(false);
  snapshot(anchored);
  expect(soundFirst.get()).toBe(false);
});

it('holds nothing back of a page that no call was on', () => {
  const { soundFirst, snapshot } = setUp(false);
  expect(soundFirst.get()).toBe(false);
  snapshot(anchored);
  expect(soundFirst.get()).toBe(false);
});

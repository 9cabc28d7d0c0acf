import { createFakeClock } from '../fakes/fake-clock';
import { aSnapshot } from '../fakes/samples';
import { applySnapshot, initialState } from '../state/app-state';
import { createStore } from '../state/store';
import { createLocalTime } from './local-time';

const noonMs = Date.parse('2026-11-25T12:00:00Z');
const hourMs = 3_600_000;

function setUp({ nowMs = noonMs, skewMs = 0 } = {}) {
  const clock = createFakeClock(nowMs);
  const store = createStore({ ...applySnapshot(initialState, aSnapshot(), nowMs), clockSkewMs: skewMs });
  let computer = 'America/New_York';
  const made = createLocalTime({ store, clock, computerZone: () => computer });
  const choose = (timeZone: string | null): void =>
    store.update((state) => ({ ...state, settings: { ...state.settings, timeZone } }));
  return { ...made, clock, store, choose, travel: (zone: string) => void (computer = zone) };
}

it('is the computer’s zone unless another is chosen', () => {
  const { localTime, choose } = setUp();
  expect(localTime.get()).toEqual({ zone: 'America/New_York', today: '2026-11-25' });
  choose('organisation');
  expect(localTime.get().zone).toBe('Europe/Stockholm');
  choose('Pacific/Kiritimati');
  expect(localTime.get()).toEqual({ zone: 'Pacific/Kiritimati', today: '2026-11-26' });
  choose(null);
  expect(localTime.get().zone).toBe('America/New_York');
});

it('becomes another day at midnight of that zone', () => {
  const { localTime, clock } = setUp();
  clock.advance(17 * hourMs - 1);
  expect(localTime.get().today).toBe('2026-11-25');
  clock.advance(1);
  expect(localTime.get().today).toBe('2026-11-26');
  clock.advance(24 * hourMs);
  expect(localTime.get().today).toBe('2026-11-27');
});

it('a computer whose clock is ten minutes slow has the day that the server has', () => {
  const { localTime, clock } = setUp({ nowMs: Date.parse('2026-11-26T04:50:30Z'), skewMs: 600_000 });
  expect(localTime.get().today).toBe('2026-11-26');
  clock.advance(24 * hourMs - 30_000);
  expect(localTime.get().today).toBe('2026-11-27');
});

it('follows a clock that is set, and a computer that has travelled', () => {
  const { localTime, store, refresh, travel } = setUp({ nowMs: Date.parse('2026-11-26T04:50:30Z') });
  expect(localTime.get().today).toBe('2026-11-25');
  store.update((state) => ({ ...state, clockSkewMs: 600_000 }));
  expect(localTime.get().today).toBe('2026-11-26');
  travel('Asia/Tokyo');
  refresh();
  expect(localTime.get().zone).toBe('Asia/Tokyo');
});

import { timeZoneFor } from '../../src/contract/time-zone';
import type { Clock } from '../clock';
import type { AppState } from '../state/app-state';
import { createStore } from '../state/store';
import type { Store } from '../state/store';
import { dateIn, nextDayMs } from '../view-models/calendar-day';

/** How the person counts hours and days, wherever times are shown. */
export interface LocalTime {
  /** IANA name: chosen, else the computer's, else the organisation's. */
  readonly zone: string;
  /** The date there, by the server's clock: `2026-11-22`. */
  readonly today: string;
}

export interface LocalTimeOptions {
  readonly store: Store<AppState>;
  readonly clock: Clock;
  readonly computerZone: () => string;
}

/**
 * Follows the settings, the clocks, and midnight under a page that stays open. `refresh`: the computer may be in
 * another zone.
 */
export function createLocalTime({ store, clock, computerZone }: LocalTimeOptions): {
  readonly localTime: Store<LocalTime>;
  refresh(): void;
} {
  let computer = computerZone();
  let cancelMidnight = (): void => undefined;

  function now(): LocalTime {
    const { settings, me, clockSkewMs } = store.get();
    const zone = timeZoneFor(settings.timeZone, computer, me?.organisation.timeZone ?? computer);
    return { zone, today: dateIn(zone, clock.nowMs() + clockSkewMs) };
  }

  const localTime = createStore(now());

  function follow(): void {
    const before = localTime.get();
    const next = now();
    if (next.zone !== before.zone || next.today !== before.today) localTime.set(next);
    cancelMidnight();
    const serverMs = clock.nowMs() + store.get().clockSkewMs;
    cancelMidnight = clock.after(nextDayMs(next.zone, serverMs) - serverMs, follow);
  }

  let inputs: readonly unknown[] = [];
  store.subscribe(() => {
    const { settings, me, clockSkewMs } = store.get();
    const changed = [settings.timeZone, me?.organisation.timeZone, clockSkewMs];
    if (changed.every((value, index) => value === inputs[index])) return;
    inputs = changed;
    follow();
  });
  follow();
  return {
    localTime,
    refresh() {
      computer = computerZone();
      follow();
    },
  };
}

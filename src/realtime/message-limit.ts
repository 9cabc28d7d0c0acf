import type { Clock } from '../clock';

export interface MessageLimit {
  /** True when one more message may come now. */
  take(): boolean;
}

/** A token bucket: `burst` messages at once, `perSecond` in the long run. Fast typing on the keypad is some 10 a second. */
export function createMessageLimit(clock: Clock, { burst = 60, perSecond = 20 } = {}): MessageLimit {
  let left = burst;
  let lastMs = clock.nowMs();
  return {
    take() {
      const nowMs = clock.nowMs();
      left = Math.min(burst, left + ((nowMs - lastMs) / 1000) * perSecond);
      lastMs = nowMs;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}

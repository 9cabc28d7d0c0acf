import type { Clock } from '../../ports/clock';
import { frameMs } from './rtp-output';

/** Ticks that are made up for at once after a stall; more would only overflow the receivers' jitter buffers. */
const maxCatchUp = 5;

/** One 20 ms beat for everything the switch itself plays. It stands still while nobody listens. */
export interface Ticker {
  /** Calls back at every tick until the returned function is called. */
  add(onTick: (nowMs: number) => void): () => void;
  stop(): void;
}

/** The beat is counted from its start, not from tick to tick, so that late timers do not add up to drift. */
export function createTicker(clock: Clock): Ticker {
  const listeners = new Set<(nowMs: number) => void>();
  let cancelTimer: (() => void) | null = null;
  let dueMs = 0;

  function schedule(): void {
    cancelTimer = clock.after(Math.max(0, dueMs - clock.nowMs()), beat);
  }

  function beat(): void {
    const nowMs = clock.nowMs();
    if (nowMs - dueMs > maxCatchUp * frameMs) dueMs = nowMs;
    for (; dueMs <= nowMs && listeners.size > 0; dueMs += frameMs) {
      for (const listener of [...listeners]) if (listeners.has(listener)) listener(dueMs);
    }
    if (listeners.size > 0) schedule();
    else cancelTimer = null;
  }

  return {
    add(onTick) {
      listeners.add(onTick);
      if (cancelTimer === null) {
        dueMs = clock.nowMs();
        schedule();
      }
      return () => listeners.delete(onTick);
    },
    stop() {
      listeners.clear();
      cancelTimer?.();
      cancelTimer = null;
    },
  };
}

import type { Clock } from '../../ports/clock';

/** Whether this process was too busy to listen lately: what others say of a device's silence may be our own fault. */
export interface Deafness {
  within(ms: number): boolean;
  stop(): void;
}

const lookMs = 500;
/** What a busy but healthy process is late by. */
const toleratedMs = 300;

export function createDeafness(clock: Clock, listening: Clock): Deafness {
  let looked = { realMs: clock.nowMs(), listenedMs: listening.nowMs() };
  let deafMs = -Infinity;

  function note(): void {
    const now = { realMs: clock.nowMs(), listenedMs: listening.nowMs() };
    if (now.realMs - looked.realMs - (now.listenedMs - looked.listenedMs) > toleratedMs) deafMs = now.listenedMs;
    looked = now;
  }

  const look = (): void => {
    note();
    cancel = listening.after(lookMs, look);
  };
  let cancel = listening.after(lookMs, look);
  return {
    within(ms) {
      note();
      return listening.nowMs() - deafMs < ms;
    },
    stop: () => cancel(),
  };
}

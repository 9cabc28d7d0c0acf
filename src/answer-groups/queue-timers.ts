import type { Clock } from '../ports/clock';
import type { TimerFor } from './distributor/protocol';
import type { TimerId } from './distributor/state';

/** The timers of an organisation's answer groups: one for each thing that is waited for. */
export interface QueueTimers {
  start(timer: TimerFor, id: TimerId, ms: number): void;
  stop(timer: TimerFor): void;
  stopAll(): void;
}

/** @param listening what agents and callers did in time is heard before it is judged that they did not */
export function createQueueTimers(listening: Clock, onDue: (timer: TimerFor, id: TimerId) => void): QueueTimers {
  const running = new Map<string, () => void>();
  const keyOf = (timer: TimerFor): string => JSON.stringify(timer);
  function stop(timer: TimerFor): void {
    running.get(keyOf(timer))?.();
    running.delete(keyOf(timer));
  }
  return {
    start(timer, id, ms) {
      stop(timer);
      const cancel = listening.after(ms, () => {
        running.delete(keyOf(timer));
        onDue(timer, id);
      });
      running.set(keyOf(timer), cancel);
    },
    stop,
    stopAll() {
      for (const cancel of running.values()) cancel();
      running.clear();
    },
  };
}

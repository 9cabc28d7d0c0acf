import type { CallId } from '../contract/ids';
import type { Clock } from '../ports/clock';
import type { TimerId } from './engine/call';
import type { TimerName } from './engine/protocol';

/** The timers of all calls: each has one for each side, and starting it anew stops the one before. */
export interface CallTimers {
  /** @param id what it was started for, as it is told when it is due */
  start(callId: CallId, timer: TimerName, id: TimerId, ms: number): void;
  stop(callId: CallId, timer: TimerName): void;
}

export function createCallTimers(
  clock: Clock,
  onDue: (callId: CallId, timer: TimerName, id: TimerId) => void,
): CallTimers {
  const running = new Map<string, () => void>();
  function stop(callId: CallId, timer: TimerName): void {
    running.get(`${callId}/${timer}`)?.();
    running.delete(`${callId}/${timer}`);
  }
  return {
    stop,
    start(callId, timer, id, ms) {
      stop(callId, timer);
      const cancel = clock.after(ms, () => {
        running.delete(`${callId}/${timer}`);
        onDue(callId, timer, id);
      });
      running.set(`${callId}/${timer}`, cancel);
    },
  };
}

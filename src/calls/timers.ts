import type { CallId } from '../contract/ids';
import type { Clock } from '../clock';
import type { TimerName } from './engine/protocol';

/** The timers of all calls: each has one for each side, and starting it anew stops the one before. */
export interface CallTimers {
  start(callId: CallId, timer: TimerName, ms: number): void;
  stop(callId: CallId, timer: TimerName): void;
}

export function createCallTimers(clock: Clock, onDue: (callId: CallId, timer: TimerName) => void): CallTimers {
  const running = new Map<string, () => void>();
  function stop(callId: CallId, timer: TimerName): void {
    running.get(`${callId}/${timer}`)?.();
    running.delete(`${callId}/${timer}`);
  }
  return {
    stop,
    start(callId, timer, ms) {
      stop(callId, timer);
      const cancel = clock.after(ms, () => {
        running.delete(`${callId}/${timer}`);
        onDue(callId, timer);
      });
      running.set(`${callId}/${timer}`, cancel);
    },
  };
}

import type { UserId } from '../contract/ids';
import type { Clock } from '../ports/clock';

/** How long whoever has called for help is rung by everybody, whatever the rules say: help may call back. */
const callBackMs = 3_600_000;
const most = 10_000;

/** Who has called for help lately. */
export interface HelpCalls {
  called(userId: UserId): void;
  /** Null = not lately. */
  untilMs(userId: UserId): number | null;
}

export function createHelpCalls(clock: Pick<Clock, 'nowMs'>): HelpCalls {
  // In the order of their calls.
  const until = new Map<UserId, number>();
  return {
    called(userId) {
      until.delete(userId);
      until.set(userId, clock.nowMs() + callBackMs);
      for (const [oldest, endMs] of until) {
        if (endMs > clock.nowMs() && until.size <= most) return;
        until.delete(oldest);
      }
    },
    untilMs(userId) {
      const endMs = until.get(userId) ?? 0;
      return endMs > clock.nowMs() ? endMs : null;
    },
  };
}

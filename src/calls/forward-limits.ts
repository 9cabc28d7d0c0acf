import type { CallId, LegId, UserId } from '../contract/ids';
import { mostForwardsAnHour, mostForwardsAtOnce } from '../contract/rules/limits';
import type { Clock } from '../ports/clock';
import { liveLegs } from './engine/call';
import type { Call } from './engine/call';

const hourMs = 3_600_000;

/** How many calls a person's rules lead outside: what they cost is the company's. */
export interface ForwardLimits {
  mayForward(userId: UserId): boolean;
  /** A call is as given now: its legs count from when they are dialled until they end. */
  follow(call: Call): void;
  over(callId: CallId): void;
}

export function createForwardLimits(clock: Pick<Clock, 'nowMs'>): ForwardLimits {
  const open = new Map<LegId, { readonly userId: UserId; readonly callId: CallId }>();
  /** When each was dialled, of the last hour. */
  const dialled = new Map<UserId, number[]>();

  function recent(userId: UserId): number[] {
    const since = clock.nowMs() - hourMs;
    const times = (dialled.get(userId) ?? []).filter((atMs) => atMs > since);
    if (times.length === 0) dialled.delete(userId);
    else dialled.set(userId, times);
    return times;
  }

  return {
    mayForward(userId) {
      const now = [...open.values()].filter((each) => each.userId === userId).length;
      return now < mostForwardsAtOnce && recent(userId).length < mostForwardsAnHour;
    },
    follow(call) {
      for (const leg of call.legs) {
        if (leg.forwardedBy === undefined) continue;
        if (leg.state === 'ended') open.delete(leg.id);
        else if (!open.has(leg.id)) dialled.set(leg.forwardedBy, [...recent(leg.forwardedBy), clock.nowMs()]);
      }
      for (const { id, forwardedBy: userId } of liveLegs(call))
        if (userId !== undefined) open.set(id, { userId, callId: call.id });
    },
    over(callId) {
      for (const [leg, each] of open) if (each.callId === callId) open.delete(leg);
    },
  };
}

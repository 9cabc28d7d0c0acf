import type { CallId, LegId, UserId } from '../contract/ids';
import type { Call } from './engine/call';

/** The calls that are up now, found by id, by leg and by user. */
export interface LiveCalls {
  get(id: CallId): Call | null;
  has(id: CallId): boolean;
  all(): readonly Call[];
  callOfLeg(leg: LegId): CallId | undefined;
  callsOf(userId: UserId): readonly Call[];
  /** Calls that share a person with this one. */
  neighboursOf(call: Call): readonly Call[];
  put(call: Call): void;
  remove(call: Call): void;
}

export function createLiveCalls(): LiveCalls {
  const calls = new Map<CallId, Call>();
  const byLeg = new Map<LegId, CallId>();
  const byUser = new Map<UserId, Set<CallId>>();
  const usersOf = (call: Call) => [call.caller.userId, call.callee.userId].filter((userId) => userId !== null);
  const callsOf = (userId: UserId) => [...(byUser.get(userId) ?? [])].map((id) => calls.get(id)).filter((call) => call !== undefined);
  return {
    get: (id) => calls.get(id) ?? null,
    has: (id) => calls.has(id),
    all: () => [...calls.values()],
    callOfLeg: (leg) => byLeg.get(leg),
    callsOf,
    neighboursOf: (call) => [...new Set(usersOf(call).flatMap((userId) => callsOf(userId)))],
    put(call) {
      calls.set(call.id, call);
      for (const leg of call.legs) byLeg.set(leg.id, call.id);
      for (const userId of usersOf(call)) byUser.set(userId, (byUser.get(userId) ?? new Set()).add(call.id));
    },
    remove(call) {
      calls.delete(call.id);
      for (const leg of call.legs) byLeg.delete(leg.id);
      for (const userId of usersOf(call)) {
        byUser.get(userId)?.delete(call.id);
        if (byUser.get(userId)?.size === 0) byUser.delete(userId);
      }
    },
  };
}

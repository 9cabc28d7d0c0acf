import type { CallId, LegId, UserId } from '../contract/ids';
import { createOwned } from '../ownership/owned';
import type { Ownership } from '../ports/ownership';
import { participants } from './engine/call-facts';
import type { Call } from './engine/call';

/**
 * The calls that are up now and this process's, found by id, by leg and by user; by id and leg also those that have
 * ended and wait for their recordings.
 */
export interface LiveCalls {
  /**
   * Before the call is put: makes it ours until it is removed. False = it is another's.
   * @throws VaxelError server.unavailable
   */
  own(id: CallId): Promise<boolean>;
  isOwn(id: CallId): boolean;
  /** For a call that was never put. */
  release(id: CallId): void;
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

export interface LiveCallsListener {
  /** A call is as given now. */
  onPut(call: Call): void;
  /** It is up no longer. */
  onOver(id: CallId): void;
}

/** One that has ended, and waits for its recordings, is nobody's call any more. */
const peopleNow = (call: Call): readonly UserId[] => (call.state === 'ended' ? [] : participants(call));

export function createLiveCalls(ownership: Ownership, { onPut, onOver }: LiveCallsListener): LiveCalls {
  const calls = new Map<CallId, Call>();
  const owned = createOwned(ownership, 'call', (id) => {
    const call = calls.get(id);
    if (call) remove(call);
  });
  const byLeg = new Map<LegId, CallId>();
  const byUser = new Map<UserId, Set<CallId>>();
  function forget(userId: UserId, id: CallId): void {
    byUser.get(userId)?.delete(id);
    if (byUser.get(userId)?.size === 0) byUser.delete(userId);
  }
  function remove(call: Call): void {
    const before = calls.get(call.id) ?? call;
    calls.delete(call.id);
    // A leg that moved to another call is that one's by now.
    for (const leg of [...before.legs, ...call.legs]) if (byLeg.get(leg.id) === call.id) byLeg.delete(leg.id);
    for (const userId of [...participants(before), ...participants(call)]) forget(userId, call.id);
    owned.release(call.id);
    onOver(call.id);
  }
  const callsOf = (userId: UserId) =>
    [...(byUser.get(userId) ?? [])].map((id) => calls.get(id)).filter((call) => call !== undefined);
  return {
    own: owned.own,
    isOwn: owned.isOwn,
    release: owned.release,
    get: (id) => calls.get(id) ?? null,
    has: (id) => calls.has(id),
    all: () => [...calls.values()].filter(({ state }) => state !== 'ended'),
    callOfLeg: (leg) => byLeg.get(leg),
    callsOf,
    neighboursOf: (call) => [...new Set(participants(call).flatMap((userId) => callsOf(userId)))],
    put(call) {
      const before = calls.get(call.id);
      const now = peopleNow(call);
      for (const userId of before ? peopleNow(before) : []) if (!now.includes(userId)) forget(userId, call.id);
      calls.set(call.id, call);
      onPut(call);
      for (const leg of call.legs) if (leg.state !== 'ended') byLeg.set(leg.id, call.id);
      for (const userId of now) byUser.set(userId, (byUser.get(userId) ?? new Set()).add(call.id));
    },
    remove,
  };
}

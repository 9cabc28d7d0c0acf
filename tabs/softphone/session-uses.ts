import type { CallId } from '../../src/contract/ids';

/**
 * Which call a session speaks in. A session is born with the call id of its INVITE and keeps it; once two calls are
 * connected (`CallView.invitedAs`), it is another call's sound.
 */
export interface SessionUses {
  set(sessionId: CallId, callId: CallId): void;
  callOf(sessionId: CallId): CallId;
  invitedAs(callId: CallId): CallId;
  forget(sessionId: CallId): void;
}

export function createSessionUses(): SessionUses {
  const elsewhere = new Map<CallId, CallId>();
  return {
    set(sessionId, callId) {
      if (sessionId === callId) elsewhere.delete(sessionId);
      else elsewhere.set(sessionId, callId);
    },
    callOf: (sessionId) => elsewhere.get(sessionId) ?? sessionId,
    invitedAs: (callId) => [...elsewhere].find(([, used]) => used === callId)?.[0] ?? callId,
    forget: (sessionId) => void elsewhere.delete(sessionId),
  };
}

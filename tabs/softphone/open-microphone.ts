import type { CallId } from '../../src/contract/ids';
import type { LocalCalls } from './local-calls';
import type { LocalSessions } from './local-sessions';

/** Whether a session's microphone is open: neither muted by the person nor held. */
export interface OpenMicrophone {
  hold(callId: CallId, held: boolean): void;
  /** A call has come again by another session: what holds for the old one holds for it. */
  inherit(from: CallId, to: CallId): void;
  mute(callId: CallId, muted: boolean): void;
  apply(callId: CallId): void;
}

export function createOpenMicrophone(calls: LocalCalls, sessions: LocalSessions): OpenMicrophone {
  const held = new Set<CallId>();
  const apply = (callId: CallId): void =>
    sessions.get(callId)?.setMicrophoneOn(!(calls.get(callId)?.muted ?? false) && !held.has(callId));
  return {
    hold(callId, isHeld) {
      if (isHeld) held.add(callId);
      else held.delete(callId);
    },
    inherit(from, to) {
      if (held.has(from)) held.add(to);
    },
    mute(callId, muted) {
      calls.update(callId, { muted });
      apply(callId);
    },
    apply,
  };
}

import type { Answering } from './answering';
import type { LocalCalls } from './local-calls';
import type { LocalSessions } from './local-sessions';
import type { OpenMicrophone } from './open-microphone';
import type { SipSession } from './ports';
import type { SessionUses } from './session-uses';

export interface ArrivalOptions {
  readonly calls: LocalCalls;
  readonly sessions: LocalSessions;
  readonly uses: SessionUses;
  readonly microphone: OpenMicrophone;
  readonly answering: Answering;
  readonly log: (line: string) => void;
}

/** A call that comes again, after sleep or a loss, replaces its own old session; what the person chose in it stays. */
export function createArrival(options: ArrivalOptions): (sip: SipSession) => void {
  const { calls, sessions, uses, microphone, answering, log } = options;
  return (sip) => {
    const { callId } = sip;
    const staleId = uses.invitedAs(callId);
    const stale = sessions.get(staleId);
    const before = calls.get(staleId);
    if (stale) log(`phone: call ${callId} came again`);
    if (stale) sessions.drop(stale);
    microphone.inherit(staleId, callId);
    if (staleId !== callId) calls.end(staleId);
    sessions.adopt(sip, { direction: 'in', placed: before?.placed ?? null, muted: before?.muted ?? false });
    microphone.apply(callId);
    answering.arrived(callId);
  };
}

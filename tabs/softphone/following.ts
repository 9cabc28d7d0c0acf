import type { CallView } from '../../src/contract/calls/call-view';
import type { Answering } from './answering';
import type { LocalSessions } from './local-sessions';
import type { OpenMicrophone } from './open-microphone';
import type { SessionUses } from './session-uses';

export interface FollowingOptions {
  readonly sessions: LocalSessions;
  readonly uses: SessionUses;
  readonly microphone: OpenMicrophone;
  readonly answering: Answering;
}

/** The server's word on a call: mute and hold close the microphone, an end ends the audio. */
export function createFollowing({ sessions, uses, microphone, answering }: FollowingOptions): (view: CallView) => void {
  function followEnd(view: CallView): void {
    answering.forget(view.id);
    // Handed over: its sound may be another call's by now, and else the switch ends it.
    if (view.invitedAs === null && view.endReason === 'transferred') return;
    const session = sessions.get(view.invitedAs ?? uses.invitedAs(view.id));
    if (session && uses.callOf(session.sip.callId) === view.id) session.sip.end();
  }

  return (view) => {
    if (view.state === 'ended') return followEnd(view);
    const id = view.invitedAs ?? view.id;
    uses.set(id, view.id);
    microphone.hold(id, view.heldByMe);
    microphone.mute(id, view.muted);
  };
}

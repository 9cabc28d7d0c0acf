import { Invitation, Inviter, SessionState } from 'sip.js';
import type { CallId } from '../../../src/contract/ids';
import type { SipSession, SipSessionState } from '../ports';
import { watchSound } from '../sound-watch';
import type { MediaRestart } from './media-restart';
import type { PeerMedia } from './peer-media';

export interface SessionParts {
  readonly callId: CallId;
  readonly autoAnswer: boolean;
  readonly session: Inviter | Invitation;
  readonly media: PeerMedia;
  readonly restart: MediaRestart;
  readonly changes: Set<() => void>;
  readonly log: (line: string) => void;
}

/** A sip.js session seen through the softphone's port. */
export function wrapSession(parts: SessionParts): SipSession & { refused(statusCode: number): void } {
  const { session, media, changes, log } = parts;
  let refusal: number | null = null;
  const changed = (): void => {
    for (const listener of [...changes]) listener();
  };
  session.stateChange.addListener(changed);

  return {
    callId: parts.callId,
    direction: session instanceof Inviter ? 'out' : 'in',
    autoAnswer: parts.autoAnswer,
    state: () => sessionState(session),
    refusal: () => refusal,
    refused(statusCode) {
      refusal = statusCode;
    },
    onChange(listener) {
      changes.add(listener);
      return () => changes.delete(listener);
    },
    remoteStream: () => media.remoteStream(),
    async accept(ready) {
      media.answerAfter(ready);
      // A rejected `ready` makes sip.js refuse the call with 480 and throw what it was rejected with.
      if (session instanceof Invitation && session.state === SessionState.Initial) await session.accept();
    },
    end() {
      endSession(session).catch((error: unknown) => log(`sip: ending failed: ${String(error)}`));
    },
    abandon() {
      changes.clear();
      // Ringing ones are refused, since somebody waits for a word; the rest the switch has given up or ends itself.
      if (session.state === SessionState.Established) media.close();
      else endSession(session).catch((error: unknown) => log(`sip: abandoning failed: ${String(error)}`));
    },
    sample: media.sample,
    watchSound: (events) =>
      watchSound({ sample: media.sample, path: media.path, restart: parts.restart.restart }, events),
    setMicrophone: (track) => media.setMicrophone(track),
    sendDigits: (digits) => media.sendDtmf(digits),
  };
}

function sessionState(session: Inviter | Invitation): SipSessionState {
  switch (session.state) {
    case SessionState.Initial:
      return session instanceof Invitation ? 'ringing' : 'connecting';
    case SessionState.Establishing:
      return 'connecting';
    case SessionState.Established:
      return 'established';
    default:
      return 'ended';
  }
}

async function endSession(session: Inviter | Invitation): Promise<void> {
  switch (session.state) {
    case SessionState.Initial:
    case SessionState.Establishing:
      if (session instanceof Inviter) return session.cancel();
      // 480 rather than 603: this device is not available for it, the person may still answer on another.
      return session.reject({ statusCode: 480 });
    case SessionState.Established:
      await session.bye();
      return;
    default:
      return;
  }
}

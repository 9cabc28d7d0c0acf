import type { CallId } from '../../src/contract/ids';
import type { LocalCalls } from './local-calls';
import type { LocalSession } from './local-session';
import type { LocalSessions } from './local-sessions';
import type { PhoneAudio } from './phone-audio';
import { problemOf } from './softphone-state';

export interface AnsweringOptions {
  readonly calls: LocalCalls;
  readonly sessions: LocalSessions;
  readonly audio: Pick<PhoneAudio, 'isMicrophoneExpected'>;
  readonly log: (line: string) => void;
}

export interface Answering {
  answer(callId: CallId): void;
  /** The INVITE is here: answers it where the person has said so before. */
  arrived(callId: CallId): void;
  /** Not to be answered any more when it comes. */
  forget(callId: CallId): void;
}

export function createAnswering({ calls, sessions, audio, log }: AnsweringOptions): Answering {
  /** The card may come a moment before the INVITE. */
  const onArrival = new Set<CallId>();

  /**
   * A press waits for the browser's question while the call still rings; a call that answers itself is refused when
   * there is no microphone, since a person who is not asked must never be heard as silence.
   */
  async function accept(callId: CallId, session: LocalSession): Promise<void> {
    calls.update(callId, { answering: true, problem: null });
    try {
      if (!audio.isMicrophoneExpected() && !session.sip.autoAnswer) await session.openMicrophone();
      await session.sip.accept(session.openMicrophone());
    } catch (error) {
      log(`phone: answer failed: ${String(error)}`);
      // Taken back, and the call has come again meanwhile: what went wrong is not the new session's.
      if ((sessions.get(callId) ?? session) !== session) return;
      calls.update(callId, { answering: false, problem: problemOf(error) });
      if (session.sip.autoAnswer || session.sip.state() !== 'ringing') session.sip.end();
    }
  }

  function answer(callId: CallId): void {
    const session = sessions.get(callId);
    if (!session) onArrival.add(callId);
    else if (calls.get(callId)?.answering !== true && session.sip.state() === 'ringing') void accept(callId, session);
  }

  return {
    answer,
    arrived(callId) {
      if (sessions.get(callId)?.sip.autoAnswer === true || onArrival.delete(callId)) answer(callId);
    },
    forget: (callId) => void onArrival.delete(callId),
  };
}

import { echoNumber } from '../../src/contract/devices/sip';
import type { CallId } from '../../src/contract/ids';
import type { Clock } from '../clock';
import type { Store } from '../state/store';
import type { LocalCalls } from './local-calls';
import type { LocalSession } from './local-session';
import type { LocalSessions } from './local-sessions';
import type { PhoneAudio } from './phone-audio';
import type { PhoneLine } from './phone-line';
import type { SipClient, SipSession } from './ports';
import { newCall, problemOf } from './softphone-state';
import type { LocalProblem, SoftphoneState } from './softphone-state';
import { whenRegistered } from './when-registered';

export interface CallTarget {
  /** As dialled: E.164 or an extension. */
  readonly number: string;
  readonly name: string | null;
  /** E.164 or `anonymous`; null = the default. */
  readonly show: string | null;
}

export interface DiallingOptions {
  readonly line: Pick<PhoneLine, 'client'>;
  readonly state: Store<SoftphoneState>;
  readonly calls: LocalCalls;
  readonly sessions: LocalSessions;
  readonly audio: Pick<PhoneAudio, 'isMicrophoneExpected' | 'tryMicrophone'>;
  readonly clock: Clock;
  readonly newCallId: () => CallId;
  readonly log: (line: string) => void;
}

export interface Dialling {
  place(target: CallTarget): CallId;
  /**
   * A session whose sound the switch sends back (self test); no call is made of it. Null while the phone is not
   * connected.
   */
  openEcho(): SipSession | null;
}

export function createDialling(options: DiallingOptions): Dialling {
  const { line, state, calls, sessions, audio, clock, newCallId, log } = options;
  const registered = (): SipClient | null => (state.get().phone.state === 'registered' ? line.client() : null);
  const fail = (callId: CallId, problem: LocalProblem): void => calls.end(callId, { problem });

  function begin(callId: CallId, target: CallTarget): LocalSession | null {
    const client = registered();
    if (!client) {
      fail(callId, 'notConnected');
      return null;
    }
    const known = calls.get(callId);
    return sessions.adopt(client.invite({ callId, target: target.number, show: target.show }), {
      direction: 'out',
      placed: known?.placed ?? null,
      muted: known?.muted ?? false,
    });
  }

  /**
   * With permission in hand the INVITE leaves at once and the microphone follows; otherwise the browser asks first, so
   * that nobody's phone rings for a call that cannot be.
   */
  async function dial(callId: CallId, target: CallTarget): Promise<void> {
    if (!audio.isMicrophoneExpected()) await audio.tryMicrophone();
    const registration = whenRegistered(state, clock);
    if (registration) await registration;
    if (calls.get(callId)?.state === 'ended') return;
    const session = begin(callId, target);
    try {
      await session?.openMicrophone();
    } catch (error) {
      session?.sip.end();
      throw error;
    }
  }

  return {
    place(target) {
      const callId = newCallId();
      calls.add({ ...newCall(callId), placed: { number: target.number, name: target.name, atMs: clock.nowMs() } });
      dial(callId, target).catch((error: unknown) => {
        log(`phone: call failed: ${String(error)}`);
        fail(callId, problemOf(error));
      });
      return callId;
    },
    openEcho: () => registered()?.invite({ callId: newCallId(), target: echoNumber, show: null }) ?? null,
  };
}

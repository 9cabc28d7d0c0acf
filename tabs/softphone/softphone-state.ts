import type { EndReason } from '../../src/contract/calls/end-reason';
import type { CallId, DeviceId } from '../../src/contract/ids';
import type { ClientErrorCode } from '../api/client-error';
import { MicrophoneError } from './ports';
import type { AudioDevices, CallQuality, MicrophonePermission, MicrophoneProblem, SipSessionState } from './ports';

/** Why a call could not be made or answered from this window, before the server had a say. */
export type LocalProblem = `microphone.${MicrophoneProblem}` | 'notConnected';

/** One call of this window, as the softphone sees it; the server's CallView decides what is shown once it is there. */
export interface LocalCall {
  readonly callId: CallId;
  readonly direction: 'in' | 'out';
  readonly state: SipSessionState;
  /** Audio from the other side has been agreed. */
  readonly hears: boolean;
  /** The person pressed Answer and the answer is on its way. */
  readonly answering: boolean;
  readonly muted: boolean;
  /** How the sound has been lately; null until there is enough of it to say. */
  readonly quality: CallQuality | null;
  /** No sound comes at all just now, and a new path is being looked for. */
  readonly stalled: boolean;
  readonly problem: LocalProblem | null;
  /** How the switch refused an outgoing call. */
  readonly refusal: EndReason | null;
  /** What was dialled, for calls begun here. */
  readonly placed: { readonly number: string; readonly name: string | null; readonly atMs: number } | null;
  readonly endedAtMs: number | null;
}

export type PhoneStatus =
  | { readonly state: 'starting' | 'registered' | 'reconnecting' }
  | { readonly state: 'refused'; readonly code: ClientErrorCode };

export interface SoftphoneState {
  readonly phone: PhoneStatus;
  readonly deviceId: DeviceId | null;
  readonly calls: ReadonlyMap<CallId, LocalCall>;
  readonly permission: MicrophonePermission;
  readonly audio: AudioDevices;
  /** The last attempt to open the microphone failed so. */
  readonly microphone: MicrophoneProblem | null;
  readonly soundAllowed: boolean;
}

export const initialSoftphoneState: SoftphoneState = {
  phone: { state: 'starting' },
  deviceId: null,
  calls: new Map(),
  permission: 'prompt',
  audio: { microphones: [], speakers: [], defaultMicrophone: null, defaultSpeaker: null },
  microphone: null,
  soundAllowed: true,
};

export function newCall(callId: CallId): LocalCall {
  return {
    callId,
    direction: 'out',
    state: 'connecting',
    hears: false,
    answering: false,
    muted: false,
    quality: null,
    stalled: false,
    problem: null,
    refusal: null,
    placed: null,
    endedAtMs: null,
  };
}

export function problemOf(error: unknown): LocalProblem {
  return error instanceof MicrophoneError ? `microphone.${error.problem}` : 'notConnected';
}

/** The reason behind a SIP final response, for the moment until the server's own word arrives. */
export function refusalReason(statusCode: number): EndReason {
  switch (statusCode) {
    case 403:
      return 'notAllowed';
    case 404:
    case 484:
      return 'unknownNumber';
    case 408:
      return 'noAnswer';
    case 480:
      return 'unreachable';
    case 482:
      return 'ownNumber';
    case 486:
    case 600:
      return 'busy';
    case 487:
      return 'cancelled';
    case 603:
      return 'declined';
    default:
      return 'failed';
  }
}

import type { SipCredentials } from '../../src/contract/devices';
import type { CallId } from '../../src/contract/ids';

/** Why this window cannot have the microphone. */
export type MicrophoneProblem = 'denied' | 'missing' | 'busy';

export class MicrophoneError extends Error {
  constructor(readonly problem: MicrophoneProblem, options?: { cause?: unknown }) {
    super(`microphone ${problem}`, options);
    this.name = 'MicrophoneError';
  }
}

/** An open microphone; closing it puts the browser's recording light out. */
export interface Microphone {
  readonly track: MediaStreamTrack;
  close(): void;
}

export interface AudioDevice {
  readonly id: string;
  readonly label: string;
}

export interface AudioDevices {
  readonly microphones: readonly AudioDevice[];
  readonly speakers: readonly AudioDevice[];
}

export type MicrophonePermission = 'granted' | 'prompt' | 'denied';

/** Microphones and speakers of the machine. */
export interface Devices {
  permission(): Promise<MicrophonePermission>;
  /** Falls back to the default when the wanted one is gone. @throws MicrophoneError */
  openMicrophone(deviceId: string | null): Promise<Microphone>;
  list(): Promise<AudioDevices>;
  /** Something was plugged in or out, or the permission changed. */
  onChange(listener: () => void): () => void;
  /** Plays what the other side says until the returned function is called. */
  play(stream: MediaStream, speakerId: string | null): Playback;
}

export interface Playback {
  useSpeaker(speakerId: string | null): void;
  stop(): void;
}

export type RingSound = 'ringing' | 'ringback';

/** Sounds that we make ourselves. */
export interface Ringer {
  /** One sound at a time; null is silence. */
  play(sound: RingSound | null): void;
  /** The tone of a key, as one's own phone makes it. */
  digit(digit: string): void;
  testTone(target: 'speaker' | 'ringDevice'): void;
  useDevices(devices: { readonly ringDeviceId: string | null; readonly speakerId: string | null }): void;
  /** False while the browser forbids sound because nobody has touched the page. */
  allowed(): boolean;
  onAllowedChange(listener: () => void): () => void;
}

export type SipStatus = { readonly state: 'off' | 'connecting' | 'registered' } | { readonly state: 'failed'; readonly detail: string };

export type SipSessionState = 'ringing' | 'connecting' | 'established' | 'ended';

/** One SIP dialogue with its audio. */
export interface SipSession {
  readonly callId: CallId;
  readonly direction: 'in' | 'out';
  state(): SipSessionState;
  /** SIP status of the final response when an outgoing call was refused; null otherwise. */
  refusal(): number | null;
  onChange(listener: () => void): () => void;
  /** What the other side says; null until audio is agreed. */
  remoteStream(): MediaStream | null;
  accept(): Promise<void>;
  /** CANCEL, BYE or a final response, whichever the state asks for. */
  end(): void;
  setMicrophone(track: MediaStreamTrack | null): void;
  /** DTMF, RFC 4733. False when there is no audio to carry it. */
  sendDigits(digits: string): boolean;
}

export interface SipClientEvents {
  onStatus(status: SipStatus): void;
  onIncoming(session: SipSession): void;
  log(line: string): void;
}

/** A SIP user agent over WebSocket (RFC 7118), registered for as long as it has credentials. */
export interface SipClient {
  /** Connects and registers, or takes newer credentials into use without a break. */
  use(credentials: SipCredentials): void;
  invite(request: { readonly callId: CallId; readonly target: string; readonly show: string | null }): SipSession;
  /** Tries to connect at once rather than at the next retry. */
  retryNow(): void;
  /** Unregisters and closes; sessions end. */
  stop(): Promise<void>;
}

export type CreateSipClient = (events: SipClientEvents) => SipClient;

import type { SipCredentials } from '../../src/contract/devices/devices';
import type { CallId } from '../../src/contract/ids';
import type { Clock } from '../clock';

/** Why this window cannot have the microphone. */
export type MicrophoneProblem = 'denied' | 'missing' | 'busy';

export class MicrophoneError extends Error {
  constructor(
    readonly problem: MicrophoneProblem,
    options?: { cause?: unknown },
  ) {
    super(`microphone ${problem}`, options);
    this.name = 'MicrophoneError';
  }
}

/** What the browser does to the microphone's sound before it is sent. */
export interface VoiceProcessing {
  readonly echoCancellation: boolean;
  readonly noiseSuppression: boolean;
  readonly autoGainControl: boolean;
}

/** What to open: a device (null = the default) and how its sound is treated. */
export interface MicrophoneChoice {
  readonly deviceId: string | null;
  readonly processing: VoiceProcessing;
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
  /** Names of what the system uses by itself; null where the browser does not tell. */
  readonly defaultMicrophone: string | null;
  readonly defaultSpeaker: string | null;
}

export type MicrophonePermission = 'granted' | 'prompt' | 'denied';

/** Microphones and speakers of the machine. */
export interface Devices {
  permission(): Promise<MicrophonePermission>;
  /** Falls back to the default when the wanted one is gone. @throws MicrophoneError */
  openMicrophone(choice: MicrophoneChoice): Promise<Microphone>;
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

export type SipStatus =
  | { readonly state: 'off' | 'connecting' | 'registered' }
  | { readonly state: 'failed'; readonly detail: string };

export type SipSessionState = 'ringing' | 'connecting' | 'established' | 'ended';

/** Where the audio of a session goes: `down` will not come back by itself. */
export type MediaPath = 'new' | 'up' | 'weak' | 'down';

/** Counters of a session's audio at one moment; all but the ages count from the beginning of the stream. */
export interface MediaSample {
  /** Another number = another stream whose counters began at 0. */
  readonly stream: number;
  /** Since the last packet came, milliseconds; null = none yet. */
  readonly silentMs: number | null;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  /** Came too late to be played. */
  readonly packetsDiscarded: number;
  readonly jitterMs: number;
  /** Sum over all samples played of the delay that evens out the jitter, milliseconds. */
  readonly bufferedMs: number;
  /** Samples played. */
  readonly played: number;
  /** To the switch and back; null until measured. */
  readonly roundTripMs: number | null;
  /** Share of our packets that the switch missed lately, 0–1; null where it does not report. */
  readonly lostThere: number | null;
}

/**
 * What came of asking for a new media path: `restarted` = agreed, sound follows; `later` = not possible just now;
 * `gone` = the other side no longer knows the call, or will not do it.
 */
export type RestartOutcome = 'restarted' | 'later' | 'gone';

export type QualityRating = 'good' | 'fair' | 'poor';

/** What costs the most: packets missing on the way here or there, uneven arrival, or a long way. */
export type QualityCause = 'loss' | 'lossThere' | 'jitter' | 'delay';

/** How a call sounded in the last seconds. */
export interface CallQuality {
  readonly rating: QualityRating;
  /** The transmission rating R of ITU-T G.107, 0 to 100. */
  readonly score: number;
  /** Null when it is good. */
  readonly cause: QualityCause | null;
  readonly lossPercent: number;
  readonly jitterMs: number;
  /** To the switch and back; null = not measured yet. */
  readonly roundTripMs: number | null;
}

/** What is told of the sound of a session. */
export interface SoundEvents {
  readonly clock: Clock;
  /** About once a second while the session is up; null: no sound has come that could be good or bad. */
  readonly onQuality: (quality: CallQuality | null) => void;
  /** The sound has stopped, or is back. */
  readonly onStalled: (stalled: boolean) => void;
  /** The other side no longer knows this session. */
  readonly onLost: () => void;
  readonly log: (line: string) => void;
}

export interface SoundWatch {
  /** Looks now, e.g. since the path has changed. */
  look(): void;
  /** The network or the machine has been away: looks at once, with less patience. */
  suspect(): void;
  dispose(): void;
}

/** One SIP dialogue with its audio. */
export interface SipSession {
  readonly callId: CallId;
  readonly direction: 'in' | 'out';
  /** The INVITE asks to be answered without ringing (RFC 5373). */
  readonly autoAnswer: boolean;
  state(): SipSessionState;
  /** SIP status of the final response when an outgoing call was refused; null otherwise. */
  refusal(): number | null;
  onChange(listener: () => void): () => void;
  /** What the other side says; null until audio is agreed. */
  remoteStream(): MediaStream | null;
  /**
   * Answers once `ready` is fulfilled; all else is prepared meanwhile. Rejected, the call is refused with 480 and the
   * reason thrown.
   */
  accept(ready: Promise<unknown>): Promise<void>;
  /** CANCEL, BYE or a final response, whichever the state asks for. */
  end(): void;
  /** Lets go of the audio without a word to the other side, which has given this session up. */
  abandon(): void;
  /** Null sends silence: the switch takes a wire without packets for a lost device. */
  setMicrophone(track: MediaStreamTrack | null): void;
  sample(): Promise<MediaSample | null>;
  /** Rates the sound, sees that it stops, and asks for another way, until it is disposed of. */
  watchSound(events: SoundEvents): SoundWatch;
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
  /**
   * Tries to connect at once rather than at the next retry; a connection that looks open is asked whether it still is.
   */
  retryNow(): void;
  /** Unregisters and closes; sessions end. */
  stop(): Promise<void>;
}

export type CreateSipClient = (events: SipClientEvents) => SipClient;

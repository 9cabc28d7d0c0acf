import { SipCredentials } from '../../src/contract/devices/devices';
import type { CallId } from '../../src/contract/ids';
import { MicrophoneError } from '../softphone/ports';
import type {
  AudioDevices,
  CreateSipClient,
  Devices,
  MediaPath,
  MediaSample,
  MicrophoneChoice,
  MicrophonePermission,
  MicrophoneProblem,
  RestartOutcome,
  Ringer,
  RingSound,
  SipClientEvents,
  SipSession,
  SipSessionState,
  SoundEvents,
  SoundWatch,
} from '../softphone/ports';
import { watchSound } from '../softphone/sound-watch';
import { checked } from './checked';
import { deviceId } from './samples';

/** A track as far as the softphone looks at it. */
export class FakeTrack extends EventTarget {
  readonly kind = 'audio';
  enabled = true;
  stopped = false;

  stop(): void {
    this.stopped = true;
  }
}

/** One end of a call; ends that are joined follow each other, as over a switch. */
export class FakeSession implements SipSession {
  peer: FakeSession | null = null;
  track: FakeTrack | null = null;
  digits = '';
  abandoned = false;
  restarts = 0;
  autoAnswer = false;
  /** What the next restart comes to. */
  restartOutcome: RestartOutcome = 'restarted';
  mediaPath: MediaPath = 'up';
  /** What getStats would tell; null = nothing to tell. */
  media: MediaSample | null = null;
  private current: SipSessionState;
  private stream: MediaStream | null = null;
  private refused: number | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(
    readonly callId: CallId,
    readonly direction: 'in' | 'out',
    readonly target: string,
    readonly show: string | null,
  ) {
    this.current = direction === 'in' ? 'ringing' : 'connecting';
  }

  state = (): SipSessionState => this.current;
  refusal = (): number | null => this.refused;
  remoteStream = (): MediaStream | null => this.stream;

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  sample = async (): Promise<MediaSample | null> => this.media;

  watchSound = (events: SoundEvents): SoundWatch =>
    watchSound({ sample: this.sample, path: () => this.mediaPath, restart: this.restart }, events);

  private readonly restart = async (): Promise<RestartOutcome> => {
    this.restarts += 1;
    return this.restartOutcome;
  };

  abandon(): void {
    this.abandoned = true;
  }

  async accept(ready: Promise<unknown>): Promise<void> {
    try {
      await ready;
    } catch (error) {
      this.refuse(480);
      throw error;
    }
    this.move('established');
    this.peer?.move('established');
  }

  end(): void {
    this.move('ended');
    this.peer?.move('ended');
  }

  refuse(statusCode: number): void {
    this.refused = statusCode;
    this.move('ended');
  }

  setMicrophone = (track: MediaStreamTrack | null): void => void (this.track = track as unknown as FakeTrack | null);

  sendDigits(digits: string): boolean {
    if (this.current !== 'established') return false;
    this.digits += digits;
    return true;
  }

  move(state: SipSessionState): void {
    if (this.current === 'ended' || this.current === state) return;
    this.current = state;
    if (state === 'established') this.stream = {} as MediaStream;
    for (const listener of [...this.listeners]) listener();
  }
}

/** Joins phones by extension, as the switch would. */
export class FakeSwitch {
  readonly sessions: FakeSession[] = [];
  readonly used: SipCredentials[] = [];
  stopped = 0;
  retries = 0;
  private readonly phones = new Map<string, SipClientEvents>();

  phone(extension: string): CreateSipClient {
    return (events) => {
      this.phones.set(extension, events);
      return {
        use: (credentials) => {
          this.used.push(credentials);
          events.onStatus({ state: 'registered' });
        },
        invite: ({ callId, target, show }) => this.invite(callId, target, show),
        retryNow: () => void (this.retries += 1),
        stop: async () => void (this.stopped += 1),
      };
    };
  }

  events(extension: string): SipClientEvents {
    const events = this.phones.get(extension);
    if (!events) throw new Error(`${extension} is not registered`);
    return events;
  }

  private invite(callId: CallId, target: string, show: string | null): FakeSession {
    const out = new FakeSession(callId, 'out', target, show);
    this.sessions.push(out);
    const callee = this.phones.get(target);
    if (callee) {
      const incoming = new FakeSession(callId, 'in', target, show);
      out.peer = incoming;
      incoming.peer = out;
      this.sessions.push(incoming);
      callee.onIncoming(incoming);
    }
    return out;
  }
}

export class FakeDevices implements Devices {
  problem: MicrophoneProblem | null = null;
  allowed: MicrophonePermission = 'granted';
  readonly opened: {
    readonly id: string | null;
    readonly processing: MicrophoneChoice['processing'];
    readonly track: FakeTrack;
  }[] = [];
  readonly speakers: (string | null)[] = [];
  playing = 0;
  private readonly listeners = new Set<() => void>();

  permission = async (): Promise<MicrophonePermission> => this.allowed;
  present: AudioDevices = {
    microphones: [
      { id: 'headset', label: 'Headset' },
      { id: 'other', label: 'Other' },
    ],
    speakers: [],
    defaultMicrophone: null,
    defaultSpeaker: null,
  };
  list = async (): Promise<AudioDevices> => this.present;

  async openMicrophone({
    deviceId: id,
    processing,
  }: MicrophoneChoice): Promise<{ track: MediaStreamTrack; close: () => void }> {
    if (this.problem) throw new MicrophoneError(this.problem);
    const track = new FakeTrack();
    this.opened.push({ id, processing, track });
    return { track: track as unknown as MediaStreamTrack, close: () => track.stop() };
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  play(_stream: MediaStream, speakerId: string | null): { useSpeaker: (id: string | null) => void; stop: () => void } {
    this.playing += 1;
    this.speakers.push(speakerId);
    return { useSpeaker: (id) => void this.speakers.push(id), stop: () => void (this.playing -= 1) };
  }

  change(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

export class FakeRinger implements Ringer {
  sound: RingSound | null = null;
  digits = '';
  play = (sound: RingSound | null): void => void (this.sound = sound);
  digit = (digit: string): void => void (this.digits += digit);
  testTone = (): void => undefined;
  useDevices = (): void => undefined;
  allowed = (): boolean => true;
  onAllowedChange = (): (() => void) => () => undefined;
}

/** Sound as it should be, `change` aside. */
export function aSample(change: Partial<MediaSample> = {}): MediaSample {
  return {
    stream: 1,
    silentMs: 10,
    packetsReceived: 100,
    packetsLost: 0,
    packetsDiscarded: 0,
    jitterMs: 2,
    bufferedMs: 0,
    played: 0,
    roundTripMs: 20,
    lostThere: null,
    ...change,
  };
}

export function someCredentials(change: Partial<SipCredentials> = {}): SipCredentials {
  return checked(SipCredentials, {
    deviceId: deviceId(1),
    addressOfRecord: 'sip:1001@fjallbo.vaxel',
    username: 'u',
    password: 'secret',
    realm: 'fjallbo.vaxel',
    nonce: null,
    webSocketPath: '/sip',
    withoutCandidates: true,
    expiresAtMs: 1_600_000,
    validForMs: 600_000,
    iceServers: [],
    ...change,
  });
}

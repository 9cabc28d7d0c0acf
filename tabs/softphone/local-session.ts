import { createScope } from '../scope';
import type { AudioSettings } from './audio-settings';
import { useMicrophone } from './microphones';
import type { MicrophoneUse } from './microphones';
import { MicrophoneError } from './ports';
import type {
  Devices,
  MicrophoneChoice,
  MicrophoneProblem,
  Playback,
  SipSession,
  SoundEvents,
  SoundWatch,
} from './ports';

/** Joins a SIP session to this machine's microphone and speaker, watches its sound, and lets go of all when it ends. */
export interface LocalSession {
  readonly sip: SipSession;
  /** Opens the microphone. @throws MicrophoneError */
  openMicrophone(): Promise<void>;
  microphoneTrack(): MediaStreamTrack | null;
  setMicrophoneOn(on: boolean): void;
  useDevices(settings: AudioSettings): void;
  /** The network or the machine has been away: look at once, with less patience. */
  suspect(): void;
  dispose(): void;
}

export interface LocalSessionOptions extends SoundEvents {
  readonly sip: SipSession;
  readonly devices: Devices;
  readonly settings: () => AudioSettings;
  readonly onMicrophone: (problem: MicrophoneProblem | null) => void;
}

export function createLocalSession(options: LocalSessionOptions): LocalSession {
  const { sip } = options;
  const scope = createScope();
  const microphone = createSessionMicrophone(options);
  const speaker = createSessionSpeaker(options);
  let watch: SoundWatch | null = null;
  let disposed = false;

  function changed(): void {
    if (disposed) return;
    speaker.look();
    if (sip.state() === 'established') watch ??= startWatch();
    watch?.look();
  }

  function startWatch(): SoundWatch {
    const { clock, onQuality, onStalled, onLost, log } = options;
    const started = sip.watchSound({ clock, onQuality, onStalled, onLost, log });
    scope.add(started.dispose);
    return started;
  }

  scope.add(sip.onChange(changed));
  scope.add(speaker.stop);
  scope.add(microphone.release);

  return {
    sip,
    openMicrophone: microphone.open,
    microphoneTrack: microphone.track,
    setMicrophoneOn: microphone.setOn,
    useDevices(next) {
      speaker.use(next);
      microphone.change(next);
    },
    suspect: () => watch?.suspect(),
    dispose() {
      disposed = true;
      scope.dispose();
    },
  };
}

interface SessionMicrophone {
  open(): Promise<void>;
  track(): MediaStreamTrack | null;
  setOn(on: boolean): void;
  change(settings: AudioSettings): void;
  release(): void;
}

/** The microphone of one session: opened once, however often it is asked for, and none after its release. */
function createSessionMicrophone({ sip, devices, settings, onMicrophone }: LocalSessionOptions): SessionMicrophone {
  let use: MicrophoneUse | null = null;
  let opening: Promise<void> | null = null;
  let on = true;
  let released = false;
  const failed = (error: unknown): void => {
    if (error instanceof MicrophoneError) onMicrophone(error.problem);
  };

  async function open(): Promise<void> {
    try {
      const opened = await useMicrophone({
        devices,
        choice: choiceOf(settings()),
        place: sip.setMicrophone,
        onLost: () => onMicrophone('missing'),
      });
      if (released) return opened.release();
      use = opened;
      opened.setEnabled(on);
      onMicrophone(null);
    } catch (error) {
      failed(error);
      throw error;
    } finally {
      opening = null;
    }
  }

  return {
    async open() {
      if (!use) await (opening ??= open());
    },
    track: () => use?.track() ?? null,
    setOn(next) {
      on = next;
      use?.setEnabled(next);
    },
    change(next) {
      const wanted = use?.track() === null;
      // The one that was missing is open again.
      use?.change(choiceOf(next)).then(() => wanted && !released && onMicrophone(null), failed);
    },
    release() {
      released = true;
      use?.release();
      use = null;
    },
  };
}

interface SessionSpeaker {
  /** Plays what there is to hear now. */
  look(): void;
  use(settings: AudioSettings): void;
  stop(): void;
}

function createSessionSpeaker({ sip, devices, settings }: LocalSessionOptions): SessionSpeaker {
  let playback: { stream: MediaStream; player: Playback } | null = null;
  return {
    look() {
      const stream = sip.remoteStream();
      if (stream === null || stream === playback?.stream) return;
      playback?.player.stop();
      playback = { stream, player: devices.play(stream, settings().speakerId) };
    },
    use: ({ speakerId }) => playback?.player.useSpeaker(speakerId),
    stop: () => playback?.player.stop(),
  };
}

export function choiceOf({ microphoneId, processing }: AudioSettings): MicrophoneChoice {
  return { deviceId: microphoneId, processing };
}

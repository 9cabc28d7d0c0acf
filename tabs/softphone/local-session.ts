import type { Clock } from '../clock';
import { createScope } from '../scope';
import type { AudioSettings } from './audio-settings';
import { createMediaWatch } from './media-watch';
import type { MediaWatch } from './media-watch';
import { useMicrophone } from './microphones';
import type { MicrophoneUse } from './microphones';
import { MicrophoneError } from './ports';
import type { Devices, MediaSample, MicrophoneChoice, MicrophoneProblem, Playback, SipSession } from './ports';

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

export interface LocalSessionOptions {
  readonly sip: SipSession;
  readonly devices: Devices;
  readonly clock: Clock;
  readonly settings: () => AudioSettings;
  readonly onMicrophone: (problem: MicrophoneProblem | null) => void;
  /** Two or more times a second while the session is up. */
  readonly onSample: (sample: MediaSample) => void;
  /** The sound has stopped, or is back. */
  readonly onStalled: (stalled: boolean) => void;
  /** The other side no longer knows this session. */
  readonly onLost: () => void;
  readonly log: (line: string) => void;
}

export function createLocalSession(options: LocalSessionOptions): LocalSession {
  const { sip, devices, clock, settings, onMicrophone } = options;
  const scope = createScope();
  let microphone: MicrophoneUse | null = null;
  let opening: Promise<void> | null = null;
  let playback: { stream: MediaStream; player: Playback } | null = null;
  let watch: MediaWatch | null = null;
  let on = true;
  let disposed = false;

  function changed(): void {
    if (disposed) return;
    playRemote();
    if (sip.state() === 'established') watch ??= startWatch();
    watch?.look();
  }

  function startWatch(): MediaWatch {
    const { onSample, onStalled, onLost, log } = options;
    const started = createMediaWatch({
      clock,
      sample: sip.sample,
      path: sip.path,
      restart: sip.restartMedia,
      onSample,
      onStalled,
      onLost,
      log,
    });
    scope.add(started.dispose);
    return started;
  }

  function playRemote(): void {
    const stream = sip.remoteStream();
    if (stream === null || stream === playback?.stream) return;
    playback?.player.stop();
    playback = { stream, player: devices.play(stream, settings().speakerId) };
  }

  async function open(): Promise<void> {
    try {
      const opened = await useMicrophone({
        devices,
        choice: choiceOf(settings()),
        place: sip.setMicrophone,
        onLost: () => onMicrophone('missing'),
      });
      if (disposed) return opened.release();
      microphone = opened;
      opened.setEnabled(on);
      onMicrophone(null);
    } catch (error) {
      if (error instanceof MicrophoneError) onMicrophone(error.problem);
      throw error;
    } finally {
      opening = null;
    }
  }

  scope.add(sip.onChange(changed));
  scope.add(() => playback?.player.stop());
  scope.add(() => microphone?.release());

  return {
    sip,
    async openMicrophone() {
      if (!microphone) await (opening ??= open());
    },
    microphoneTrack: () => microphone?.track() ?? null,
    setMicrophoneOn(next) {
      on = next;
      microphone?.setEnabled(next);
    },
    useDevices(next) {
      playback?.player.useSpeaker(next.speakerId);
      const wanted = microphone?.track() === null;
      microphone?.change(choiceOf(next)).then(
        // The one that was missing is open again.
        () => wanted && !disposed && onMicrophone(null),
        (error: unknown) => {
          if (error instanceof MicrophoneError) onMicrophone(error.problem);
        },
      );
    },
    suspect: () => watch?.suspect(),
    dispose() {
      disposed = true;
      scope.dispose();
      microphone = null;
    },
  };
}

export function choiceOf({ microphoneId, processing }: AudioSettings): MicrophoneChoice {
  return { deviceId: microphoneId, processing };
}

import type { AudioSettings } from './audio-settings';
import { useMicrophone } from './microphones';
import type { MicrophoneUse } from './microphones';
import { MicrophoneError } from './ports';
import type { Devices, MicrophoneProblem, Playback, SipSession } from './ports';

/** Joins a SIP session to this machine's microphone and speaker, and lets go of them when it ends. */
export interface LocalSession {
  readonly sip: SipSession;
  /** Opens the microphone. @throws MicrophoneError */
  openMicrophone(): Promise<void>;
  setMicrophoneOn(on: boolean): void;
  useDevices(settings: AudioSettings): void;
  dispose(): void;
}

export interface LocalSessionOptions {
  readonly sip: SipSession;
  readonly devices: Devices;
  readonly settings: () => AudioSettings;
  readonly onMicrophone: (problem: MicrophoneProblem | null) => void;
}

export function createLocalSession({ sip, devices, settings, onMicrophone }: LocalSessionOptions): LocalSession {
  let microphone: MicrophoneUse | null = null;
  let playback: { stream: MediaStream; player: Playback } | null = null;
  let on = true;
  let disposed = false;

  function playRemote(): void {
    const stream = sip.remoteStream();
    if (disposed || stream === null || stream === playback?.stream) return;
    playback?.player.stop();
    playback = { stream, player: devices.play(stream, settings().speakerId) };
  }
  const unsubscribe = sip.onChange(playRemote);

  return {
    sip,
    async openMicrophone() {
      if (microphone) return;
      try {
        const opened = await useMicrophone({
          devices,
          deviceId: settings().microphoneId,
          place: (track) => sip.setMicrophone(track),
          onLost: () => onMicrophone('missing'),
        });
        if (disposed) return opened.release();
        microphone = opened;
        opened.setEnabled(on);
        onMicrophone(null);
      } catch (error) {
        if (error instanceof MicrophoneError) onMicrophone(error.problem);
        throw error;
      }
    },
    setMicrophoneOn(next) {
      on = next;
      microphone?.setEnabled(next);
    },
    useDevices(next) {
      playback?.player.useSpeaker(next.speakerId);
      void microphone?.setDevice(next.microphoneId).catch((error: unknown) => {
        if (error instanceof MicrophoneError) onMicrophone(error.problem);
      });
    },
    dispose() {
      disposed = true;
      unsubscribe();
      playback?.player.stop();
      microphone?.release();
      microphone = null;
    },
  };
}

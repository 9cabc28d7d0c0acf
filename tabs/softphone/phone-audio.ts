import type { Store } from '../state/store';
import { effectiveAudio, routingNotice } from './audio-routing';
import type { AudioNotice } from './audio-routing';
import type { AudioSettings } from './audio-settings';
import { choiceOf } from './local-session';
import type { LocalSession } from './local-session';
import { MicrophoneError } from './ports';
import type { AudioDevices, Devices, MicrophonePermission, MicrophoneProblem, Ringer } from './ports';
import type { SoftphoneState } from './softphone-state';

export interface PhoneAudioOptions {
  readonly devices: Devices;
  readonly ringer: Ringer;
  readonly settings: Store<AudioSettings>;
  readonly state: Store<SoftphoneState>;
  readonly onNotice: (notice: AudioNotice) => void;
  readonly sessions: () => Iterable<LocalSession>;
}

/** Microphone, speaker and ring device of this window: what is there, what is allowed, and what the calls use. */
export interface PhoneAudio {
  /** Follows plugs, permissions and settings until the returned function is called. */
  start(): () => void;
  /** As the person wants it, as far as it is plugged in. */
  settings(): AudioSettings;
  isMicrophoneExpected(): boolean;
  /** Opens the microphone for a moment; the browser may ask. @throws MicrophoneError */
  tryMicrophone(): Promise<void>;
  onMicrophone(problem: MicrophoneProblem | null): void;
  refresh(): Promise<void>;
}

export function createPhoneAudio({
  devices,
  ringer,
  settings,
  state,
  onNotice,
  sessions,
}: PhoneAudioOptions): PhoneAudio {
  const effective = (): AudioSettings => effectiveAudio(settings.get(), state.get().audio);

  function onMicrophone(problem: MicrophoneProblem | null): void {
    state.update((value) => ({
      ...value,
      microphone: problem,
      ...(problem === null ? { permission: 'granted' } : {}),
    }));
  }

  function use(): void {
    ringer.useDevices(effective());
    for (const session of sessions()) session.useDevices(effective());
  }

  async function refresh(): Promise<void> {
    const [found, permission] = await Promise.all([devices.list(), devices.permission()]);
    const before = state.get().audio;
    state.update((value) => ({
      ...value,
      audio: found,
      permission,
      microphone: overcome(value.microphone, permission, found) ? null : value.microphone,
    }));
    const notice = routingNotice(settings.get(), before, found);
    if (notice !== null) onNotice(notice);
    use();
  }

  function showAllowed(): void {
    state.update((value) =>
      value.soundAllowed === ringer.allowed() ? value : { ...value, soundAllowed: ringer.allowed() },
    );
  }

  return {
    start() {
      const ends = [
        devices.onChange(() => void refresh()),
        ringer.onAllowedChange(showAllowed),
        settings.subscribe(use),
      ];
      showAllowed();
      use();
      void refresh();
      return () => ends.forEach((end) => end());
    },
    settings: effective,
    isMicrophoneExpected: () => state.get().permission === 'granted' && state.get().microphone === null,
    async tryMicrophone() {
      try {
        (await devices.openMicrophone(choiceOf(effective()))).close();
        onMicrophone(null);
        void refresh();
      } catch (error) {
        if (error instanceof MicrophoneError) onMicrophone(error.problem);
        throw error;
      }
    },
    onMicrophone,
    refresh,
  };
}

/**
 * What stood in the way is gone as far as the browser tells: allowed, or plugged in. Whoever holds a busy one does not
 * say when it lets go.
 */
function overcome(
  problem: MicrophoneProblem | null,
  permission: MicrophonePermission,
  { microphones }: AudioDevices,
): boolean {
  if (permission !== 'granted') return false;
  return problem === 'denied' || (problem === 'missing' && microphones.length > 0);
}

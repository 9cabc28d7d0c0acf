import { createScope } from '../scope';
import type { Devices, Microphone, MicrophoneChoice } from './ports';

/** A call's hold on the microphone. */
export interface MicrophoneUse {
  readonly track: () => MediaStreamTrack | null;
  /**
   * Another device or another treatment of its sound; the old one sends until the new one is open. @throws
   * MicrophoneError
   */
  change(choice: MicrophoneChoice): Promise<void>;
  setEnabled(enabled: boolean): void;
  release(): void;
}

export interface MicrophoneUseOptions {
  readonly devices: Devices;
  readonly choice: MicrophoneChoice;
  /** Where the track goes; null sends silence. */
  readonly place: (track: MediaStreamTrack | null) => void;
  readonly onLost: () => void;
}

/**
 * Opens the microphone for one call and keeps it open: when the device is pulled out, the default one takes over.
 * @throws MicrophoneError when none can be opened at first
 */
export async function useMicrophone(options: MicrophoneUseOptions): Promise<MicrophoneUse> {
  const { devices, place } = options;
  const scope = createScope();
  let enabled = true;
  let released = false;
  let current: Microphone | null = null;
  let wanted = options.choice;
  let turn = 0;

  async function open(choice: MicrophoneChoice): Promise<void> {
    const mine = ++turn;
    const opened = await devices.openMicrophone(choice);
    // A later choice was made while the browser opened this one.
    if (released || mine !== turn) return opened.close();
    const before = current;
    current = opened;
    opened.track.enabled = enabled;
    // "ended" comes only when the device itself goes away, not when we stop the track.
    opened.track.addEventListener('ended', () => {
      if (current === opened && !released) lost();
    });
    place(opened.track);
    before?.close();
  }

  function lost(): void {
    current = null;
    place(null);
    open({ ...wanted, deviceId: null }).catch(options.onLost);
  }

  scope.add(() => {
    released = true;
    place(null);
    current?.close();
  });
  await open(wanted);
  return {
    track: () => current?.track ?? null,
    async change(choice) {
      if (current !== null && same(choice, wanted)) return;
      wanted = choice;
      await open(choice);
    },
    setEnabled(next) {
      enabled = next;
      if (current) current.track.enabled = next;
    },
    release: scope.dispose,
  };
}

/** Opening again what is open would cost a click in the sound for nothing. */
function same(a: MicrophoneChoice, b: MicrophoneChoice): boolean {
  return a.deviceId === b.deviceId && JSON.stringify(a.processing) === JSON.stringify(b.processing);
}

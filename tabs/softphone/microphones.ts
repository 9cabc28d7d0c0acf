import { createScope } from '../scope';
import type { Devices, Microphone } from './ports';

/** A call's hold on the microphone. */
export interface MicrophoneUse {
  setDevice(deviceId: string | null): Promise<void>;
  setEnabled(enabled: boolean): void;
  release(): void;
}

export interface MicrophoneUseOptions {
  readonly devices: Devices;
  readonly deviceId: string | null;
  /** Where the track goes; null takes it away. */
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

  async function open(deviceId: string | null): Promise<void> {
    const opened = await devices.openMicrophone(deviceId);
    if (released) return opened.close();
    const before = current;
    current = opened;
    opened.track.enabled = enabled;
    // "ended" comes only when the device itself goes away, not when we stop the track.
    opened.track.addEventListener('ended', () => {
      if (current === opened && !released) void open(null).catch(() => options.onLost());
    });
    place(opened.track);
    before?.close();
  }

  scope.add(() => {
    released = true;
    place(null);
    current?.close();
  });
  await open(options.deviceId);
  return {
    setDevice: open,
    setEnabled(next) {
      enabled = next;
      if (current) current.track.enabled = next;
    },
    release: scope.dispose,
  };
}

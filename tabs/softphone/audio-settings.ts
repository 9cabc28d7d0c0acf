import { createStore } from '../state/store';
import type { Store } from '../state/store';
import type { VoiceProcessing } from './ports';

/** Chosen devices; null = the system's default. Kept in the browser, since device ids differ between browsers. */
export interface AudioSettings {
  readonly microphoneId: string | null;
  readonly speakerId: string | null;
  readonly ringDeviceId: string | null;
  readonly processing: VoiceProcessing;
}

const key = 'vaxel.audio';
export const defaultAudioSettings: AudioSettings = {
  microphoneId: null,
  speakerId: null,
  ringDeviceId: null,
  processing: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
};

/** A store that remembers; what cannot be read (private windows, old formats) counts as the default. */
export function createAudioSettings(storage: Pick<Storage, 'getItem' | 'setItem'>): Store<AudioSettings> {
  const store = createStore(read(storage));
  store.subscribe(() => {
    try {
      storage.setItem(key, JSON.stringify(store.get()));
    } catch {
      // A full or forbidden storage costs only the memory of the choice.
    }
  });
  return store;
}

function read(storage: Pick<Storage, 'getItem'>): AudioSettings {
  try {
    const kept = JSON.parse(storage.getItem(key) ?? '{}') as Partial<Record<keyof AudioSettings, unknown>>;
    const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
    const processing = (typeof kept.processing === 'object' ? kept.processing : null) as Partial<
      Record<keyof VoiceProcessing, unknown>
    > | null;
    const on = (name: keyof VoiceProcessing): boolean => processing?.[name] !== false;
    return {
      microphoneId: text(kept.microphoneId),
      speakerId: text(kept.speakerId),
      ringDeviceId: text(kept.ringDeviceId),
      processing: {
        echoCancellation: on('echoCancellation'),
        noiseSuppression: on('noiseSuppression'),
        autoGainControl: on('autoGainControl'),
      },
    };
  } catch {
    return defaultAudioSettings;
  }
}

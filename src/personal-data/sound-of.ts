import type { RecordingId, SoundId } from '../contract/ids';
import type { SoundFiles } from '../kept-sounds/sound-files';
import type { SoundOf } from './routes';

export interface SoundsOfPeople {
  readonly messages: Pick<SoundFiles<RecordingId>, 'find'>;
  readonly kept: Pick<SoundFiles<SoundId>, 'find'>;
}

/** Sounds of those rows that are named after one: messages, greetings and the like. */
export const createSoundOf =
  ({ messages, kept }: SoundsOfPeople): SoundOf =>
  async (table, { id }) => {
    if (table === 'voicemail_message') return (await messages.find(id as RecordingId))?.bytes ?? null;
    return table === 'kept_sound' ? ((await kept.find(id as SoundId))?.bytes ?? null) : null;
  };

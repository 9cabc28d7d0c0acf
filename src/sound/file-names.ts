import type { RecordingId, SoundId } from '../contract/ids';

/** Of the folder of recordings: where sounds lie that somebody has recorded or chosen to be heard. */
export const keptFolder = 'kept';

/** In the folder of recordings: one that is whole, and one that is still being made, or never was finished. */
export const soundFile = (sound: RecordingId | SoundId): string => `${sound}.ogg`;
export const partFile = (sound: RecordingId | SoundId): string => `${sound}.part`;

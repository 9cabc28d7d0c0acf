import type { RecordingId, SoundId } from '../contract/ids';

/** Of what a file of sound is named after. */
export type FileId = RecordingId | SoundId;

/** Of the folder of recordings: where sounds lie that somebody has recorded or chosen to be heard. */
export const keptFolder = 'kept';

/** In the folder of recordings: one that is whole, and one that is still being made, or never was finished. */
export const soundFile = (sound: FileId): string => `${sound}.ogg`;
export const partFile = (sound: FileId): string => `${sound}.part`;

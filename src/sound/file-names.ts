import type { RecordingId, SoundId } from '../contract/ids';
import type { SoundSide } from './two-sided';

/** Of what a file of sound is named after. */
export type FileId = RecordingId | SoundId | PieceName;

/** Of the folder of recordings: where sounds lie that somebody has recorded or chosen to be heard. */
export const keptFolder = 'kept';

/** In the folder of recordings: one that is whole, and one that is still being made, or never was finished. */
export const soundFile = (sound: FileId): string => `${sound}.ogg`;
export const partFile = (sound: FileId): string => `${sound}.part`;

/** A piece of one side, until all of a recording of both is there. */
export type PieceName = `${RecordingId}.${SoundSide}.${number}`;

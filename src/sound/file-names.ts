import type { RecordingId } from '../contract/ids';

/** In the folder of recordings: one that is whole, and one that is still being made, or never was finished. */
export const soundFile = (recording: RecordingId): string => `${recording}.ogg`;
export const partFile = (recording: RecordingId): string => `${recording}.part`;

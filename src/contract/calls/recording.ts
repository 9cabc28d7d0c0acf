import { z } from 'zod';

/**
 * How the other side learns that a call is recorded, before anything is kept: words say so; words ask for the key 1,
 * and without it nothing is recorded; or a tone alone, where all concerned know what it means.
 */
export const RecordingConsent = z.enum(['announce', 'askKey', 'toneOnly']);
export type RecordingConsent = z.infer<typeof RecordingConsent>;

/**
 * How far a recording is, as everybody in the call is shown it: the other side is `asking` or `telling`, it is `on` or
 * `paused`. Only its owner sees that it was `refused`, or has `failed`: nothing is kept.
 */
export const RecordingStage = z.enum(['asking', 'telling', 'on', 'paused', 'refused', 'failed']);
export type RecordingStage = z.infer<typeof RecordingStage>;

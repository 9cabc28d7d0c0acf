import { z } from 'zod';
import { AnswerGroupId, OrganisationId, SoundId, UserId } from '../ids';
import { line, opaque } from '../text';
import { longestSoundName } from './limits';

/** A sound that somebody has recorded, or chosen as a file, to be heard by callers. */
export const SoundOfOwner = z.object({
  id: SoundId,
  name: z.string(),
  ms: z.number().int(),
  keptAtMs: z.number().int(),
});
export type SoundOfOwner = z.infer<typeof SoundOfOwner>;

/**
 * `GET /api/administration/sounds?group=`, the oldest first: the organisation's, or those of an answer group; `POST`
 * with a name besides and the bytes of a file as body (Opus in Ogg or WebM, PCM in WAV) adds one.
 */
export const SoundsQuery = z.object({ group: AnswerGroupId.optional() });
export type SoundsQuery = z.infer<typeof SoundsQuery>;
export const SoundUpload = SoundsQuery.extend({ name: line(longestSoundName, 1) });

export const SoundList = z.object({ sounds: z.array(SoundOfOwner) });
export type SoundList = z.infer<typeof SoundList>;

/**
 * `DELETE /api/administration/sounds/:id`, within 30 days `POST …/restore`; `POST …/address`: where it can be listened
 * to.
 */
export const SoundParams = z.object({ id: SoundId });
export type SoundParams = z.infer<typeof SoundParams>;

/**
 * Where a sound is, for one person and some minutes. A path of this server with a query; with `download=1` besides, it
 * is saved as a file, with `as=mp4` it is one that Safari plays.
 */
export const SoundAddress = z.object({ url: z.string(), expiresAtMs: z.number().int() });
export type SoundAddress = z.infer<typeof SoundAddress>;

/** What such an address says: for whom it is, until when, and that the server has made it. */
export const SoundQuery = z.object({
  organisation: OrganisationId.optional(),
  user: UserId.optional(),
  expires: z.coerce.number().int().min(0).max(8.64e15).optional(),
  signature: opaque(64).optional(),
  download: z.literal('1').optional(),
  /** For browsers that play no Ogg, Safari above all: the same sound in MP4. */
  as: z.literal('mp4').optional(),
});
export type SoundQuery = z.infer<typeof SoundQuery>;

/** Of a path that ends with what it is the address of. */
export const FileParams = z.object({ id: z.uuid() });

import { z } from 'zod';
import { OtherParty } from '../calls/call-view';
import { RecordingConsent } from '../calls/recording';
import { AnswerGroupId, CallId, RecordingId, UserId } from '../ids';
import { opaque } from '../text';
import { highestPeak, longestKeepDays, mostMessages, peakCount, shortestKeepDays } from '../voicemail/limits';

/** A call of which both sides were recorded: left who recorded, right the other side. */
export const CallRecording = z.object({
  id: RecordingId,
  callId: CallId,
  /** Who recorded it. */
  by: z.object({ userId: UserId, name: z.string() }),
  /** The answer group whose call it was; null = none. */
  group: z.object({ id: AnswerGroupId, name: z.string() }).nullable(),
  other: OtherParty,
  startedAtMs: z.number().int(),
  /** How long it is. */
  ms: z.number().int(),
  /** How loud it is, in parts of equal length. */
  peaks: z.array(z.number().int().min(0).max(highestPeak)).length(peakCount),
  /** It ended because the server did: the last words may be missing. */
  cutShort: z.boolean(),
});
export type CallRecording = z.infer<typeof CallRecording>;

const mostCalls = 100;

/** `GET /api/call-recordings?callIds=&groupId=&before=&limit=`, newest first: those that I may listen to. */
export const CallRecordingsQuery = z.object({
  /** Of these calls, with a comma between them. */
  callIds: opaque(mostCalls * 37)
    .transform((text) => text.split(','))
    .pipe(z.array(CallId).max(mostCalls))
    .optional(),
  groupId: AnswerGroupId.optional(),
  /** The last recording of the page before. */
  before: RecordingId.optional(),
  limit: z.coerce.number().int().min(1).max(mostMessages).default(50),
});
export type CallRecordingsQuery = z.infer<typeof CallRecordingsQuery>;

export const CallRecordingsPage = z.object({ recordings: z.array(CallRecording), more: z.boolean() });
export type CallRecordingsPage = z.infer<typeof CallRecordingsPage>;

/**
 * Of all below `/api/call-recordings/:id`: `DELETE` it, and within 30 days `POST …/restore`; `POST …/address`: where
 * its sound is, which is noted; `GET …/plays`: who has asked for that.
 */
export const CallRecordingParams = z.object({ id: RecordingId });

/** Who has listened, the newest first; null = somebody who is here no more. */
export const CallRecordingPlays = z.object({
  plays: z.array(z.object({ name: z.string().nullable(), playedAtMs: z.number().int() })),
});
export type CallRecordingPlays = z.infer<typeof CallRecordingPlays>;

const mostGroups = 500;

/** `GET` and `PUT /api/administration/call-recordings` */
export const CallRecordingPolicy = z.object({
  consent: z.enum(['off', ...RecordingConsent.options]),
  keepDays: z.number().int().min(shortestKeepDays).max(longestKeepDays),
  /** Who has recorded may listen; administrators and the supervisors of the group always may. */
  ownAccess: z.boolean(),
  /** Whose calls are recorded by themselves, where calls may be recorded at all. */
  groups: z.array(AnswerGroupId).max(mostGroups),
});
export type CallRecordingPolicy = z.infer<typeof CallRecordingPolicy>;

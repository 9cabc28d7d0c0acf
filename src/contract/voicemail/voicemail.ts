import { z } from 'zod';
import { OtherParty } from '../calls/call-view';
import { AnswerGroupId, CallId, RecordingId } from '../ids';
import { highestPeak, longestKeepDays, mostMessages, peakCount, shortestKeepDays } from './limits';

/** Words that a machine has heard, and the language that it took them for. */
const Transcript = z.object({ text: z.string(), language: z.enum(['sv', 'en']) });

/** What somebody has said whose call I, or a group of mine, did not take. */
export const VoicemailMessage = z.object({
  id: RecordingId,
  /** The call that it was left in; it stands in my list as missed. */
  callId: CallId,
  /** Who has left it, as the directory knew them then; both null = anonymous. */
  from: OtherParty,
  /** Which of my numbers was called, E.164; null = the extension. */
  calledNumber: z.string().nullable(),
  leftAtMs: z.number().int(),
  /** How long it is. */
  ms: z.number().int(),
  /** How loud it is, in parts of equal length. */
  peaks: z.array(z.number().int().min(0).max(highestPeak)).length(peakCount),
  heard: z.boolean(),
  /** It ended because the server did, or its limit was reached: the last words may be missing. */
  cutShort: z.boolean(),
  /** What was said, as a machine has written it down; null = it has not, or has heard nothing. */
  transcript: Transcript.nullable(),
  /** Whose it is beside me: what one of the group has heard, all have; null = it is mine alone. */
  group: z.object({ id: AnswerGroupId, name: z.string() }).nullable(),
});
export type VoicemailMessage = z.infer<typeof VoicemailMessage>;

/** `GET /api/voicemail?show=&before=&limit=`, newest first. */
export const VoicemailQuery = z.object({
  show: z.enum(['all', 'new']).default('all'),
  /** The last message of the page before. */
  before: RecordingId.optional(),
  limit: z.coerce.number().int().min(1).max(mostMessages).default(50),
});
export type VoicemailQuery = z.infer<typeof VoicemailQuery>;

export const VoicemailPage = z.object({ messages: z.array(VoicemailMessage), more: z.boolean() });
export type VoicemailPage = z.infer<typeof VoicemailPage>;

/**
 * Of all below `/api/voicemail/:id`: `DELETE` it, and within 30 days `POST …/restore`; `POST …/address`: where its
 * sound is.
 */
export const VoicemailParams = z.object({ id: RecordingId });

/** `POST /api/voicemail/:id/heard` */
export const VoicemailHeard = z.object({ heard: z.boolean() });

/** `PUT /api/me/voicemail`: whether calls that I do not take may leave a message. */
export const MyVoicemail = z.object({ enabled: z.boolean() });
export type MyVoicemail = z.infer<typeof MyVoicemail>;

/** `GET` and `PUT /api/me/voicemail`. `offered`: the organisation has it; where it has not, nobody leaves a message. */
export const MyVoicemailView = MyVoicemail.extend({ offered: z.boolean() });
export type MyVoicemailView = z.infer<typeof MyVoicemailView>;

const days = z.number().int().min(shortestKeepDays).max(longestKeepDays);

/** `PUT /api/administration/voicemail`. */
export const VoicemailPolicy = z.object({
  enabled: z.boolean(),
  /** Days after which a message is deleted that was heard, and one that nobody ever heard. */
  keepHeardDays: days,
  keepUnheardDays: days,
  /** What is said from now on is written down by a machine. */
  transcribe: z.boolean(),
});
export type VoicemailPolicy = z.infer<typeof VoicemailPolicy>;

/** `GET` and `PUT /api/administration/voicemail`. `canTranscribe`: this server has a machine that writes down. */
export const VoicemailPolicyView = VoicemailPolicy.extend({ canTranscribe: z.boolean() });
export type VoicemailPolicyView = z.infer<typeof VoicemailPolicyView>;

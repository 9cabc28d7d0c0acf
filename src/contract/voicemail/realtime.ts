import { z } from 'zod';
import { RecordingId } from '../ids';

/** Messages that I have not heard. */
export const VoicemailPart = z.object({ voicemail: z.object({ unheard: z.number().int() }) });

/** One came, was heard, marked as unread, deleted or restored; null = several. Windows that show them ask anew. */
export const VoicemailEvent = z.object({
  type: z.literal('voicemail.changed'),
  ...VoicemailPart.shape.voicemail.shape,
  messageId: RecordingId.nullable(),
});

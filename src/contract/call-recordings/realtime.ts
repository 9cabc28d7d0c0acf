import { z } from 'zod';

/** One of mine has been listed. Windows that show recordings ask anew. */
export const CallRecordingsEvent = z.object({ type: z.literal('callRecordings.changed') });

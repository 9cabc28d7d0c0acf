import { z } from 'zod';
import { ToAnswerId } from '../ids';

const entry = { id: ToAnswerId };

/** What one does with somebody who is still to be called. */
export const ToAnswerCommand = z.discriminatedUnion('name', [
  /** I see to it. Refused where a colleague does. */
  z.object({ name: z.literal('toAnswer.claim'), ...entry }),
  /** I do not, after all. */
  z.object({ name: z.literal('toAnswer.release'), ...entry }),
  /** For everybody who owes it, until then; a new call of the number ends it. */
  z.object({ name: z.literal('toAnswer.snooze'), ...entry, untilMs: z.number().int().min(0).max(8.64e15) }),
  z.object({ name: z.literal('toAnswer.done'), ...entry }),
  /** It was not done. */
  z.object({ name: z.literal('toAnswer.reopen'), ...entry }),
]);
export type ToAnswerCommand = z.infer<typeof ToAnswerCommand>;

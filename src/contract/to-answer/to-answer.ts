import { z } from 'zod';
import { AnswerGroupId, ToAnswerId, UserId } from '../ids';
import { whysToAnswer } from './limits';

const somebody = z.object({ userId: UserId, name: z.string() });

/** Somebody whom a group, or I, still have to call: one entry for each number and group. */
export const ToAnswer = z.object({
  id: ToAnswerId,
  /** Whose call it is; null = mine alone. */
  groupId: AnswerGroupId.nullable(),
  /** E.164 or extension. */
  number: z.string(),
  /** As the company's directory says; null = it does not know the number. */
  name: z.string().nullable(),
  /** Of the last of the calls; a message that was left in one of them stays the reason. */
  why: z.enum(whysToAnswer),
  calls: z.number().int(),
  /** Of the first of them, and of the last. */
  sinceMs: z.number().int(),
  lastMs: z.number().int(),
  /** Who wants to see to it; null = nobody has said so. */
  claimedBy: somebody.nullable(),
  /** In the past or null: now. */
  snoozedUntilMs: z.number().int().nullable(),
  doneAtMs: z.number().int().nullable(),
  /** Null: by a talk with the number. */
  doneBy: somebody.nullable(),
});
export type ToAnswer = z.infer<typeof ToAnswer>;

/** `GET /api/to-answer`: what my groups and I owe, whoever has waited longest first. */
export const ToAnswerList = z.object({ parties: z.array(ToAnswer), more: z.boolean() });
export type ToAnswerList = z.infer<typeof ToAnswerList>;

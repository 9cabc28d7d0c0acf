import { z } from 'zod';
import { AnswerGroupId, UserId } from '../ids';
import { mostAnswerGroups } from './limits';

/** Groups on screen, of which one is a member or a supervisor. */
export const WatchedAnswerGroups = z.object({ answerGroups: z.array(AnswerGroupId).max(mostAnswerGroups).optional() });

/** Whether a group takes callers. */
export const OpenNow = z.object({
  isOpen: z.boolean(),
  /** When that changes; null = not within two weeks. */
  changesAtMs: z.number().int().nullable(),
});
export type OpenNow = z.infer<typeof OpenNow>;

/** How a group does now. A caller who is being offered waits still; agents who are ready are available. */
export const AnswerGroupState = OpenNow.extend({
  groupId: AnswerGroupId,
  /** Whoever answers in it, logged in or not. */
  agents: z.number().int(),
  available: z.number().int(),
  waiting: z.number().int(),
  /** Of those who wait; null = nobody does. */
  oldestEnteredAtMs: z.number().int().nullable(),
  /** Differs whenever something has changed that `GET /api/answer-groups/:id` shows. */
  rev: z.number().int(),
});
export type AnswerGroupState = z.infer<typeof AnswerGroupState>;
export const AnswerGroupValues = z.object({ answerGroups: z.array(AnswerGroupState).optional() });

const told = { byName: z.string().nullable() };

export const AnswerGroupEvent = z.discriminatedUnion('type', [
  /** I have become a member or a supervisor, or am one no more, or a group of mine was changed. */
  z.object({ type: z.literal('answerGroups.changed') }),
  /**
   * What I am as an agent has changed. `byName`: by a supervisor; null = by myself, or by missed calls
   * (`pauseReason: notAnswering`).
   */
  z.object({
    type: z.literal('answerGroups.agent'),
    userId: UserId,
    isLoggedIn: z.boolean(),
    pauseReason: z.string().nullable(),
    ...told,
  }),
]);
export type AnswerGroupEvent = z.infer<typeof AnswerGroupEvent>;

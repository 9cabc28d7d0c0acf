import { z } from 'zod';
import { AnswerGroupId, DeviceId, EntryId, UserId } from '../ids';
import { line } from '../text';
import { bounds, longestPauseReason } from './limits';

/**
 * Whose: without `userId` one's own, and `groupId` plays no part. Another's is the supervisor's of that group only; an
 * agent is logged in, or pauses, in all groups at once.
 */
const agent = { userId: UserId.optional(), groupId: AnswerGroupId.optional() };
/** Somebody who waits; for supervisors of the group. */
const entry = { groupId: AnswerGroupId, entryId: EntryId };
const because = line(200).optional();

/** The call in which an agent serves the group; for its supervisors. `on`: the own device; absent = the one in use. */
const supervised = { groupId: AnswerGroupId, userId: UserId, on: DeviceId.optional() };

/** What an agent does, or a supervisor for one, and what a supervisor does with who waits. */
export const AnswerGroupCommand = z.discriminatedUnion('name', [
  /** Refused where no device of the agent's can be reached. */
  z.object({ name: z.literal('answerGroup.logIn'), ...agent, because }),
  z.object({ name: z.literal('answerGroup.logOut'), ...agent, because }),
  /** While talking: from the end of the call on. `reason` is one of the organisation's. */
  z.object({ name: z.literal('answerGroup.pause'), ...agent, reason: line(longestPauseReason, 1), because }),
  z.object({ name: z.literal('answerGroup.resume'), ...agent, because }),
  /** The time after a call is over. */
  z.object({ name: z.literal('answerGroup.ready'), ...agent, because }),
  z.object({ name: z.literal('answerGroup.move'), ...entry, to: AnswerGroupId, because }),
  z.object({
    name: z.literal('answerGroup.setPriority'),
    ...entry,
    priority: z.number().int().min(bounds.priority[0]).max(bounds.priority[1]),
    because,
  }),
  /** Who waits for a callback is not called. */
  z.object({ name: z.literal('answerGroup.dropCallback'), ...entry, because }),
  /** Each from any of the others, and at once. */
  z.object({ name: z.literal('answerGroup.listen'), ...supervised, because }),
  z.object({ name: z.literal('answerGroup.whisper'), ...supervised, because }),
  z.object({ name: z.literal('answerGroup.join'), ...supervised, because }),
  z.object({ name: z.literal('answerGroup.takeOver'), ...supervised, because }),
  z.object({ name: z.literal('answerGroup.stopListening'), ...supervised, because }),
  /** To oneself, or to an agent. */
  z.object({ name: z.literal('answerGroup.pull'), ...entry, to: UserId.optional(), because }),
]);
export type AnswerGroupCommand = z.infer<typeof AnswerGroupCommand>;

import { z } from 'zod';
import { AnswerGroupId, EntryId, UserId } from '../ids';
import { agentStates, strategies } from './limits';

/** `GET /api/answer-groups`: those that I answer in, and those that I supervise. */
export const GroupView = z.object({
  id: AnswerGroupId,
  name: z.string(),
  extension: z.string(),
  /** E.164; null = only within the company. */
  number: z.string().nullable(),
  strategy: z.enum(strategies),
  isMember: z.boolean(),
  isSupervisor: z.boolean(),
  /** I am an agent who is logged in. */
  isLoggedIn: z.boolean(),
});
export type GroupView = z.infer<typeof GroupView>;
export const GroupList = z.object({
  groups: z.array(GroupView),
  /** What an agent may say of a pause, in their order. */
  pauseReasons: z.array(z.string()),
});
export type GroupList = z.infer<typeof GroupList>;

/** Somebody who answers in a group. */
const GroupAgent = z.object({
  userId: UserId,
  name: z.string(),
  state: z.enum(agentStates),
  sinceMs: z.number().int(),
  /** Of the list, or `notAnswering`: calls that rang were not answered. */
  pauseReason: z.string().nullable(),
  isLoggedIn: z.boolean(),
});
export type GroupAgent = z.infer<typeof GroupAgent>;

/** Somebody who waits; of the caller what a call card would show. */
const WaitingCaller = z.object({
  entryId: EntryId,
  name: z.string().nullable(),
  number: z.string().nullable(),
  enteredAtMs: z.number().int(),
  priority: z.number().int(),
  /** Is called back; else waits on the line. */
  isCallback: z.boolean(),
  /** The group serves this number before others. */
  isVip: z.boolean(),
  /** At whom it rings now. */
  offeredTo: z.array(UserId),
});
export type WaitingCaller = z.infer<typeof WaitingCaller>;

/** `GET /api/answer-groups/:id`, for its members and supervisors; callers in the order in which they are served. */
export const GroupDetail = GroupView.extend({ agents: z.array(GroupAgent), waiting: z.array(WaitingCaller) });
export type GroupDetail = z.infer<typeof GroupDetail>;

export const AnswerGroupParams = z.object({ id: AnswerGroupId });

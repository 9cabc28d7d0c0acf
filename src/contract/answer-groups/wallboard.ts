import { z } from 'zod';
import { AnswerGroupId } from '../ids';
import { agentStates, mostAnswerGroups } from './limits';
import { OpenNow } from './realtime';

/** Groups on a screen on the wall, or before a supervisor: told to supervisors of the group and administrators. */
export const WatchedWallboards = z.object({ wallboards: z.array(AnswerGroupId).max(mostAnswerGroups).optional() });

const count = z.number().int();

/** How a group does now and today. Of callers nothing is told but how many they are. */
export const WallboardState = OpenNow.extend({
  groupId: AnswerGroupId,
  name: z.string(),
  /** Of the organisation, in which today is today. */
  zone: z.string(),
  waiting: count,
  /** Of those who wait; null = nobody does. */
  oldestEnteredAtMs: count.nullable(),
  /** Of those who wait: who are to be called back. */
  callbacks: count,
  /** How many agents are in each state, and for which reason. */
  states: z.array(z.object({ state: z.enum(agentStates), reason: z.string().nullable(), count })),
  /** Those who are logged in, the first of them. */
  agents: z.array(
    z.object({ name: z.string(), state: z.enum(agentStates), reason: z.string().nullable(), sinceMs: count }),
  ),
  today: z.object({
    ...{ entered: count, answered: count, answeredSoon: count, lostLate: count, abandoned: count },
    ...{ calledBack: count, waitedMs: count },
  }),
  /** The last ones up to now, those in which nothing happened among them. */
  quarters: z.array(z.object({ startMs: count, answered: count, lost: count })),
});
export type WallboardState = z.infer<typeof WallboardState>;
export const WallboardValues = z.object({ wallboards: z.array(WallboardState).optional() });

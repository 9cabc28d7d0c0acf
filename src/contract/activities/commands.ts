import { z } from 'zod';
import { ActivityId, UserId } from '../ids';
import { line } from '../text';
import { ActivityEnd } from './activity';
import { longestMessage } from './limits';

/** What a person asks of an activity; without `userId` one's own. */
export const ActivityCommand = z.discriminatedUnion('name', [
  z.object({
    name: z.literal('activity.set'),
    userId: UserId.optional(),
    activityId: ActivityId,
    end: ActivityEnd,
    message: line(longestMessage, 1).nullable(),
  }),
  /** What was set by hand is taken away: what is scheduled holds, or nothing. */
  z.object({ name: z.literal('activity.reset'), userId: UserId.optional() }),
  z.object({ name: z.literal('activity.statusMessage'), text: line(longestMessage).nullable() }),
]);
export type ActivityCommand = z.infer<typeof ActivityCommand>;

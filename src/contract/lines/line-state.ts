import { z } from 'zod';
import { UserId } from '../ids';

/** Whether a colleague's line is free; independent of the activity. `offline` = no reachable device. */
export const LineState = z.enum(['idle', 'ringing', 'inCall', 'offline']);
export type LineState = z.infer<typeof LineState>;

/**
 * What colleagues see change of a person; a window gets the newest of those that it watches. No line: the person has
 * left the organisation.
 */
export const PersonState = z.object({ userId: UserId, line: LineState.nullable() });
export type PersonState = z.infer<typeof PersonState>;

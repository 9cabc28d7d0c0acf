import { z } from 'zod';
import { UserId } from '../ids';
import { mostWatched } from '../lines/most-watched';
import { PersonActivity } from './activity';

/** Whose activities the window wants, besides its own. People of other organisations have none. */
export const WatchedActivities = z.object({ activities: z.array(UserId).max(mostWatched).optional() });

export const ActivityValues = z.object({ activities: z.array(PersonActivity).optional() });

/** My own. */
export const ActivityPart = z.object({ activity: PersonActivity });

import { z } from 'zod';
import { UserId } from '../ids';

/** `PUT` and `DELETE /api/free-watches/:userId`. */
export const FreeWatchParams = z.object({ userId: UserId });

/** `GET /api/free-watches`: whom I want to be told of, today. */
export const FreeWatchList = z.object({ userIds: z.array(UserId) });
export type FreeWatchList = z.infer<typeof FreeWatchList>;

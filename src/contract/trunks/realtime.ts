import { z } from 'zod';
import { TrunkId } from '../ids';

/** `trunkListId` while they are on screen: how each does, administrators ask for. */
export const WatchedTrunks = z.object({ trunks: z.array(TrunkId).max(1).optional() });

/** `rev` differs whenever something has changed since. */
const TrunkRevision = z.object({ trunkId: TrunkId, rev: z.number().int() });
export const TrunkValues = z.object({ trunks: z.array(TrunkRevision).optional() });

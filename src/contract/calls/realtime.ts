import { z } from 'zod';
import { CallView } from './call-view';

/** A call of mine appeared or changed. An ended call is sent once with state `ended`, then is gone from snapshots. */
export const CallEvent = z.object({ type: z.literal('call'), call: CallView });

export const CallsPart = z.object({ calls: z.array(CallView) });

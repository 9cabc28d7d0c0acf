import { z } from 'zod';

/** My rules are others than they were: whoever shows them reads them again. */
export const RulesEvent = z.object({ type: z.literal('rules.changed') });

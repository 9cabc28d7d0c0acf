import { z } from 'zod';
import { ToAnswer } from './to-answer';

/** Somebody is to be called, or was, or a colleague sees to it. */
export const ToAnswerEvent = z.object({ type: z.literal('toAnswer.changed'), party: ToAnswer });

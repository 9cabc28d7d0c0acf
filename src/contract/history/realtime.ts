import { z } from 'zod';
import { CallId } from '../ids';
import { HistoryEntry } from './history';

export const HistoryEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('history.added'), entry: HistoryEntry }),
  z.object({ type: z.literal('history.removed'), callIds: z.array(CallId).nullable() /* null = all */ }),
  z.object({ type: z.literal('history.restored') }),
  /** Another window of mine has shown these missed calls, or all that had ended by then (the server's time). */
  z.object({ type: z.literal('history.seen'), callIds: z.array(CallId), untilMs: z.number().int().nullable() }),
]);

export const HistoryPart = z.object({
  /** Newest history entries, at most 100, so that nothing is missed between connection and first page. */
  history: z.array(HistoryEntry),
});

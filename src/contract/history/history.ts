import { z } from 'zod';
import { OtherParty } from '../calls/call-view';
import { EndReason } from '../calls/end-reason';
import { CallId } from '../ids';
import { line, opaque } from '../text';

/**
 * How a call went, for one user. `answeredElsewhere`: by another device of the same user or by a colleague; never
 * missed. `blocked`: I have blocked the caller,
 * and nothing rang. `disconnected`: my connection was lost and I did not come back in time; shown with the missed ones.
 */
export const CallOutcome = z.enum([
  'answered',
  'answeredElsewhere',
  'missed',
  'blocked',
  'disconnected',
  'declined',
  'noAnswer',
  'busy',
  'cancelled',
  'failed',
  'interrupted',
]);
export type CallOutcome = z.infer<typeof CallOutcome>;

export const HistoryEntry = z.object({
  callId: CallId,
  direction: z.enum(['in', 'out']),
  other: OtherParty,
  outcome: CallOutcome,
  endReason: EndReason,
  through: z.string().nullable(),
  startedAtMs: z.number().int(),
  answeredAtMs: z.number().int().nullable(),
  endedAtMs: z.number().int(),
  /** When I handed the call over, whether it was taken or not; null = I talked to the end. */
  talkedUntilMs: z.number().int().nullable(),
  /** To whom I handed it over last; not taken: it came back, or the other side did not wait. */
  transfer: z.object({ to: OtherParty, taken: z.boolean() }).nullable(),
  /** Which of my numbers was called, E.164; null = the extension, and for calls of my own. */
  calledNumber: z.string().nullable(),
  /** Label of my device that carried the call, e.g. "Teams tab". */
  deviceLabel: z.string().nullable(),
  shownNumber: z.string().nullable(),
  /** A missed call that I have looked at in the list, in whichever window. */
  seen: z.boolean(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** `GET /api/history?show=&q=&before=&limit=`, newest first. */
export const HistoryQuery = z.object({
  show: z.enum(['all', 'missed']).default('all'),
  q: line(100).optional(),
  /** Cursor from the page before. */
  before: opaque(100).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type HistoryQuery = z.infer<typeof HistoryQuery>;

export const HistoryPage = z.object({ entries: z.array(HistoryEntry), next: z.string().nullable() });
export type HistoryPage = z.infer<typeof HistoryPage>;

/**
 * `POST /api/history/seen`: I have looked at these missed calls, or at all that had ended when the named call of mine
 * did. An entry and no time, since a window's clock is not the server's.
 */
export const HistorySeen = z.union([
  z.object({ callIds: z.array(CallId).min(1).max(1_000) }),
  z.object({ upTo: CallId }),
]);
export type HistorySeen = z.infer<typeof HistorySeen>;

/** Calls that are deleted by one request; what the server reads of a body follows from it. */
export const longestDeletion = 10_000;

/** `POST /api/history/delete`: some calls, or the whole history up to now. */
export const HistoryDelete = z.union([
  z.object({ callIds: z.array(CallId).min(1).max(longestDeletion) }),
  z.object({ all: z.literal(true) }),
]);
export type HistoryDelete = z.infer<typeof HistoryDelete>;

/** Answer to a deletion; `POST /api/history/restore` with the same id takes it back within 24 hours. */
export const HistoryDeletion = z.object({ deletionId: z.uuid(), count: z.number().int() });
export type HistoryDeletion = z.infer<typeof HistoryDeletion>;

export const HistoryRestore = z.object({ deletionId: z.uuid() });
export type HistoryRestore = z.infer<typeof HistoryRestore>;

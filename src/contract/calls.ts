import { z } from 'zod';
import { EndReason } from './errors';
import { CallId, ContactId, DeviceId, UserId } from './ids';
import { line, opaque } from './text';

/**
 * State of a call as one user's call card shows it (`data-call-state`).
 *
 *     ringing ──► connecting ──► active ◄──► held
 *        │             │            │          │
 *        └─────────────┴─────► ended ◄─────────┘
 *
 * `ringing` is incoming and unanswered; `connecting` is outgoing and unanswered, or answered with audio on its way;
 * `elsewhere` is a call that another device of mine carries; `anchored` is a call whose audio I lost and that the server
 * keeps for me while the other side hears music. The server never says `elsewhere`: each window finds it from `deviceId`.
 */
export const CallViewState = z.enum(['ringing', 'connecting', 'active', 'held', 'anchored', 'elsewhere', 'ended']);
export type CallViewState = z.infer<typeof CallViewState>;

/** The other side of a call as the directory knew it when the call began; both null = anonymous. */
export const OtherParty = z.object({
  name: z.string().nullable(),
  /** E.164 for outside numbers, else the extension. */
  number: z.string().nullable(),
  contactId: ContactId.nullable(),
  userId: UserId.nullable(),
});
export type OtherParty = z.infer<typeof OtherParty>;

/** One call as one user sees it. Sent whole at each change; a higher `revision` replaces a lower one. */
export const CallView = z.object({
  id: CallId,
  revision: z.number().int(),
  direction: z.enum(['in', 'out']),
  state: CallViewState,
  other: OtherParty,
  /** The callee's devices ring: the caller's card may say "Ringing" rather than "Calling". */
  otherRings: z.boolean(),
  /** The answer group the call came through. */
  through: z.string().nullable(),
  /** My device that carries the audio; null while the call rings on all of them. */
  deviceId: DeviceId.nullable(),
  deviceLabel: z.string().nullable(),
  /** The call id that the audio of my device was set up with, or rings under; another than `id` once two calls were connected. Null = no audio, or `id` while it rings. */
  session: CallId.nullable(),
  muted: z.boolean(),
  /** Who parked the call; both is possible. */
  heldByMe: z.boolean(),
  heldByOther: z.boolean(),
  /** The other side lost its connection; the server keeps the call and I hear music. */
  otherAway: z.boolean(),
  /** `anchored`: my device has answered, and its network lets no audio through. */
  noAudio: z.boolean(),
  /** Who handed the call to me. */
  transferredBy: OtherParty.nullable(),
  /** My transfer under way (`connecting`): the other side waits for this person. `call.takeBack` ends the wait. */
  transferringTo: OtherParty.nullable(),
  /** The call is back from a transfer of mine that nobody took. */
  returned: z.object({ from: OtherParty, reason: EndReason }).nullable(),
  /** My audio is on its way to this device; the call goes on where it is until that one answers. */
  movingTo: z.string().nullable(),
  /** `anchored` or `otherAway`: until then the call waits for the lost window; afterwards the person's other devices ring. */
  anchoredUntilMs: z.number().int().nullable(),
  /** Which of my numbers was called, E.164; null = the extension, and for calls of my own. */
  calledNumber: z.string().nullable(),
  /** `ringing`: since when it rings at mine. */
  ringingSinceMs: z.number().int().nullable(),
  /** Parked by me: since when the other side waits. */
  heldSinceMs: z.number().int().nullable(),
  /** The number the other side saw, null = anonymous; only for outgoing calls to outside numbers. */
  shownNumber: z.string().nullable(),
  startedAtMs: z.number().int(),
  answeredAtMs: z.number().int().nullable(),
  endReason: EndReason.nullable(),
});
export type CallView = z.infer<typeof CallView>;

/**
 * How a call went, for one user. `answeredElsewhere`: by another device of the same user or by a colleague; never missed.
 * `disconnected`: my connection was lost and I did not come back in time; shown with the missed ones.
 */
export const CallOutcome = z.enum(['answered', 'answeredElsewhere', 'missed', 'disconnected', 'declined', 'noAnswer', 'busy', 'cancelled', 'failed', 'interrupted']);
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
 * `POST /api/history/seen`: I have looked at these missed calls, or at all that had ended when the named call of mine did. An entry
 * and no time, since a window's clock is not the server's.
 */
export const HistorySeen = z.union([z.object({ callIds: z.array(CallId).min(1).max(1_000) }), z.object({ upTo: CallId })]);
export type HistorySeen = z.infer<typeof HistorySeen>;

/** Calls that are deleted by one request; what the server reads of a body follows from it. */
export const longestDeletion = 10_000;

/** `POST /api/history/delete`: some calls, or the whole history up to now. */
export const HistoryDelete = z.union([z.object({ callIds: z.array(CallId).min(1).max(longestDeletion) }), z.object({ all: z.literal(true) })]);
export type HistoryDelete = z.infer<typeof HistoryDelete>;

/** Answer to a deletion; `POST /api/history/restore` with the same id takes it back within 24 hours. */
export const HistoryDeletion = z.object({ deletionId: z.uuid(), count: z.number().int() });
export type HistoryDeletion = z.infer<typeof HistoryDeletion>;

export const HistoryRestore = z.object({ deletionId: z.uuid() });
export type HistoryRestore = z.infer<typeof HistoryRestore>;

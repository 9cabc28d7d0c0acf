import { z } from 'zod';
import { CallView, HistoryEntry } from './calls';
import { DeviceView } from './devices';
import { Problem } from './errors';
import { CallId, DeviceId, UserId } from './ids';
import { mostWatched } from './most-watched';
import { Me, PersonState } from './people';
import { Settings } from './settings';
import { line, opaque } from './text';
import { isTimeZone } from './time-zone';

/**
 * The realtime protocol: one WebSocket at `/realtime`, JSON text frames.
 *
 *     client                         server
 *     hello {token, resume?}   ──►
 *                              ◄──   welcome {epoch, cursor, snapshot?}   snapshot absent = resumed, missed frames follow
 *                              ◄──   events {stream, seq, events}         seq grows by one in each stream
 *     watch {people}           ──►                                        what is on screen now, instead of what was before
 *                              ◄──   values {people}                      the newest of what is new in it, then of what changes
 *     command {id, …}          ──►
 *                              ◄──   ack {id, ok | problem}
 *     token {token}            ──►                                        renewal before the token expires
 *     ping {t}                 ──►   pong {t, serverTimeMs}
 *                              ◄──   bye {reason}, then close
 *
 * Streams carry what happened: `user` has my calls, history, devices and settings. The client keeps the last seq of each and
 * says them in `resume`; if `epoch` is still the server's and the log reaches back, it gets what it missed, else a snapshot.
 *
 * Values are state that many may watch, such as the lines of colleagues: not logged, coalesced to one frame in 50 ms. A new
 * connection watches nothing; a client that is slow misses values in between, never the newest.
 */
export const Cursor = z.record(opaque(80), z.number().int().min(0)).refine((cursor) => Object.keys(cursor).length <= 100);
export type Cursor = z.infer<typeof Cursor>;

/** Whose values the window wants. People of other organisations have none. */
export const Watched = z.object({ people: z.array(UserId).max(mostWatched) });
export type Watched = z.infer<typeof Watched>;

/** Where the audio of a call shall be: a device of mine, or the mobile number in my contact card. */
export const AudioPlace = z.discriminatedUnion('kind', [z.object({ kind: z.literal('device'), deviceId: DeviceId }), z.object({ kind: z.literal('mobile') })]);
export type AudioPlace = z.infer<typeof AudioPlace>;

const DialledNumber = line(64, 1);

/** Commands about calls; the acting user must be a party. Answered by an ack once carried out and stored. */
export const Command = z.discriminatedUnion('name', [
  z.object({ name: z.literal('call.decline'), callId: CallId }),
  z.object({ name: z.literal('call.hangUp'), callId: CallId }),
  z.object({ name: z.literal('call.hold'), callId: CallId }),
  z.object({ name: z.literal('call.resume'), callId: CallId }),
  z.object({ name: z.literal('call.mute'), callId: CallId, muted: z.boolean() }),
  z.object({ name: z.literal('call.sendDigits'), callId: CallId, digits: z.string().regex(/^[0-9*#A-D]{1,32}$/) }),
  /** A new call whose audio is not in this window: that device rings first, then the number. `show`: E.164 of mine, `anonymous`, null = default. */
  z.object({ name: z.literal('call.place'), callId: CallId, from: AudioPlace, number: DialledNumber, show: line(64).nullable() }),
  /** Transfer now: the other side is connected to the number; unanswered it comes back to me. */
  z.object({ name: z.literal('call.transfer'), callId: CallId, number: DialledNumber }),
  /** Ends the wait of a transfer under way: the call rings at my devices again. */
  z.object({ name: z.literal('call.takeBack'), callId: CallId }),
  /** Connects the other side of `callId` with the other side of `withCallId` and takes me out; the call goes on as `callId`. */
  z.object({ name: z.literal('call.connect'), callId: CallId, withCallId: CallId }),
  /**
   * Moves my audio: retrieves the call to this window, sends it to another device, or takes an anchored call back. A call that
   * rings for me rings on there only, to be answered there.
   */
  z.object({ name: z.literal('call.move'), callId: CallId, to: AudioPlace }),
  z.object({ name: z.literal('call.cancelMove'), callId: CallId }),
]);
export type Command = z.infer<typeof Command>;

export const ClientMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    token: opaque(16_384),
    windowId: z.uuid(),
    /** IANA name of the computer's zone; one that the server does not know is as good as none. */
    timeZone: opaque(64).refine(isTimeZone).optional().catch(undefined),
    resume: z.object({ epoch: opaque(64), cursor: Cursor }).optional(),
  }),
  z.object({ type: z.literal('token'), token: opaque(16_384) }),
  z.object({ type: z.literal('watch'), watched: Watched }),
  z.object({ type: z.literal('command'), id: z.number().int().min(0), command: Command }),
  z.object({ type: z.literal('ping'), t: z.number().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER) }),
  /** The person looks at or touches this window: of several, it is the one to ring. At most every 10 s. */
  z.object({ type: z.literal('used') }),
]);
export type ClientMessage = z.infer<typeof ClientMessage>;

export const ServerEvent = z.discriminatedUnion('type', [
  /** A call of mine appeared or changed. An ended call is sent once with state `ended`, then is gone from snapshots. */
  z.object({ type: z.literal('call'), call: CallView }),
  z.object({ type: z.literal('history.added'), entry: HistoryEntry }),
  z.object({ type: z.literal('history.removed'), callIds: z.array(CallId).nullable() /* null = all */ }),
  z.object({ type: z.literal('history.restored') }),
  /** Another window of mine has shown these missed calls, or all that had ended by then (the server's time). */
  z.object({ type: z.literal('history.seen'), callIds: z.array(CallId), untilMs: z.number().int().nullable() }),
  z.object({ type: z.literal('devices'), devices: z.array(DeviceView) }),
  z.object({ type: z.literal('settings'), settings: Settings }),
]);
export type ServerEvent = z.infer<typeof ServerEvent>;

/** All that a window needs to draw itself; lists that can be long come over REST, and what many watch as values. */
export const Snapshot = z.object({
  me: Me,
  settings: Settings,
  calls: z.array(CallView),
  devices: z.array(DeviceView),
  /** Newest history entries, at most 100, so that nothing is missed between connection and first page. */
  history: z.array(HistoryEntry),
});
export type Snapshot = z.infer<typeof Snapshot>;

export const ServerMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('welcome'),
    epoch: z.string(),
    cursor: Cursor,
    snapshot: Snapshot.optional(),
    serverTimeMs: z.number().int(),
    tokenExpiresAtMs: z.number().int(),
  }),
  z.object({ type: z.literal('events'), stream: z.string(), seq: z.number().int(), events: z.array(ServerEvent) }),
  z.object({ type: z.literal('values'), people: z.array(PersonState) }),
  z.discriminatedUnion('ok', [
    z.object({ type: z.literal('ack'), id: z.number().int(), ok: z.literal(true) }),
    z.object({ type: z.literal('ack'), id: z.number().int(), ok: z.literal(false), problem: Problem }),
  ]),
  z.object({ type: z.literal('token.accepted'), tokenExpiresAtMs: z.number().int() }),
  z.object({ type: z.literal('pong'), t: z.number(), serverTimeMs: z.number().int() }),
  z.object({ type: z.literal('bye'), reason: z.enum(['tokenExpired', 'tooSlow', 'shutdown', 'protocol']), problem: Problem.optional() }),
]);
export type ServerMessage = z.infer<typeof ServerMessage>;

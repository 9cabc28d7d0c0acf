import { z } from 'zod';
import { AnswerGroupCommand } from './answer-groups/commands';
import { AnswerGroupEvent, AnswerGroupValues, WatchedAnswerGroups } from './answer-groups/realtime';
import { WallboardValues, WatchedWallboards } from './answer-groups/wallboard';
import { CalendarEvent } from './calendar/realtime';
import { ActivityCommand } from './activities/commands';
import { ActivityPart, ActivityValues, WatchedActivities } from './activities/realtime';
import { CallRecordingsEvent } from './call-recordings/realtime';
import { CallCommand } from './calls/commands';
import { CallEvent, CallsPart } from './calls/realtime';
import { ContactsEvent, GroupValues, WatchedGroups } from './contacts/realtime';
import { DevicesEvent, DevicesPart } from './devices/realtime';
import { Problem } from './errors';
import { HistoryEvent, HistoryPart } from './history/realtime';
import { PeopleValues, WatchedPeople } from './lines/realtime';
import { ContactValues, PeoplePart, WatchedContacts } from './people/realtime';
import { RulesEvent } from './rules/realtime';
import { SettingsEvent, SettingsPart } from './settings/realtime';
import { opaque } from './text';
import { ToAnswerCommand } from './to-answer/commands';
import { ToAnswerEvent } from './to-answer/realtime';
import { TrunkValues, WatchedTrunks } from './trunks/realtime';
import { isTimeZone } from './time-zone';
import { longestToken } from './token';
import { VoicemailEvent, VoicemailPart } from './voicemail/realtime';

/**
 * The realtime protocol: one WebSocket at `/realtime`, JSON text frames.
 *
 *     client                         server
 *     hello {token, resume?}   ──►
 *                              ◄──   welcome {epoch, cursor, snapshot?}   no snapshot = resumed, missed frames follow
 *                              ◄──   events {stream, seq, events}         seq grows by one in each stream
 *     watch {watched}          ──►                                        what is on screen now, instead of before
 *                              ◄──   values {people}                      the newest of what is new in it, then changes
 *     command {id, …}          ──►
 *                              ◄──   ack {id, ok | problem}
 *     token {token}            ──►                                        renewal before the token expires
 *     ping {t}                 ──►   pong {t, serverTimeMs}
 *                              ◄──   bye {reason, retryInMs?}, then close
 *
 * Streams carry what happened: `user` has my calls, history, devices and settings. The client keeps the last seq of
 * each and says them in `resume`; if `epoch` is still the server's and the log reaches back, it gets what it missed,
 * else a snapshot.
 *
 * Values are state that many may watch, such as the lines of colleagues: not logged, coalesced to one frame in 50 ms.
 * A new connection watches nothing; a client that is slow misses values in between, never the newest.
 */
export const Cursor = z
  .record(opaque(80), z.number().int().min(0))
  .refine((cursor) => Object.keys(cursor).length <= 100);
export type Cursor = z.infer<typeof Cursor>;

/** What is on screen, by topic; of one that is left out, nothing. */
export const Watched = z.object({
  ...WatchedPeople.shape,
  ...WatchedActivities.shape,
  ...WatchedGroups.shape,
  ...WatchedContacts.shape,
  ...WatchedTrunks.shape,
  ...WatchedAnswerGroups.shape,
  ...WatchedWallboards.shape,
});
export type Watched = z.infer<typeof Watched>;

/** The newest values, by topic; one of which nothing is new is left out. */
export const Values = z.object({
  ...PeopleValues.shape,
  ...ActivityValues.shape,
  ...GroupValues.shape,
  ...ContactValues.shape,
  ...TrunkValues.shape,
  ...AnswerGroupValues.shape,
  ...WallboardValues.shape,
});
export type Values = z.infer<typeof Values>;

/** What a user asks for. Answered by an ack once carried out and stored. */
export const Command = z.discriminatedUnion('name', [
  CallCommand,
  ActivityCommand,
  AnswerGroupCommand,
  ToAnswerCommand,
]);
export type Command = z.infer<typeof Command>;

/** What happened to a person. */
export const ServerEvent = z.discriminatedUnion('type', [
  CallEvent,
  HistoryEvent,
  DevicesEvent,
  SettingsEvent,
  CalendarEvent,
  ContactsEvent,
  RulesEvent,
  VoicemailEvent,
  AnswerGroupEvent,
  ToAnswerEvent,
  CallRecordingsEvent,
]);
export type ServerEvent = z.infer<typeof ServerEvent>;

/** All that a window needs to draw itself; lists that can be long come over REST, and what many watch as values. */
export const Snapshot = z.object({
  ...PeoplePart.shape,
  ...SettingsPart.shape,
  ...CallsPart.shape,
  ...DevicesPart.shape,
  ...HistoryPart.shape,
  ...ActivityPart.shape,
  ...VoicemailPart.shape,
});
export type Snapshot = z.infer<typeof Snapshot>;

export const ClientMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    token: opaque(longestToken),
    windowId: z.uuid(),
    /** IANA name of the computer's zone; one that the server does not know is as good as none. */
    timeZone: opaque(64).refine(isTimeZone).optional().catch(undefined),
    /** Of the page. */
    version: opaque(40).optional(),
    resume: z.object({ epoch: opaque(64), cursor: Cursor }).optional(),
  }),
  z.object({ type: z.literal('token'), token: opaque(longestToken) }),
  z.object({ type: z.literal('watch'), watched: Watched }),
  z.object({ type: z.literal('command'), id: z.number().int().min(0), command: Command }),
  z.object({ type: z.literal('ping'), t: z.number().min(Number.MIN_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER) }),
  /** The person looks at or touches this window: of several, it is the one to ring. At most every 10 s. */
  z.object({ type: z.literal('used') }),
]);
export type ClientMessage = z.infer<typeof ClientMessage>;

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
  z.object({ type: z.literal('values'), ...Values.shape }),
  z.discriminatedUnion('ok', [
    z.object({ type: z.literal('ack'), id: z.number().int(), ok: z.literal(true) }),
    z.object({ type: z.literal('ack'), id: z.number().int(), ok: z.literal(false), problem: Problem }),
  ]),
  z.object({ type: z.literal('token.accepted'), tokenExpiresAtMs: z.number().int() }),
  z.object({ type: z.literal('pong'), t: z.number(), serverTimeMs: z.number().int() }),
  z.object({
    type: z.literal('bye'),
    reason: z.enum(['tokenExpired', 'tooSlow', 'shutdown', 'protocol']),
    problem: Problem.optional(),
    /** When to come back, where the server knows it; not sooner. */
    retryInMs: z.number().int().min(0).optional(),
  }),
]);
export type ServerMessage = z.infer<typeof ServerMessage>;

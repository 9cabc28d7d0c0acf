import type { AnswerGroupId, CallId, EntryId, OfferId, OrganisationId, UserId } from '../../contract/ids';
import type { Setup } from './settings';
import type { WaitRange } from './ranges';

/** Which of the timers that were ever started, counted from 1: one that comes late is known by it. */
export type TimerId = number;

export interface Timer {
  readonly id: TimerId;
  readonly dueMs: number;
}

/**
 * What an agent is doing; the first that is true:
 *
 *     loggedOut → inCall → reserved → wrapUp → paused → unreachable → ready
 *
 * A pause that is asked for in a call or in the time after it holds from its end on. `unreachable` ends by itself.
 */
export type AgentState = 'loggedOut' | 'inCall' | 'reserved' | 'wrapUp' | 'paused' | 'unreachable' | 'ready';

export interface Pause {
  /** From the organisation's list, or `notAnswering`. */
  readonly reason: string;
  /** Null = the distributor, after missed offers. */
  readonly by: UserId | null;
}

/** A talk for a group. */
export interface Serving {
  readonly entryId: EntryId;
  readonly groupId: AnswerGroupId;
  readonly sinceMs: number;
  /** How long the caller was parked, without the time that runs. */
  readonly heldMs: number;
  /** Null = the caller is not parked. */
  readonly heldSinceMs: number | null;
}

/** Somebody who answers, in whichever groups; the facts, from which the state is derived. */
export interface Agent {
  readonly userId: UserId;
  readonly isLoggedIn: boolean;
  /** By a person, or for not answering. What the activity forbids is not here, so only the activity ends it. */
  readonly pause: Pause | null;
  readonly activityAllows: boolean;
  /** A device has answered its last probe; null = nothing has been heard of any device yet. */
  readonly isReachable: boolean | null;
  /** In no call of any kind, but for what is offered. */
  readonly isIdle: boolean;
  readonly offerId: OfferId | null;
  /** The talk for a group that this agent is in. */
  readonly serving: Serving | null;
  readonly wrapUp: {
    readonly groupId: AnswerGroupId;
    readonly talkMs: number;
    readonly sinceMs: number;
    readonly timer: Timer;
  } | null;
  /** The end of the last call of any kind, or the login if that was later. */
  readonly idleSinceMs: number;
  /** Offers in a row that nobody answered. */
  readonly misses: number;
  readonly state: AgentState;
  readonly sinceMs: number;
}

/** Who asked to be called back: the entry stays where it is, without a leg. */
export interface Callback {
  readonly number: string;
  /** Calls that reached nobody. */
  readonly attempts: number;
  readonly notBeforeMs: number;
}

/** Somebody who wants to be answered by a group. */
export interface Entry {
  readonly id: EntryId;
  readonly groupId: AnswerGroupId;
  /** Null = legless, a callback. */
  readonly callId: CallId | null;
  readonly callback: Callback | null;
  /** E.164 or extension; null = anonymous. */
  readonly number: string | null;
  readonly priority: number;
  /** When this caller came to the first of the groups: kept whatever group it goes on to. */
  readonly enteredAtMs: number;
  /** When it came to this one. */
  readonly joinedAtMs: number;
  /** From group to group, without anybody's doing. */
  readonly hops: number;
  readonly skill: { readonly name: string; readonly level: number } | null;
  /** Whom the caller spoke with last; null also once that agent has been asked. */
  readonly stickyTo: UserId | null;
  readonly offerId: OfferId | null;
  /** Who has let it ring, since everybody who can was asked. */
  readonly tried: readonly UserId[];
  /** The agent asked last. */
  readonly lastAsked: Place | null;
  readonly declined: readonly { readonly userId: UserId; readonly untilMs: number }[];
  readonly said: { readonly position: number; readonly range: WaitRange | null; readonly atMs: number } | null;
  /** When to be told next; null = never. */
  readonly sayAtMs: number | null;
  readonly timer: Timer | null;
}

/** A place in a group's list that is known even when its agent is not in it any more. */
export interface Place {
  readonly userId: UserId;
  readonly order: number;
}

/**
 *     ringing ──► connecting ──► the entry is answered
 *        └────────────┴────────► the entry is first in line again
 */
export interface Offer {
  readonly id: OfferId;
  readonly entryId: EntryId;
  readonly groupId: AnswerGroupId;
  /** `connecting`: one has answered, and no audio has come yet; of a callback: the number is being called. */
  readonly phase: 'ringing' | 'connecting';
  readonly agents: readonly { readonly userId: UserId; readonly sinceMs: number }[];
  /** Whoever becomes ready rings too. */
  readonly isOpen: boolean;
  readonly timer: Timer;
}

/** What a group remembers. */
export interface Memory {
  readonly isOpen: boolean;
  /** When it opens or closes; null = not soon. */
  readonly changesAtMs: number | null;
  /** The agent whom the group asked last; of one that has left the group the place is still known. */
  readonly lastAsked: Place | null;
  readonly answeredToday: ReadonlyMap<UserId, number>;
  /** Talk and wrap-up of the last ones, in milliseconds, the newest last. */
  readonly handledMs: readonly number[];
}

export const blank: Memory = {
  ...{ isOpen: true, changesAtMs: null },
  ...{ lastAsked: null, answeredToday: new Map(), handledMs: [] },
};

/** The answer groups of one organisation: one state, because they share their agents. */
export interface State {
  readonly organisationId: OrganisationId;
  readonly setup: Setup;
  readonly memory: ReadonlyMap<AnswerGroupId, Memory>;
  readonly agents: ReadonlyMap<UserId, Agent>;
  readonly entries: ReadonlyMap<EntryId, Entry>;
  readonly offers: ReadonlyMap<OfferId, Offer>;
  /** How many timers were started. */
  readonly timers: TimerId;
}

export const newAgent = (userId: UserId, nowMs: number): Agent => ({
  userId,
  isLoggedIn: false,
  pause: null,
  activityAllows: true,
  isReachable: null,
  isIdle: true,
  offerId: null,
  serving: null,
  wrapUp: null,
  idleSinceMs: nowMs,
  misses: 0,
  state: 'loggedOut',
  sinceMs: nowMs,
});

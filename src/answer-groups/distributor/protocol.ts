import type { AnswerGroupId, CallId, EntryId, OfferId, UserId } from '../../contract/ids';
import type { WaitRange } from './ranges';
import type { EmptyReason, Exit, GroupSettings, StrategyName } from './settings';
import type { AgentState, Memory, State, TimerId } from './state';

/** What a timer was started for. */
export type TimerFor =
  | { readonly of: 'entry'; readonly entryId: EntryId }
  | { readonly of: 'offer'; readonly offerId: OfferId }
  | { readonly of: 'wrapUp'; readonly userId: UserId };

/** A caller who comes to a group. Whoever comes again, or from elsewhere, brings what is to be kept. */
export interface Entering {
  readonly entryId: EntryId;
  readonly callId: CallId;
  readonly groupId: AnswerGroupId;
  readonly number: string | null;
  /** By VIP, number called or group; the higher is served first. */
  readonly priority?: number;
  readonly enteredAtMs?: number;
  readonly hops?: number;
  readonly skill?: { readonly name: string; readonly level: number };
  readonly stickyTo?: UserId;
}

export type AgentCommand =
  | { readonly name: 'logIn' | 'logOut' | 'resume' | 'ready' }
  | { readonly name: 'pause'; readonly reason: string };

export type EntryCommand =
  | { readonly name: 'move'; readonly groupId: AnswerGroupId }
  | { readonly name: 'setPriority'; readonly priority: number }
  /** The waiting caller goes to a person, now. */
  | { readonly name: 'pull'; readonly to: UserId }
  | { readonly name: 'dropCallback' };

/** Why an agent's part of an offer ended without an answer. `busy`: in a call that was not known of. */
export type OfferEnd = 'declined' | 'busy' | 'unreachable' | 'hungUp';

/** What can happen. What comes too late (an offer or an entry that is gone) changes nothing. */
export type Input =
  | ({ readonly type: 'entered' } & Entering)
  /** `taken`: somebody took the call elsewhere, e.g. by picking it up. */
  | { readonly type: 'left'; readonly entryId: EntryId; readonly because: 'hungUp' | 'taken' }
  /** Null: it may not be called, or is not known. */
  | { readonly type: 'callbackWanted'; readonly entryId: EntryId; readonly number: string | null }
  /** The number that was called back did not answer, was busy, or could not be called. */
  | { readonly type: 'callbackFailed'; readonly offerId: OfferId }
  | { readonly type: 'offerAnswered'; readonly offerId: OfferId; readonly userId: UserId }
  /** Caller and agent hear each other. */
  | { readonly type: 'talking'; readonly offerId: OfferId; readonly userId: UserId }
  | { readonly type: 'offerEnded'; readonly offerId: OfferId; readonly userId: UserId; readonly reason: OfferEnd }
  /** The agent has parked the caller, or has taken the caller back. */
  | { readonly type: 'held'; readonly entryId: EntryId; readonly userId: UserId; readonly isHeld: boolean }
  /** The agent's part of the talk is over, by whatever: hung up, handed over, lost. */
  | { readonly type: 'talkEnded'; readonly entryId: EntryId; readonly userId: UserId }
  /** `isIdle`: in no call, but for what is offered to this agent. */
  | { readonly type: 'lineChanged'; readonly userId: UserId; readonly isIdle: boolean }
  | { readonly type: 'deviceChanged'; readonly userId: UserId; readonly isReachable: boolean }
  | { readonly type: 'activityChanged'; readonly userId: UserId; readonly allows: boolean }
  | {
      readonly type: 'agentCommand';
      readonly by: UserId;
      readonly userId: UserId;
      readonly command: AgentCommand;
      readonly because?: string;
    }
  | {
      readonly type: 'entryCommand';
      readonly by: UserId;
      readonly entryId: EntryId;
      readonly command: EntryCommand;
      readonly because?: string;
    }
  /** By its opening hours and days, in the organisation's zone. */
  | ({ readonly type: 'opening'; readonly groupId: AnswerGroupId } & Pick<Memory, 'isOpen' | 'changesAtMs'>)
  /** Midnight in the organisation's zone. */
  | { readonly type: 'dayBegan' }
  | { readonly type: 'configured'; readonly groups: readonly GroupSettings[] }
  | { readonly type: 'timer'; readonly timer: TimerFor; readonly id: TimerId };

/** Why somebody does not wait in a group (any more), unanswered. */
export type LeaveReason = 'full' | 'timeout' | 'closed' | EmptyReason | 'moved' | 'pulled' | 'taken' | 'groupGone';

/** How a stay in a group ended; each has exactly one. */
export type Outcome =
  | { readonly outcome: 'answered'; readonly by: UserId; readonly waitedMs: number }
  | { readonly outcome: 'abandoned'; readonly waitedMs: number; readonly isShort: boolean }
  | { readonly outcome: 'overflowed'; readonly reason: LeaveReason; readonly waitedMs: number }
  /** Null = nobody was reached, or the wish was dropped. */
  | { readonly outcome: 'callback'; readonly by: UserId | null; readonly waitedMs: number }
  /** A callback that was open at closing. */
  | { readonly outcome: 'closed'; readonly waitedMs: number };

/** Whom somebody finds who comes to a group. */
export interface Found {
  /** From 1; null = did not wait there. */
  readonly place: number | null;
  /** How many of its agents were doing what. */
  readonly agents: Readonly<Partial<Record<AgentState, number>>>;
}

/** What statistics, the wallboard and explanations are made of. */
export type Event =
  | {
      readonly event: 'entered';
      readonly entryId: EntryId;
      readonly groupId: AnswerGroupId;
      /** Absent in what was told before it was kept. */
      readonly found?: Found;
      readonly atMs: number;
    }
  /** Keeps the place, and is called back. */
  | {
      readonly event: 'callbackAsked';
      readonly entryId: EntryId;
      readonly groupId: AnswerGroupId;
      readonly atMs: number;
    }
  | ({
      readonly event: 'over';
      readonly entryId: EntryId;
      readonly groupId: AnswerGroupId;
      readonly atMs: number;
    } & Outcome)
  | {
      readonly event: 'missed' | 'declined';
      readonly entryId: EntryId;
      readonly groupId: AnswerGroupId;
      readonly userId: UserId;
      readonly atMs: number;
    }
  | {
      readonly event: 'agent';
      readonly userId: UserId;
      readonly from: AgentState;
      readonly to: AgentState;
      readonly atMs: number;
    }
  /** Began when the entry was answered. `heldMs` of it the caller was parked. */
  | {
      readonly event: 'talked';
      readonly entryId: EntryId;
      readonly groupId: AnswerGroupId;
      readonly userId: UserId;
      readonly talkMs: number;
      readonly heldMs: number;
      readonly atMs: number;
    }
  /** The wrap-up is over too, if there was any. `handledMs`: with the talk. */
  | {
      readonly event: 'handled';
      readonly groupId: AnswerGroupId;
      readonly userId: UserId;
      readonly wrapUpMs: number;
      readonly handledMs: number;
      readonly atMs: number;
    };

/** Why an agent is rung no more. */
export type WithdrawReason = 'noAnswer' | 'answeredElsewhere' | 'callerGone' | 'notEligible' | 'timeout';

/** What has to be done about it. */
export type Effect =
  /** Agents are rung for an entry; an offer that there is already rings at these too. `callback`: its number. */
  | {
      readonly type: 'offer';
      readonly offerId: OfferId;
      readonly entryId: EntryId;
      readonly agents: readonly UserId[];
      readonly forMs: number;
      readonly callback: string | null;
    }
  | {
      readonly type: 'withdraw';
      readonly offerId: OfferId;
      readonly entryId: EntryId;
      readonly agents: readonly UserId[];
      readonly because: WithdrawReason;
    }
  /** Who waits has asked to be called back. `isKept`: the place is, and the caller may go; else the caller waits on. */
  | { readonly type: 'callbackAsked'; readonly entryId: EntryId; readonly isKept: boolean }
  /** The agent has taken the callback: the number is called, once. */
  | {
      readonly type: 'callBack';
      readonly offerId: OfferId;
      readonly entryId: EntryId;
      readonly userId: UserId;
      readonly number: string;
    }
  /** The caller's plan goes on there; null = with what it has after the group. */
  | { readonly type: 'leave'; readonly entryId: EntryId; readonly reason: LeaveReason; readonly exit: Exit | null }
  | {
      readonly type: 'announce';
      readonly entryId: EntryId;
      readonly position: number;
      readonly range: WaitRange | null;
    }
  /** One that runs already for the same is replaced. */
  | { readonly type: 'startTimer'; readonly timer: TimerFor; readonly id: TimerId; readonly ms: number }
  | { readonly type: 'stopTimer'; readonly timer: TimerFor }
  /** Told on every device of the agent; by = null: by the distributor. */
  | {
      readonly type: 'notice';
      readonly userId: UserId;
      readonly notice: AgentCommand['name'] | 'pausedNotAnswering';
      readonly by: UserId | null;
    }
  /** A row in the list of those who are still to be called. */
  | {
      readonly type: 'unhandled';
      readonly entryId: EntryId;
      readonly groupId: AnswerGroupId;
      readonly number: string;
      readonly because: 'abandoned' | 'timeout' | 'callbackFailed' | 'closed';
    }
  | ({ readonly type: 'event' } & Event)
  | ({ readonly type: 'audit' } & AuditRow);

/** Who did what to whom, for another; the values before and after. */
export interface AuditRow {
  readonly actor: UserId;
  readonly target: { readonly agent: UserId } | { readonly entry: EntryId };
  readonly action: AgentCommand['name'] | EntryCommand['name'];
  readonly reason: string | null;
  readonly before: string;
  readonly after: string;
}

/** Why an agent of the group was not asked: what the agent was doing, or what the entry or the strategy says. */
export type Skipped = Exclude<AgentState, 'ready'> | 'tier' | 'skill' | 'declined' | 'sticky' | 'tried' | 'turn';

/** For whom agents were looked for, who was asked, and who was not and why. */
export interface TraceLine {
  readonly atMs: number;
  readonly entryId: EntryId;
  readonly groupId: AnswerGroupId;
  readonly strategy: StrategyName;
  readonly asked: readonly UserId[];
  readonly skipped: readonly { readonly userId: UserId; readonly why: Skipped }[];
}

/** The world as far as the distributor may see it. */
export interface Context {
  readonly nowMs: number;
  newOfferId(): OfferId;
  /** A whole number from 0 up to, not including, the bound; evenly spread. */
  below(bound: number): number;
}

export interface Step {
  readonly refused?: never;
  readonly state: State;
  readonly effects: readonly Effect[];
  readonly trace: readonly TraceLine[];
}

/** A command that the state does not allow changes nothing. */
export interface Refusal {
  readonly refused: 'noSuchAgent' | 'noSuchEntry' | 'noSuchGroup' | 'notWaiting' | 'notCallback' | 'known';
}

export type Decision = Step | Refusal;

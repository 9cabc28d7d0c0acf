import type { CallOutcome } from '../../contract/history/history';
import type { EndReason } from '../../contract/calls/end-reason';
import type { RecordingConsent } from '../../contract/calls/recording';
import type { ErrorCode } from '../../contract/errors';
import type {
  AnswerGroupId,
  CallId,
  ContactId,
  LegId,
  OfferId,
  OrganisationId,
  RecordingId,
  SoundId,
  UserId,
} from '../../contract/ids';
import type { Command } from '../../contract/realtime';
import type { DialOptions, DialTarget, HangUpReason, PlayId, RecordingLimits } from '../../switch/port';
import type { Sound } from '../../switch/port-sounds';
import type { Call, Party, Recorded, Side, Supervision, TimerId } from './call';
import type { Known, PartyIdentity, Person } from './identity';
import type { CallingBack, PlanStep, RingTarget } from './plan';

/** A leg that a device or the outside world began, as the switch announced it. */
export interface ArrivedLeg extends Partial<Pick<RingTarget, 'deviceId' | 'label'>> {
  readonly leg: LegId;
}

/** Commands that need nothing but the call. The others come with what was looked up for them. */
export type PlainCommand = Extract<
  Command,
  {
    name:
      | 'call.decline'
      | 'call.hangUp'
      | 'call.hold'
      | 'call.resume'
      | 'call.mute'
      | 'call.sendDigits'
      | 'call.takeBack'
      | 'call.cancelMove'
      | 'call.pauseRecording'
      | 'call.stopRecording';
  }
>;

/** What can happen to a call. */
export type Input =
  | {
      readonly type: 'start';
      readonly callId: CallId;
      readonly organisationId: OrganisationId;
      /** The leg that the caller began, or how to reach the caller's own device before anybody else. */
      readonly from: ArrivedLeg | { readonly first: PlanStep };
      readonly caller: PartyIdentity;
      readonly callee: PartyIdentity;
      /** The number by which the callee was called, E.164; absent or null = the extension. */
      readonly calledNumber?: string | null;
      readonly plan: readonly PlanStep[];
      readonly shownNumber: string | null;
      /** For an answer group, whose name the caller reads. */
      readonly callingBack?: CallingBack & { readonly through: string };
    }
  | LegInput
  /** A device of a user came up while one of the user's calls looks for one. */
  | { readonly type: 'deviceAppeared'; readonly userId: UserId; readonly target: RingTarget }
  /** `id` is the one it was started with: it may come late, when what it was for is over. */
  | { readonly type: 'timer'; readonly timer: TimerName; readonly id: TimerId }
  | { readonly type: 'command'; readonly userId: UserId; readonly command: PlainCommand }
  /** Transfer now: `plan` says how the target is reached. */
  | {
      readonly type: 'transfer';
      readonly userId: UserId;
      readonly target: PartyIdentity;
      readonly calledNumber?: string | null;
      readonly plan: readonly PlanStep[];
    }
  /** The call shall be recorded, as is usual here. */
  | ({ readonly type: 'record'; readonly userId: UserId; readonly groupId: AnswerGroupId | null } & RecordingWish)
  /** Somebody shall take part besides: `plan` says how this one is reached. */
  | {
      readonly type: 'add';
      readonly userId: UserId;
      readonly target: PartyIdentity;
      readonly calledNumber?: string | null;
      readonly plan: readonly PlanStep[];
    }
  /**
   * A supervisor and the call of an agent. `step`: how the supervisor's own device is reached; null = none can be.
   * `tells`: what the other side hears before anybody listens; empty = nothing.
   */
  | {
      readonly type: 'supervise';
      readonly supervisor: Person;
      readonly agent: UserId;
      readonly as: Supervision;
      readonly step: PlanStep | null;
      readonly tells: readonly Sound[];
    }
  | { readonly type: 'removeGuest'; readonly userId: UserId; readonly guest: string }
  | { readonly type: 'muteGuest'; readonly userId: UserId; readonly guest: string; readonly muted: boolean }
  /** The user's audio shall go to where the step leads. */
  | { readonly type: 'move'; readonly userId: UserId; readonly step: PlanStep }
  /** A device of the user has begun a leg that shall take the place of another of the user's (RFC 3891). */
  | { readonly type: 'replace'; readonly userId: UserId; readonly from: ArrivedLeg; readonly replaces: LegId }
  /** A device of a colleague (`by`) has begun a leg that shall take what rings of the user. */
  | { readonly type: 'pickUp'; readonly userId: UserId; readonly by: Person; readonly from: ArrivedLeg }
  /** The directory has said, later than the call could wait, who an outside number belongs to. */
  | {
      readonly type: 'identified';
      readonly number: string;
      readonly contactId: ContactId | null;
      readonly name: string;
      readonly knownOnlyTo?: UserId;
    }
  /** Agents of the answer group that the call waits for are to ring for it; also further ones, for the same offer. */
  | {
      readonly type: 'offer';
      readonly offerId: OfferId;
      readonly agents: readonly Person[];
      /** In which it waits now. */
      readonly group: Pick<Known, 'name' | 'number'> & { readonly isVip?: boolean };
    }
  | { readonly type: 'withdraw'; readonly offerId: OfferId; readonly agents: readonly UserId[] }
  /** What its caller hears: the group's music and welcome, on coming to it, and the place and the time in the line. */
  | {
      readonly type: 'announce';
      readonly welcome: { readonly music: Sound | null; readonly says: readonly Sound[] } | null;
      readonly place: readonly Sound[];
    }
  /** It is not to wait any more: `plan` follows, or what its own plan has next. */
  | { readonly type: 'leaveQueue'; readonly plan: readonly PlanStep[] | null }
  /** The agent has the callback for the group: `plan` says how the number is reached. */
  | { readonly type: 'callBack'; readonly offerId: OfferId; readonly plan: readonly PlanStep[] }
  /** How whoever left the message that the mailbox plays can be called; null = there is no way. */
  | { readonly type: 'senderFound'; readonly to: FoundSender | null }
  /** What callers of the mailbox's person hear from now on, null = the standard greeting; or nothing was changed. */
  | { readonly type: 'greetingSet'; readonly greeting: SoundId | null; readonly isDone: boolean }
  /** The same two people are talking in another call: this one, still ringing, has lost its point. */
  | { readonly type: 'superseded' }
  /** The server stopped while the call was up, and the switch with it. Of one that had ended: what it recorded too. */
  | { readonly type: 'interrupted' };

/** Whom the mailbox's person talks with next, as of `start`. */
export type FoundSender = Pick<Extract<Input, { type: 'start' }>, 'callee' | 'calledNumber' | 'plan' | 'shownNumber'>;

/** What the switch tells of a leg. */
export type LegInput =
  | {
      readonly type: 'legRinging' | 'legAnswered' | 'legMedia' | 'legResumed' | 'legLost';
      readonly leg: LegId;
    }
  | { readonly type: 'legHeard'; readonly leg: LegId; readonly over?: true }
  | { readonly type: 'playFinished'; readonly leg: LegId; readonly id: PlayId }
  | { readonly type: 'digit'; readonly leg: LegId; readonly digit: string }
  | { readonly type: 'legStalled'; readonly leg: LegId; readonly neverHeard?: true }
  | { readonly type: 'legEnded'; readonly leg: LegId; readonly reason: EndReason }
  | { readonly type: 'legHeld'; readonly leg: LegId; readonly held: boolean }
  /** What was recorded is kept, or is not; also after the call has ended. */
  | ({ readonly type: 'recorded'; readonly leg: LegId; readonly recording: RecordingId } & Recorded);

/** Each side has one timer: the step of its plan. */
export type TimerName = Side;

export interface HistoryRecord {
  readonly userId: UserId;
  readonly side: Side;
  readonly party: Party;
  readonly outcome: CallOutcome;
  readonly endReason: EndReason;
  /** To whom this person had handed the call over. */
  readonly transfer: { readonly to: PartyIdentity; readonly taken: boolean } | null;
}

export type MessageMark = 'heard' | 'unheard' | 'deleted' | 'restored';

/** What has to be done about it. Switch operations carry the names of the port. */
export type Effect =
  | { readonly type: 'dial'; readonly leg: LegId; readonly target: DialTarget; readonly options: DialOptions }
  | { readonly type: 'ring' | 'answer' | 'stopPlaying'; readonly leg: LegId }
  | { readonly type: 'hangUp'; readonly leg: LegId; readonly reason: HangUpReason }
  | { readonly type: 'hear'; readonly leg: LegId; readonly from: readonly LegId[] }
  | { readonly type: 'music' | 'mute'; readonly leg: LegId; readonly on: boolean }
  | { readonly type: 'play'; readonly leg: LegId; readonly sounds: readonly Sound[]; readonly id: PlayId }
  | {
      readonly type: 'record';
      readonly leg: LegId;
      readonly recording: RecordingId;
      readonly limits: RecordingLimits;
    }
  | { readonly type: 'pauseRecording'; readonly leg: LegId; readonly recording: RecordingId; readonly on: boolean }
  | { readonly type: 'stopRecording'; readonly leg: LegId; readonly recording: RecordingId }
  /** What has become of a message of the mailbox's person. */
  | {
      readonly type: 'mark';
      readonly userId: UserId;
      readonly message: RecordingId;
      readonly as: MessageMark;
    }
  /** The person wants to talk with whoever left the message. */
  | {
      readonly type: 'callSender';
      readonly userId: UserId;
      readonly number: string;
      /** It is an extension, and nothing else. */
      readonly isColleague: boolean;
    }
  /** What the person's callers shall hear: what was spoken now, a greeting of before, or null = the standard one. */
  | {
      readonly type: 'setGreeting';
      readonly userId: UserId;
      readonly to: { readonly spoken: RecordingId } | SoundId | null;
    }
  | { readonly type: 'sendDigits'; readonly leg: LegId; readonly digits: string }
  | { readonly type: 'startTimer'; readonly timer: TimerName; readonly id: TimerId; readonly ms: number }
  | { readonly type: 'stopTimer'; readonly timer: TimerName }
  | { readonly type: 'history'; readonly record: HistoryRecord }
  | ({ readonly type: 'queueEvent' } & QueueEvent);

/** What a person does in the own mailbox; not for the switch. */
export type MailboxEffect = Extract<Effect, { type: 'mark' | 'callSender' | 'setGreeting' }>;

/** What a call that waits for an answer group tells the distributor. */
export type QueueEvent =
  | { readonly event: 'entered'; readonly groupId: AnswerGroupId }
  /** Who waits wants to be called back. */
  | { readonly event: 'callbackWanted'; readonly callId: CallId }
  /** Whom the agent has called back was not reached. */
  | { readonly event: 'callbackFailed'; readonly offerId: OfferId }
  | { readonly event: 'offerAnswered'; readonly offerId: OfferId; readonly userId: UserId }
  | {
      readonly event: 'offerEnded';
      readonly offerId: OfferId;
      readonly userId: UserId;
      readonly reason: 'declined' | 'busy' | 'unreachable' | 'hungUp';
    }
  /** Audio has come from the agent who took it; and the agent's part is over, however the call goes on. */
  | {
      readonly event: 'talking' | 'talkEnded';
      readonly callId: CallId;
      readonly offerId: OfferId;
      readonly userId: UserId;
    }
  /** The agent has parked who was served, or has taken it back. */
  | { readonly event: 'held'; readonly callId: CallId; readonly userId: UserId; readonly isHeld: boolean }
  /** `isOver`: the caller is gone; else the call went on with its plan. */
  | { readonly event: 'left'; readonly callId: CallId; readonly isOver: boolean };

/** A number outside that is to be dialled. */
export interface Outgoing {
  readonly number: string;
  readonly paidBy: UserId;
  /** By a rule, without the person. */
  readonly isForward: boolean;
}

/** How the other side learns of a recording, and in which language. */
export interface RecordingWish {
  readonly consent: RecordingConsent;
  readonly words: 'sv' | 'en';
}

/** The world as far as the engine may see it. */
export interface Context {
  readonly nowMs: number;
  newLegId(): LegId;
  newRecordingId(): RecordingId;
  /** How calls of the answer group are recorded by themselves; null = they are not. */
  recordingOf(organisationId: OrganisationId, groupId: AnswerGroupId): RecordingWish | null;
  /** How long a lost device has to come back before the others ring. */
  readonly anchorForMs: number;
  /** The last word on every call outside, whatever led to it; else why not. */
  mayDial(organisationId: OrganisationId, dialled: Outgoing): true | EndReason;
  /** The user's devices that have shown a sign of life, the window in use first. */
  reachable(userId: UserId): readonly RingTarget[];
}

/** What an accepted input makes of a call. */
export interface Step {
  readonly refused?: never;
  readonly call: Call;
  readonly effects: readonly Effect[];
}

/**
 * What a rule makes of a call: where it gave a side a new plan, or the next step of its plan, that has still to begin
 * (progress.ts).
 */
export interface Progress extends Step {
  readonly begins?: Side;
}

export interface Refusal {
  readonly refused: ErrorCode;
  readonly detail: string;
}

/** A refused input changed nothing. An input that no longer matters gives the same call and no effects. */
export type Decision = Step | Refusal;

export const refuse = (refused: ErrorCode, detail: string): Refusal => ({ refused, detail });
export const unchanged = (call: Call): Step => ({ call, effects: [] });

/** Does `next` to what `step` left, with the effects of both in order. */
export function andThen<A extends Progress, B extends Progress>(step: A, next: (call: Call) => B): A & B {
  const after = next(step.call);
  return { ...step, ...after, effects: [...step.effects, ...after.effects] };
}

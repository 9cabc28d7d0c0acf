import type { EndReason } from '../../contract/calls/end-reason';
import type { RouteReason } from '../../contract/calls/trace';
import type { AnswerGroupId, CallId, DeviceId, OfferId, UserId } from '../../contract/ids';
import type { Sound } from '../../switch/port-sounds';
import type { Known, Outside, Person, Service } from './identity';
import type { MailboxTurn } from './mailbox-turn';

/** A device that a plan may ring, named as it was when the plan was made. */
export interface RingTarget {
  readonly deviceId: DeviceId;
  readonly label: string;
  /** A tab or pop-out: it can answer by itself what its person has asked for. */
  readonly isWindow: boolean;
}

/** A number outside to which a rule of somebody leads. */
export interface AlsoRung {
  readonly number: string;
  /** Null = anonymous. */
  readonly show: string | null;
  /** Whose rule it is: who answers for the cost. */
  readonly forwardedBy: UserId;
  /** Whoever answers has to press 1: a voicemail does not. */
  readonly confirm?: boolean;
}

/** A colleague to whom a rule of somebody leads besides: all devices of theirs that are there then. */
export interface ColleagueRung {
  readonly person: Person;
  /** By the role that holds for the colleague; absent = all. */
  readonly rings?: RingingKinds;
}

/** What rings beside a person's devices; whoever answers first has the call. */
export type Beside = AlsoRung | ColleagueRung;

/** Which of a person's devices ring. */
export interface RingingKinds {
  readonly windows: boolean;
  readonly deskPhones: boolean;
}

export const ringsBy = (kinds: RingingKinds | undefined, { isWindow }: RingTarget): boolean =>
  kinds === undefined || (isWindow ? kinds.windows : kinds.deskPhones);

/**
 * One step of a plan, of the kinds in contract/calls/trace.ts; `because` is the reason shown to the person who asks why
 * (C15).
 */
export type PlanStep =
  /** `auto`: its person has pressed for it, or had the call: no ringing. `also`: rings together with them. */
  | {
      readonly kind: 'ringDevices';
      readonly targets: readonly RingTarget[];
      readonly auto?: boolean;
      readonly also?: Beside;
      readonly forMs: number;
      readonly because: RouteReason;
    }
  /** What the step before rings goes on ringing, and this rings beside it. */
  | { readonly kind: 'ringAlso'; readonly also: Beside; readonly forMs: number; readonly because: RouteReason }
  /** Whatever devices the person has when the step begins. */
  | { readonly kind: 'ringReachable'; readonly forMs: number; readonly because: RouteReason }
  /** `show` null = anonymous; `ifUnknown`: what follows where nobody has the number; the rest as of `AlsoRung`. */
  | {
      readonly kind: 'dialOutside';
      readonly number: string;
      readonly show: string | null;
      /** Who answers for the cost; null = help is called, which nobody limits. */
      readonly paidBy: UserId | null;
      readonly forwardedBy?: UserId;
      readonly confirm?: boolean;
      /** Who has the side from then on. */
      readonly to?: Outside;
      readonly ifUnknown?: readonly PlanStep[];
      readonly forMs: number;
      readonly because: RouteReason;
    }
  /**
   * Somebody else in the place of the side: whatever devices that person has then. The one before is out of the call.
   */
  | {
      readonly kind: 'ringPerson';
      readonly person: Person;
      /** By the role that holds for the person; absent = all. */
      readonly rings?: RingingKinds;
      readonly also?: Beside;
      readonly forMs: number;
      readonly because: RouteReason;
    }
  /** For a device that comes back. */
  | { readonly kind: 'wait'; readonly forMs: number; readonly because: RouteReason }
  /** Words to the other side. */
  | { readonly kind: 'say'; readonly sounds: readonly Sound[]; readonly forMs: number; readonly because: RouteReason }
  /** The other side hears itself. */
  | { readonly kind: 'echo'; readonly forMs: number; readonly because: RouteReason }
  /**
   * The voicemail of the owner answers in the place of the side, and says the greeting. `wasFor`: why nobody else has,
   * once that is known.
   */
  | {
      readonly kind: 'greet';
      readonly owner: Known & { readonly userId: UserId | null };
      readonly sounds: readonly Sound[];
      readonly wasFor?: EndReason;
      readonly forMs: number;
      readonly because: RouteReason;
    }
  /** What the other side says is recorded for a person or a group: until it is silent for long, or hangs up. */
  | {
      readonly kind: 'record';
      readonly ownerId: UserId | null;
      readonly groupId?: AnswerGroupId;
      readonly maxMs: number;
      readonly silenceMs: number | null;
      /** What is said where nothing could be kept. */
      readonly ifFailed?: readonly Sound[];
      readonly forMs: number;
      readonly because: RouteReason;
    }
  /** The other side's own mailbox speaks, or listens, and takes keys. */
  | {
      readonly kind: 'mailbox';
      readonly turn: MailboxTurn;
      readonly forMs: number;
      readonly because: RouteReason;
    }
  /** The other side waits for an answer group: its leg is answered, and the distributor says who is rung for it. */
  | {
      readonly kind: 'queue';
      readonly groupId: AnswerGroupId;
      /** Who has the side from then on, where a rule of whoever was called leads there. */
      readonly to?: Service;
      /** Who was talked with before waits anew: since when; absent = since the first of the group's own steps. */
      readonly enteredAtMs?: number;
      /** Of somebody who comes again; absent = as the group's callers begin. */
      readonly priority?: number;
      readonly forMs: number;
      readonly because: RouteReason;
    }
  /** A spoken message to the other side. */
  | { readonly kind: 'goodbye'; readonly forMs: number; readonly because: RouteReason }
  | { readonly kind: 'end'; readonly reason: EndReason; readonly because: RouteReason };

export type StepOf<Kind extends PlanStep['kind']> = Extract<PlanStep, { readonly kind: Kind }>;

/**
 * A group calls back who has kept a place in it: the agent, who is the caller, is offered the call first, and the
 * number is called once the agent has taken it.
 */
export interface CallingBack {
  /** The call that waited. */
  readonly callId: CallId;
  readonly offerId: OfferId;
  readonly queue: StepOf<'queue'>;
}

/** The plan leads to nobody: whoever calls is told so, at most. */
export const isRefusal = (plan: readonly PlanStep[]): boolean =>
  plan.every(({ kind }) => kind === 'say' || kind === 'end');

/** From where on the voicemail has the call; empty = it does not come to that, or has come to it already. */
export function voicemailIn([, ...later]: readonly PlanStep[]): readonly PlanStep[] {
  const at = later.findIndex(({ kind }) => kind === 'greet');
  return at < 0 ? [] : later.slice(at);
}

/** A plan that ends as it would for a person without a voicemail. */
export function withoutVoicemail(plan: readonly PlanStep[]): readonly PlanStep[] {
  const at = plan.findIndex(({ kind }) => kind === 'greet');
  return at < 0 ? plan : [...plan.slice(0, at), { kind: 'end', reason: 'noAnswer', because: 'nobodyAnswered' }];
}

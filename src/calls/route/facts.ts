import type { AnswerGroupId, UserId } from '../../contract/ids';
import type { Circle as CallerStanding, PersonThen } from '../../contract/rules/explanation';
import type { CallVerdict, ForwardVerdict } from '../../contract/rules/rights';
import type { ActivityName, CallerKind, LineFact, Rule } from '../../contract/rules/rules';
import type { Person, Service } from '../engine/identity';
import type { MailboxFact } from '../engine/mailbox-turn';
import type { Greetings } from './greeting';
import type { RingTarget, RingingKinds, StepOf } from '../engine/plan';
import type { AwayReason, Language } from '../../contract/sounds/spoken-words';

/** A device of whoever is called. */
export interface KnownDevice {
  readonly target: RingTarget;
  /** It answered its last probe; else it is only connected: silent, and maybe slow. */
  readonly isReachable: boolean;
}

export type { CallerStanding };

/** What a dialled number means within the caller's organisation (see ../numbering.ts). */
export type Destination =
  | { readonly kind: 'user'; readonly userId: UserId; readonly devices: readonly KnownDevice[] }
  /** `paidBy`: who calls, or has the call transferred. */
  | {
      readonly kind: 'outside';
      readonly number: string;
      readonly emergency: boolean;
      readonly paidBy: UserId;
      readonly verdict: CallVerdict;
    }
  | { readonly kind: 'service'; readonly service: 'echo' }
  /** The caller's own. */
  | ({ readonly kind: 'mailbox' } & MailboxFact)
  | { readonly kind: 'answerGroup'; readonly groupId: AnswerGroupId }
  /** What was dialled has been carried out, or refused. */
  | { readonly kind: 'code'; readonly done: boolean }
  | { readonly kind: 'unknown' };

/**
 * All that was known when it was decided where a call goes, gathered beforehand: the rules ask no clock, no registry
 * and no database, so that the same facts give the same plan, in a call as in the answer to "what happens if…".
 */
export interface RouteFacts {
  /** When this was so. */
  readonly atMs: number;
  /** Null = from outside, or whoever is being transferred. */
  readonly callerUserId: UserId | null;
  readonly destination: Destination;
  /** Somebody has dialled and listens; false for a transfer, whose other side has dialled nothing. */
  readonly isDialled: boolean;
  /** What the outside world shall see of the caller: E.164, null = anonymous. */
  readonly shownNumber: string | null;
  /** False when the caller asked to show a number that is not the caller's. */
  readonly mayShowNumber: boolean;
  /** Of a call to a person, what that one's rules ask for; absent = the devices ring, and that is all. */
  readonly incoming?: IncomingFacts;
}

/** Who calls a person, and all who may come to be called in their place. */
export interface IncomingFacts {
  readonly caller: {
    readonly kind: Exclude<CallerKind, 'vip'>;
    /** E.164, extension of a colleague, null = withheld. */
    readonly number: string | null;
  };
  /** E.164; null = the extension. */
  readonly calledNumber: string | null;
  /** Those who have to do with the call already, besides the called: nobody is forwarded to them. */
  readonly path: readonly UserId[];
  /** How often it has been forwarded before it came here. */
  readonly diversions: number;
  /** Who calls has another call, and may want to hand it on: to a person, and no voicemail. */
  readonly isConsulting?: boolean;
  /** The call has come round: it was forwarded by the called person, and is still being dialled. */
  readonly isLoop: boolean;
  /** The called, and whom forwards lead to. */
  readonly people: Readonly<Record<UserId, PersonFacts>>;
  readonly defaults: readonly Rule[];
  /** Of the ids in the rules. */
  readonly activities: Readonly<Record<string, ActivityName>>;
}

export interface PersonFacts {
  readonly person: Person;
  /** IANA: in which the person's rules read the time. */
  readonly zone: string;
  readonly activity: ActivityFact | null;
  readonly line: LineFact;
  readonly circle: CallerStanding;
  readonly rules: readonly Rule[];
  /** The numbers that the person's rules, and the organisation's, may lead to: E.164. */
  readonly mobile: string | null;
  readonly verdicts: Readonly<Record<string, ForwardVerdict>>;
  /** The answer groups to which those rules lead, and that there are. */
  readonly groups?: Readonly<Record<AnswerGroupId, Service>>;
  /** What a number outside is shown when this person's rule leads to it: E.164, null = anonymous. */
  readonly show: string | null;
  /** The person has called for help: until then whoever calls back gets through. */
  readonly emergencyUntilMs: number | null;
  /** The role that holds; null or absent = everything rings. */
  readonly role?: RoleFact | null;
  /** Who calls may leave a message; null or absent = the person has no voicemail. */
  readonly voicemail?: VoicemailFact | null;
  readonly late: PersonThen['late'];
}

/** What a voicemail says, and how it records. */
export interface VoicemailFact {
  /** The standard one, and what the person has instead. */
  readonly greeting: StepOf<'greet'>['sounds'];
  readonly own?: Omit<Greetings<StepOf<'greet'>['sounds']>, 'standard' | 'composed'>;
  /** In which a greeting is composed of the activity; absent = none is. */
  readonly language?: Language;
  /** A message is no longer than this, and ends after this time of silence; null = after none. */
  readonly maxMs: number;
  readonly silenceMs: number | null;
}

/** Which of a person's devices and numbers ring. */
export interface RoleFact {
  readonly name: string;
  readonly rings: RingingKinds & { readonly mobile: boolean };
  /** E.164; null = all. */
  readonly numbers: readonly string[] | null;
}

/** The role lets nothing ring, or not for calls to this number; an extension always rings. */
export const isSilent = ({ rings, numbers }: RoleFact, calledNumber: string | null): boolean =>
  (calledNumber !== null && numbers !== null && !numbers.includes(calledNumber)) ||
  !(rings.windows || rings.deskPhones || rings.mobile);

export interface ActivityFact {
  readonly id: string;
  readonly name: ActivityName;
  readonly callHandling: 'ring' | 'ringThenMessage' | 'message';
  readonly untilMs: number | null;
  readonly source: string;
  /** In it the person is away, and whether callers from outside are told why; absent = the person is not. */
  readonly away?: { readonly reason: AwayReason; readonly isToldOutside: boolean };
}

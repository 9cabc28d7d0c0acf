import type { EndReason } from '../../contract/calls/end-reason';
import type { ReachReason, TraceStep } from '../../contract/calls/trace';
import type { RecordingConsent } from '../../contract/calls/recording';
import type {
  AnswerGroupId,
  CallId,
  DeviceId,
  LegId,
  OfferId,
  OrganisationId,
  RecordingId,
  UserId,
} from '../../contract/ids';
import type { PlayId, RecordingEnd } from '../../switch/port';
import type { Sound } from '../../switch/port-sounds';
import type { PartyIdentity } from './identity';
import type { CallingBack, PlanStep } from './plan';

/**
 * State of a call.
 *
 *               legAnswered (callee), or the voicemail answers
 *     ringing ───────────────────────► active
 *        │    ◄───────────────────────    │
 *        │  an agent is gone unheard      │
 *        │ cancel, decline, no answer     │ hang up, goodbye
 *        └───────────► ended ◄────────────┘
 *
 * `ringing` covers everything from the caller's wish to the first answer. Holding, muting, transfers, moves and lost
 * connections are not states of the call: they are facts about a party, and what each leg hears is derived from them
 * (audio.ts).
 */
export type CallState = 'ringing' | 'active' | 'ended';

/**
 * State of a leg.
 *
 *     arrived ──────────────► up ──► ended      a leg that a device began: answered by us
 *     dialling ──► ringing ──► up ──► ended     a leg that we began towards a device or the outside world
 *         └────────────┴────────────► ended
 */
export type LegState = 'arrived' | 'dialling' | 'ringing' | 'up' | 'ended';

/** The two between whom a call is. */
export type MainSide = 'caller' | 'callee';

/** The place of a guest, counted from 1 in each call and never given twice. */
export type GuestSide = `guest-${number}`;

/** A place in a call: of the two between whom it is, or of a guest beside them. */
export type Side = MainSide | GuestSide;

export const mainSides = ['caller', 'callee'] as const;

/** The places that a call has now. */
export const sidesOf = ({ guests = [] }: Pick<Call, 'guests'>): readonly Side[] => [
  ...mainSides,
  ...guests.map(({ side }) => side),
];

/** Who is opposite; a guest, who is beside both, counts as opposite the callee. */
export const otherSide = (side: Side): MainSide => (side === 'caller' ? 'callee' : 'caller');

export interface Leg {
  readonly id: LegId;
  readonly side: Side;
  /** Whose leg it is; a side's earlier owner may have left legs behind. */
  readonly userId: UserId | null;
  /** Null for a leg to or from the outside world, a user's mobile number included. */
  readonly deviceId: DeviceId | null;
  readonly deviceLabel: string | null;
  /** The call of its INVITE, which is all that the device knows; connecting two calls moves legs only. */
  readonly invitedAs: CallId;
  readonly state: LegState;
  /** Whose rule had it dialled, of a number outside. */
  readonly forwardedBy?: UserId;
  /** The number outside, and who answers for what it costs. */
  readonly number?: string;
  readonly paidBy?: UserId;
  /** What a number that somebody forwards to is shown; null = anonymous. */
  readonly shown?: string | null;
  /** Whoever answers has to press 1 before the call is theirs: a voicemail does not. */
  readonly confirm?: true;
  /** Answered, and asked for the 1. It still only rings. */
  readonly asked?: boolean;
  /** Sound comes from the network before anybody has answered. */
  readonly early?: boolean;
  /** It has carried the call; stays true when the leg has ended. */
  readonly wasUp: boolean;
  /** Up, but silent on the wire: its device is away and may be back. */
  readonly stalled: boolean;
  /** Stalled, or lost, without a single packet of audio since it was answered: its network lets none through. */
  readonly neverHeard?: boolean;
  /** Why the leg ended by itself; null while it lives and when we ended it. */
  readonly endReason: EndReason | null;
}

export type Party = PartyIdentity & PartyState;

/** How somebody takes part. */
export interface PartyState {
  readonly direction: 'in' | 'out';
  /** Parked by a command to the engine. */
  readonly holding: boolean;
  /** Parked by the phone itself (re-INVITE); only the phone can take it back. */
  readonly deviceHolding: boolean;
  readonly muted: boolean;
  /** Since when the other side is parked; null = it is not. */
  readonly holdingSinceMs: number | null;
  /** The number by which this person was called, E.164; null = the extension, or nobody called. */
  readonly calledNumber: string | null;
  /** When this person handed the call over; null again once it is back and answered. */
  readonly talkedUntilMs: number | null;
  /** When this person came into the call, and when this person was first connected. */
  readonly startedAtMs: number;
  readonly answeredAtMs: number | null;
  readonly transferredBy: PartyIdentity | null;
  /** From whom it was forwarded here. */
  readonly through?: string | null;
  /** The call came back from a transfer that this person had made. */
  readonly returned: { readonly from: PartyIdentity; readonly reason: EndReason } | null;
  /** What is under way to give this side its audio; null = nothing is, the side talks. */
  readonly reach: Reach | null;
}

/** What a supervisor does in the call of an agent. */
export type Supervision = 'listen' | 'whisper' | 'join' | 'takeOver';

/**
 * How a guest takes part:
 *
 *     talk     hears everybody, and is heard by everybody
 *     listen   hears everybody, and is heard by nobody
 *     whisper  hears everybody, and is heard by the one whose call it is
 *
 * A guest in `listen` or `whisper` supervises: in any mode, and back, at once.
 */
export type GuestMode = 'talk' | 'listen' | 'whisper';

/** Somebody who takes part in a call beside the two between whom it is. */
export type Guest = Party & {
  readonly side: GuestSide;
  readonly mode: GuestMode;
  /** Who brought this guest into the call; a supervisor comes alone. */
  readonly broughtBy: UserId;
  /** Whose call a supervisor listens to, or has listened to before joining; absent = it is no supervisor. */
  readonly supervises?: UserId;
  /** A supervisor who has the call in the place of the agent as soon as the own device has answered. */
  readonly takesOver?: true;
  /** What the other side is told before a supervisor listens; absent = nothing. */
  readonly tells?: readonly Sound[];
};

/** What one of the two is told while they talk, and hears in the place of the others. */
export interface Announcing {
  readonly side: MainSide;
  readonly sounds: readonly Sound[];
  readonly id: PlayId;
}

/**
 * The devices of one side are being reached. `why` says what an answer means and what happens when nobody answers:
 *
 *     call      the call itself, or the caller's own device first    the call ends
 *     transfer  somebody else shall take the call                    back to the transferor (return)
 *     return    a transfer came back                                 the call ends
 *     anchor    the connection was lost; the other side hears music  a spoken goodbye, the call ends
 *     move      another device of the same person                    the call goes on where it is
 *     add       somebody else shall take part besides                the others go on without
 */
export interface Reach {
  readonly why: ReachReason;
  /** The step being carried out comes first. */
  readonly plan: readonly PlanStep[];
  /** `transfer`: who gets the call back, and the device that carried it. */
  readonly transferor: { readonly party: Party; readonly deviceId: DeviceId | null } | null;
  /** Whose calls were forwarded to whoever is rung now: out of the call, and told of when it is taken, or over. */
  readonly forwardedFrom?: readonly Party[];
  /** Colleagues who are, or were, rung beside whoever is rung: told of when the call is taken, or over. */
  readonly beside?: readonly Party[];
  /** Those of them who do not want it. */
  readonly declined?: readonly UserId[];
  /** Which of those beside are agents whom an answer group offers it to: they miss nothing of their own. */
  readonly offered?: Offered;
  /** When it began to ring, or to look. */
  readonly sinceMs: number;
  /** Its legs are those of the side from this place in the list on. */
  readonly legsFrom: number;
  /** Names the timer of the first step: one that was started for anything else does nothing. */
  readonly timer: TimerId;
  /** When the first step is over. */
  readonly untilMs: number;
}

/** A call as an answer group offers it to agents. */
export interface Offered {
  readonly id: OfferId;
  readonly agents: readonly UserId[];
}

/** The agent of an answer group who has taken the call. */
export interface Served {
  /** The call that waited: connecting two calls may have brought its agent into this one. */
  readonly callId: CallId;
  readonly offerId: OfferId;
  readonly userId: UserId;
  /** Audio has come from the agent. */
  readonly isHeard: boolean;
  /**
   * The group in whose place the agent is, and what it had to do: until there is audio the caller may wait again.
   * Null = whoever waited has been called back.
   */
  readonly group: Party | null;
  readonly plan: readonly PlanStep[];
}

/** What whoever waits for an answer group hears, where that is or was more than the standard music. */
export interface Waiting {
  /** The group's own music; null = the standard one. */
  readonly music: Sound | null;
  /** Said now, in the place of the music, which goes on after it. */
  readonly says: readonly Sound[];
  /** Said after that. */
  readonly next: readonly Sound[];
  /** Names what is heard now: counted from 1. */
  readonly turn: number;
  readonly sinceMs: number;
}

/** Which of the timers started for this call, counted from 1; 0 = none yet. */
export type TimerId = number;

/** Somebody who took part and is out of the call now, while it goes on or after it ended. */
export interface Departure {
  readonly party: Party;
  readonly side: Side;
  readonly reason: EndReason;
}

/** What became of a recording. */
export interface Recorded {
  readonly ms: number;
  /** Of it with somebody's voice. */
  readonly speechMs: number;
  readonly reason: RecordingEnd;
}

/** What a leg said, kept for somebody. */
export interface Recording {
  readonly id: RecordingId;
  /** Null = a group, `groupId`. */
  readonly ownerId: UserId | null;
  readonly groupId?: AnswerGroupId;
  readonly leg: LegId;
  readonly startedAtMs: number;
  /** Null = not known (yet). */
  readonly ms: number | null;
  readonly speechMs: number | null;
  /** Null = it is not over, as far as is known. `interrupted`: what there is of it has been left behind. */
  readonly reason: RecordingEnd | 'interrupted' | null;
  /** Both sides of a call are; absent = a message is left for the owner. */
  readonly talk?: { readonly groupId: AnswerGroupId | null };
  /** It is a greeting of the owner's, spoken by phone: nothing is left for anybody. */
  readonly greeting?: true;
}

/** A recording of both sides as it is wanted, and how far it has come (call-recording.ts). */
export interface TalkRecording {
  readonly id: RecordingId;
  /** Whose part of the call is recorded. */
  readonly ownerId: UserId;
  /** The answer group that wants it; null = the owner does. */
  readonly groupId: AnswerGroupId | null;
  readonly consent: RecordingConsent;
  readonly words: 'sv' | 'en';
  readonly stage: 'asking' | 'telling' | 'on' | 'refused' | 'failed';
  /** Who knows of it, and has agreed where that is asked for. */
  readonly told: readonly string[];
  /** Who is being told, or asked. */
  readonly telling: readonly string[];
  /** How often the words have begun: they begin anew with everybody who comes meanwhile. */
  readonly round: number;
  /** All who were asked have pressed 1. */
  readonly hasAgreed?: true;
  /** By its owner. */
  readonly isPaused: boolean;
  /** The switch keeps silence. */
  readonly isSilent: boolean;
  /** Where it is kept; null = nothing is yet. */
  readonly leg: LegId | null;
}

export interface Call {
  readonly id: CallId;
  readonly organisationId: OrganisationId;
  /** Grows by one with each decision that changed something. */
  readonly revision: number;
  readonly state: CallState;
  readonly caller: Party;
  readonly callee: Party;
  /** Those who take part beside the two, in the order in which they came; only in a call that is up. Absent = none. */
  readonly guests?: readonly Guest[];
  /** How many guests there have been; absent = none. */
  readonly guestsEver?: number;
  /** That somebody listens is being said, or will be once the other side is there: nobody listens before. */
  readonly announcing?: Announcing;
  /** It has been said, once for the whole call. */
  readonly isAnnounced?: boolean;
  readonly legs: readonly Leg[];
  /** Absent = it has waited for no answer group that says anything. */
  readonly waiting?: Waiting;
  /** Absent = nobody is called back by an answer group. */
  readonly callingBack?: CallingBack;
  /** Absent = no answer group has given it to anybody. */
  readonly served?: Served;
  /** The answer group that has offered it last serves its caller before others; absent = none has offered it. */
  readonly isVip?: boolean;
  /** Absent = none. */
  readonly recordings?: readonly Recording[];
  /** Both sides are being recorded, or are to be; absent = they are not. */
  readonly recording?: TalkRecording;
  readonly left: readonly Departure[];
  /** What the outside callee sees; null = anonymous, or an inside callee, who sees name and extension. */
  readonly shownNumber: string | null;
  readonly startedAtMs: number;
  readonly answeredAtMs: number | null;
  readonly endedAtMs: number | null;
  readonly endReason: EndReason | null;
  /** How many timers were started for it. */
  readonly timers: TimerId;
  /** What was decided and why, in order. */
  readonly trace: readonly TraceStep[];
}

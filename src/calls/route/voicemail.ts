import type { EndReason } from '../../contract/calls/end-reason';
import type { RouteReason } from '../../contract/calls/trace';
import type { AnswerGroupId, UserId } from '../../contract/ids';
import type { Known, Person } from '../engine/identity';
import type { StepOf } from '../engine/plan';
import { composedGreeting, type AboutAway } from './composed-greeting';
import type { ActivityFact, IncomingFacts, RouteFacts, VoicemailFact } from './facts';
import { chooseGreeting, type GreetingReason } from './greeting';
import type { Refusal } from './incoming';
import { end } from './rules';
import type { Plan } from './rules';

const because = 'toVoicemail';

/** For a switch that does not say when its sounds are over: longer than any greeting, than the beep. */
const [greetingForMs, beepForMs] = [90_000, 5_000];
/** What is recorded is over, kept, and told of by then. */
const keptForMs = 10_000;

/**
 * What follows where nobody takes a call: the voicemail of whoever was called first of all. Empty = there is none, or
 * not for this call: whoever is transferred has dialled nothing, and whoever would hand a call on wants a person.
 */
export function voicemailAfter({ destination, incoming, isDialled, atMs }: RouteFacts, refusal: Refusal): Plan {
  const called = destination.kind === 'user' ? incoming?.people[destination.userId] : undefined;
  if (!called?.voicemail || !isDialled || incoming?.isConsulting || refusal.isFinal) return [];
  const about = { caller: incoming?.caller ?? null, activity: called.activity, when: { atMs, zone: called.zone } };
  return messageFor(called.person, called.voicemail, refusal.reason, about);
}

const reasons: Readonly<Record<GreetingReason, RouteReason>> = {
  activity: 'greetingInActivity',
  composed: 'greetingComposed',
  internal: 'greetingForColleagues',
  external: 'greetingForOutside',
  all: 'ownGreeting',
  standard: because,
};

/** Who hears it, and in which activity of the owner's; null = it is not known. */
interface AboutMessage {
  readonly caller: Pick<IncomingFacts['caller'], 'kind'> | null;
  readonly activity: Pick<ActivityFact, 'id' | 'untilMs' | 'away'> | null;
  readonly when: Pick<AboutAway, 'atMs' | 'zone'> | null;
}
const nothingKnown: AboutMessage = { caller: null, activity: null, when: null };

/** Whoever calls may leave this one a message. */
export const messageFor = (owner: Person, voicemail: VoicemailFact, wasFor: EndReason, about = nothingKnown): Plan =>
  messagePlan(owner, { ownerId: owner.userId }, voicemail, wasFor, about);

/** The same for a group: whoever answers in it hears the message. */
export const messageForGroup = (group: Known, groupId: AnswerGroupId, voicemail: VoicemailFact): Plan =>
  messagePlan({ ...group, userId: null }, { ownerId: null, groupId }, voicemail, 'noAnswer', nothingKnown);

type Owned = { readonly ownerId: UserId } | { readonly ownerId: null; readonly groupId: AnswerGroupId };

function messagePlan(
  owner: StepOf<'greet'>['owner'],
  owned: Owned,
  { greeting: standard, own, language, maxMs, silenceMs }: VoicemailFact,
  wasFor: EndReason,
  { caller, activity, when }: AboutMessage,
): Plan {
  const isColleague = caller?.kind === 'internal';
  const composed = when && language ? composedGreeting({ language, activity, isColleague, ...when }) : null;
  const { greeting: sounds, because: why } = chooseGreeting({ ...own, standard, composed }, caller, activity);
  const ifFailed = [`voicemail-failed-${language ?? 'sv'}`] as const;
  return [
    { kind: 'greet', owner, sounds, wasFor, forMs: greetingForMs, because: reasons[why] },
    { kind: 'say', sounds: ['beep'], forMs: beepForMs, because },
    { kind: 'record', ...owned, maxMs, silenceMs, ifFailed, forMs: maxMs + keptForMs, because },
    end('voicemail', because),
  ];
}

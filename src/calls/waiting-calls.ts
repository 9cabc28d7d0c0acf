import type { AnswerGroupId, CallId, OfferId, OrganisationId, SoundId, UserId } from '../contract/ids';
import type { Lines } from '../lines/lines';
import { asParty } from './destinations';
import { enteredAtMs, isCallbackOffered, isOffered, queueOf, servedIn } from './engine/call-facts';
import type { Call, Served } from './engine/call';
import { seenBy } from './engine/identity';
import type { PlanStep } from './engine/plan';
import type { Input } from './engine/protocol';
import type { Knowledge } from './knowledge';
import type { LiveCalls } from './live-calls';
import { end, queueStep } from './route/rules';
import type { CallbackSound } from '../switch/port-sounds';
import { messageFor, messageForGroup } from './route/voicemail';
import type { CallRunner } from './runner';

/** A call that waits for an answer group. */
export interface WaitingCall {
  readonly callId: CallId;
  /** The group that was called; those to which it has gone on are the distributor's own. */
  readonly groupId: AnswerGroupId;
  /** Of who comes again; absent = as the group's callers begin. */
  readonly priority?: number;
  /** E.164 or extension; null = withheld. */
  readonly number: string | null;
  /** When it came to the first group. */
  readonly enteredAtMs: number;
  readonly offered: { readonly id: OfferId; readonly agents: readonly UserId[] } | null;
}

interface Place {
  readonly groupId: AnswerGroupId;
  readonly priority: number;
}

/** A group as its callers and agents read it. */
export interface NamedGroup {
  readonly name: string;
  readonly extension: string;
}

interface OfferingGroup extends NamedGroup {
  /** The caller is served before others, which agents read. */
  readonly isVip?: boolean;
}

interface GroupOfVoicemail extends NamedGroup {
  readonly id: AnswerGroupId;
  /** Null = the standard one. */
  readonly says: { readonly greeting: SoundId | null };
}

/** Where a caller goes who waits no more. */
export type WayOut =
  /** `backTo`: where the caller waits again, as before, where nobody answers there. */
  | { readonly to: 'person'; readonly userId: UserId; readonly backTo?: Place }
  /** `paidBy` answers for the cost. */
  | { readonly to: 'number'; readonly number: string; readonly paidBy: UserId }
  /** The group's own; a goodbye where there is none. */
  | { readonly to: 'voicemail'; readonly group: GroupOfVoicemail }
  /** The caller is told that the place is kept, and may go. */
  | { readonly to: 'goodbye' | 'end' | 'callback' };

export type Announcement = Pick<Extract<Input, { type: 'announce' }>, 'welcome' | 'place'>;

/** The calls that wait for answer groups, and what the groups make of them. */
export interface WaitingCalls {
  of(organisationId: OrganisationId): readonly WaitingCall[];
  /** Who waits, as `viewer` may know it; null = the call is over. */
  callerOf(callId: CallId, viewer: UserId): { readonly name: string | null; readonly number: string | null } | null;
  /** Who talks for a group with whoever waited in that call. */
  servedIn(organisationId: OrganisationId): readonly Served[];
  /** In no call, but for what is only offered. */
  isIdle(userId: UserId): boolean;
  /** These ring for it, through that group; who has left the organisation does not. */
  offer(callId: CallId, offerId: OfferId, agents: readonly UserId[], group: OfferingGroup): void;
  withdraw(callId: CallId, offerId: OfferId, agents: readonly UserId[]): void;
  /** What the caller is told; the music goes on after it. */
  announce(callId: CallId, told: Announcement): void;
  /** @param way null = what its own plan has next */
  leave(callId: CallId, way: WayOut | null): void;
  /** @param calledNumber what an outside number is shown; null = the extension was called */
  planTo(organisationId: OrganisationId, calledNumber: string | null, way: WayOut): readonly PlanStep[];
}

export interface WaitingCallsDeps {
  readonly live: Pick<LiveCalls, 'all' | 'get' | 'callsOf'>;
  readonly lines: Pick<Lines, 'user' | 'organisation'>;
  readonly knowledge: Pick<Knowledge, 'voicemailOf' | 'groupVoicemailOf'>;
  readonly runner: Pick<CallRunner, 'notify'>;
}

const [personForMs, outsideForMs, goodbyeForMs] = [20_000, 60_000, 12_000];
const because = 'sentOnByGroup';
const unanswered = end('noAnswer', because);
const goodbye: readonly PlanStep[] = [{ kind: 'goodbye', forMs: goodbyeForMs, because }, unanswered];

export function createWaitingCalls(deps: WaitingCallsDeps): WaitingCalls {
  const { live, lines, runner } = deps;
  return {
    of: (organisationId) => live.all().flatMap((call) => waitingCall(organisationId, call) ?? []),
    callerOf(callId, viewer) {
      const call = live.get(callId);
      return call && seenBy(viewer, call.caller);
    },
    servedIn: (organisationId) =>
      live.all().flatMap((call) => (call.organisationId === organisationId && servedIn(call)) || []),
    isIdle: (userId) =>
      live.callsOf(userId).every((call) => isOffered(call, 'callee', userId) || isCallbackOffered(call)),
    offer(callId, offerId, agents, { name, extension: number, isVip = false }) {
      const people = agents.flatMap((userId) => lines.user(userId) ?? []);
      runner.notify(callId, { type: 'offer', offerId, agents: people.map(asParty), group: { name, number, isVip } });
    },
    withdraw: (callId, offerId, agents) => runner.notify(callId, { type: 'withdraw', offerId, agents }),
    announce: (callId, told) => runner.notify(callId, { type: 'announce', ...told }),
    leave(callId, way) {
      const call = live.get(callId);
      if (call) runner.notify(callId, { type: 'leaveQueue', plan: way && planOf(deps, leavingOf(call), way) });
    },
    planTo: (organisationId, calledNumber, way) => planOf(deps, { organisationId, calledNumber }, way),
  };
}

/** What of a call matters to where it goes on. */
type Leaving = Pick<Call, 'organisationId'> & Pick<Call['callee'], 'calledNumber'>;
const leavingOf = ({ organisationId, callee: { calledNumber } }: Call): Leaving => ({ organisationId, calledNumber });

function waitingCall(organisationId: OrganisationId, call: Call): WaitingCall | null {
  const step = queueOf(call);
  if (step === null || call.organisationId !== organisationId) return null;
  return {
    ...{ callId: call.id, groupId: step.groupId, number: call.caller.number },
    ...(step.priority !== undefined && { priority: step.priority }),
    enteredAtMs: enteredAtMs(call),
    offered: call.callee.reach?.offered ?? null,
  };
}

function planOf(deps: WaitingCallsDeps, call: Leaving, way: WayOut): readonly PlanStep[] {
  switch (way.to) {
    case 'person':
      return toPerson(deps, call, way);
    case 'number': {
      const { number, paidBy } = way;
      const show = call.calledNumber;
      return [{ kind: 'dialOutside', number, show, paidBy, forMs: outsideForMs, because }, unanswered];
    }
    case 'voicemail':
      return toVoicemail(deps, call, way);
    case 'goodbye':
      return goodbye;
    case 'callback':
      return [{ kind: 'say', sounds: [keptSound(deps, call)], forMs: goodbyeForMs, because }, unanswered];
    case 'end':
      return [unanswered];
  }
}

const keptSound = ({ lines }: WaitingCallsDeps, { organisationId }: Leaving): CallbackSound =>
  lines.organisation(organisationId)?.language.startsWith('en') === true ? 'callback-kept-en' : 'callback-kept-sv';

function toVoicemail(
  { knowledge }: WaitingCallsDeps,
  { organisationId }: Leaving,
  { group: { id: groupId, name, extension: number, says } }: Extract<WayOut, { to: 'voicemail' }>,
): readonly PlanStep[] {
  const voicemail = knowledge.groupVoicemailOf(organisationId);
  if (!voicemail) return goodbye;
  const own = says.greeting === null ? {} : { own: { all: [`kept/${says.greeting}`] as const } };
  return messageForGroup({ contactId: null, name, number }, groupId, { ...voicemail, ...own });
}

/** The person's devices ring; then the caller may leave the person a message, unless somebody waits for the caller. */
function toPerson(
  { lines, knowledge }: WaitingCallsDeps,
  { organisationId }: Leaving,
  { userId, backTo }: Extract<WayOut, { to: 'person' }>,
): readonly PlanStep[] {
  const user = lines.user(userId);
  if (user?.organisationId !== organisationId) return [unanswered];
  const person = asParty(user);
  const rings: PlanStep = { kind: 'ringPerson', person, forMs: personForMs, because };
  if (backTo !== undefined) return [rings, queueStep(backTo.groupId, backTo.priority), unanswered];
  const voicemail = knowledge.voicemailOf(organisationId, userId);
  return [rings, ...(voicemail ? messageFor(person, voicemail, 'noAnswer') : []), unanswered];
}

import { withoutVoicemail } from './engine/plan';
import type { AnswerGroupId, CallId, OfferId, OrganisationId, UserId } from '../contract/ids';
import { isEmergencyAnywhere } from '../contract/numbers/emergency-numbers';
import { personAt } from '../lines/target';
import { routeFor } from './arrival';
import type { ArrivalDeps } from './arrival';
import { asParty } from './destinations';
import type { Dialled } from './destinations';
import { asksAgent, untilGranted } from './engine/calling-back';
import type { KeepRouting } from './kept-routing';
import type { LineUser } from '../lines/line-user';
import type { Knowledge } from './knowledge';
import type { LiveCalls } from './live-calls';
import type { Logger } from '../ports/logger';
import { createMailboxes } from './mailboxes';
import { queueStep } from './route/rules';
import type { CallRunner } from './runner';

/** Somebody to be called back, as an agent is asked. */
interface Callback {
  readonly offerId: OfferId;
  readonly agent: UserId;
  /** The call that waited. */
  readonly callId: CallId;
  /** E.164 or extension. */
  readonly number: string;
  readonly group: CallingGroup;
}

/** A group as those read it whom it calls. */
export interface CallingGroup {
  readonly id: AnswerGroupId;
  readonly name: string;
  /** E.164, which is shown outside; null = what the agent's own calls show. */
  readonly number: string | null;
}

/** Calls by which answer groups call back; each has the name of the offer. */
export interface Callbacks {
  /**
   * Callers outside choose whom the company calls: the number is judged as strictly as one to which a call is
   * forwarded, at the cost of whichever of the agents may call it.
   */
  mayCall(organisationId: OrganisationId, agents: readonly UserId[], number: string): boolean;
  /** The agent's devices ring. */
  offer(callback: Callback): void;
  /** The agent has taken it: the number is called. */
  call(offerId: OfferId, group: CallingGroup): void;
  withdraw(offerId: OfferId, agents: readonly UserId[]): void;
  /** Those that were begun before: offered, or being called. */
  begun(organisationId: OrganisationId): readonly OfferId[];
}

export interface CallbacksDeps extends Pick<
  ArrivalDeps,
  'lines' | 'destinations' | 'numberToShow' | 'makeRouting' | 'help' | 'clock'
> {
  readonly knowledge: Pick<Knowledge, 'judgeNow'>;
  readonly live: Pick<LiveCalls, 'all' | 'get'>;
  readonly runner: Pick<CallRunner, 'apply'>;
  readonly keepRouting: KeepRouting;
  readonly logger: Pick<Logger, 'warn'>;
}

const nameOf = (offerId: OfferId): CallId => offerId as string as CallId;

export function createCallbacks(deps: CallbacksDeps): Callbacks {
  const { live, logger, runner } = deps;
  // Numbers are looked up on the way: what is withdrawn meanwhile has to be there first.
  const inTurn = createMailboxes();
  const later = (offerId: OfferId, work: () => Promise<void>): void =>
    void inTurn([nameOf(offerId)], work).catch((error: unknown) =>
      logger.warn({ err: error, offerId }, 'somebody could not be called back'),
    );
  return {
    mayCall: (...asked) => mayCall(deps, ...asked),
    offer: (callback) => later(callback.offerId, () => ask(deps, callback)),
    call: (offerId, group) => later(offerId, () => callNow(deps, offerId, group)),
    withdraw: (offerId, agents) =>
      later(offerId, async () => {
        if (live.get(nameOf(offerId))) await runner.apply(nameOf(offerId), { type: 'withdraw', offerId, agents });
      }),
    begun: (organisationId) =>
      live.all().flatMap(({ organisationId: whose, state, callingBack }) => {
        return whose === organisationId && state === 'ringing' && callingBack ? [callingBack.offerId] : [];
      }),
  };
}

function mayCall(
  { lines, knowledge }: CallbacksDeps,
  organisationId: OrganisationId,
  agents: readonly UserId[],
  number: string,
): boolean {
  if (isEmergencyAnywhere(number)) return false;
  if (!number.startsWith('+')) return personAt(lines.byExtension(organisationId, number)) !== undefined;
  // No group calls a group.
  const own = lines.byNumber(number);
  if (own?.organisationId === organisationId) return own.kind === 'user';
  return agents.some((paidBy) => knowledge.judgeNow(organisationId, { number, paidBy, isForward: true }) === 'ok');
}

/** Whom the number leads to, and what is shown there. */
async function destinationOf(
  { destinations, numberToShow }: CallbacksDeps,
  agent: LineUser,
  number: string,
  group: CallingGroup,
): Promise<Dialled & { readonly shown: string | null }> {
  const dialled = await destinations.dialled(agent, number);
  return { ...dialled, shown: group.number ?? numberToShow.of(agent, null).shown };
}

async function ask(deps: CallbacksDeps, { offerId, agent, callId, number, group }: Callback): Promise<void> {
  const user = deps.lines.user(agent);
  // Who has left is withdrawn by the group, as soon as it knows.
  if (!user) return;
  const { destination, party, calledNumber, shown } = await destinationOf(deps, user, number, group);
  await deps.runner.apply(nameOf(offerId), {
    type: 'start',
    callId: nameOf(offerId),
    organisationId: user.organisationId,
    from: { first: asksAgent },
    caller: asParty(user),
    callee: party,
    calledNumber,
    plan: untilGranted,
    shownNumber: destination.kind === 'outside' ? shown : null,
    callingBack: { callId, offerId, queue: queueStep(group.id), through: group.name },
  });
}

/** As if the agent had dialled it: with the agent's rights, limits and cost. No voicemail of ours is met. */
async function callNow(deps: CallbacksDeps, offerId: OfferId, group: CallingGroup): Promise<void> {
  const call = deps.live.get(nameOf(offerId));
  const agent = call?.caller.userId && deps.lines.user(call.caller.userId);
  const number = call?.callee.number;
  if (!call || !agent || !number) return;
  const { destination, calledNumber, shown } = await destinationOf(deps, agent, number, group);
  const routing = await routeFor(deps, agent, {
    ...{ destination, calledNumber, shown, allowed: true, deviceLabel: null },
  });
  await deps.runner.apply(call.id, { type: 'callBack', offerId, plan: withoutVoicemail(routing.plan) });
  deps.keepRouting(call.id, call.organisationId, routing);
}

import { toGroup } from '../calls/destinations';
import type { CallService } from '../calls/service';
import type { IncomingCall } from '../calls/incoming-facts';
import type { Destination } from '../calls/route/facts';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Explanation, TryIt } from '../contract/rules/explanation';
import type { LineUser } from '../lines/line-user';
import type { Lines } from '../lines/lines';
import { readDialled } from '../lines/numbering';
import type { Clock } from '../ports/clock';
import { explainPlan, groupReader, type ExplainDeps, type Reader } from './explain';
import { personAt } from '../lines/target';
import { shownInGroups, type InGroups } from './in-groups';

export interface TryItDeps extends ExplainDeps, Pick<InGroups, 'foresee'> {
  readonly calls: Pick<CallService, 'makeRouting' | 'destinations'>;
  readonly lines: Lines;
  readonly clock: Pick<Clock, 'nowMs'>;
}

type Wanted = TryIt & { readonly calledUserId: UserId };

/**
 * What would happen to a call that nobody makes: the plan of a real one, by the same facts.
 * @throws VaxelError request.notFound | call.unknownNumber
 */
export async function tryIt(
  deps: TryItDeps,
  organisationId: OrganisationId,
  reader: Reader,
  wanted: Wanted,
): Promise<Explanation> {
  const called = calledIn(deps, organisationId, wanted);
  const colleague = colleagueOf(deps, organisationId, wanted);
  const number = colleague ? null : numberOf(deps, organisationId, wanted.callerNumber);
  const calledNumber = colleague ? null : called.number;
  const call: IncomingCall = {
    organisationId,
    caller: { userId: colleague?.userId ?? null, number },
    callerExtension: colleague?.extension ?? null,
    calledNumber,
    path: colleague ? [colleague.userId] : [],
    activityId: wanted.activityId,
  };
  const atMs = wanted.atMs ?? deps.clock.nowMs();
  const { destination } = called;
  const callerUserId = colleague?.userId ?? null;
  const facts = { atMs, isDialled: true, callerUserId, destination, shownNumber: null, mayShowNumber: true };
  const [routing, outside] = await Promise.all([
    deps.calls.makeRouting(facts, call),
    colleague ? null : deps.calls.destinations.outsideParty(organisationId, number, called.party.userId),
  ]);
  const caller = colleague
    ? { userId: colleague.userId, name: colleague.displayName, number: colleague.extension }
    : { userId: null, name: outside?.name ?? null, number };
  const queue = routing.plan.find((step) => step.kind === 'queue');
  const coming = { organisationId, number: caller.number, calledNumber, atMs };
  const foreseen = queue ? deps.foresee({ ...coming, groupId: queue.groupId }) : null;
  const reads = groupReader(deps, { organisationId }, reader, callerUserId);
  const shown = foreseen && { ...foreseen, parts: shownInGroups(foreseen.parts, reads) };
  return explainPlan(deps, routing, reader, { caller, called: called.party }, shown);
}

interface TriedCall {
  readonly destination: Destination;
  readonly party: Explanation['called'];
  /** E.164, of those who call from outside. */
  readonly number: string | null;
}

/** @throws VaxelError request.notFound */
function calledIn(
  { lines, calls }: TryItDeps,
  organisationId: OrganisationId,
  { calledUserId, calledGroupId }: Pick<Wanted, 'calledUserId' | 'calledGroupId'>,
): TriedCall {
  if (calledGroupId !== null) {
    const group = lines.group(calledGroupId);
    if (group?.organisationId !== organisationId) throw new VaxelError('request.notFound', 'no such answer group');
    const { destination, party, calledNumber } = toGroup(group, group.number);
    return { destination, party: { userId: null, name: party.name, number: party.number }, number: calledNumber };
  }
  const user = lines.user(calledUserId);
  if (user?.organisationId !== organisationId) throw new VaxelError('request.notFound', 'no such person');
  const { userId, displayName: name, extension } = user;
  const party = { userId, name, number: extension };
  return { destination: calls.destinations.toUser(userId), party, number: user.numbers[0] ?? null };
}

/** Named, or by an extension or number of theirs. */
function colleagueOf({ lines }: TryItDeps, organisationId: OrganisationId, wanted: TryIt): LineUser | undefined {
  if (wanted.callerUserId !== null) {
    const user = lines.user(wanted.callerUserId);
    if (user?.organisationId !== organisationId) throw new VaxelError('request.notFound', 'no such person');
    return user;
  }
  if (wanted.callerNumber === null) return undefined;
  const read = readIn(lines, organisationId, wanted.callerNumber);
  const found =
    read.kind === 'extension'
      ? lines.byExtension(organisationId, read.extension)
      : read.kind === 'number'
        ? lines.byNumber(read.number)
        : undefined;
  return found?.organisationId === organisationId ? personAt(found) : undefined;
}

function numberOf({ lines }: TryItDeps, organisationId: OrganisationId, typed: string | null): string | null {
  if (typed === null) return null;
  const read = readIn(lines, organisationId, typed);
  if (read.kind !== 'number') throw new VaxelError('call.unknownNumber', 'no number');
  return read.number;
}

const readIn = (lines: Lines, organisationId: OrganisationId, typed: string) =>
  readDialled(
    typed,
    lines.organisation(organisationId)?.country ?? 'SE',
    (digits) => lines.byExtension(organisationId, digits) !== undefined,
  );

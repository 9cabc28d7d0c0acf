import type { CallService } from '../calls/service';
import type { IncomingCall } from '../calls/incoming-facts';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Explanation, TryIt } from '../contract/rules/explanation';
import type { LineUser } from '../lines/line-user';
import type { Lines } from '../lines/lines';
import { readDialled } from '../lines/numbering';
import type { Clock } from '../ports/clock';
import { explainPlan, type ExplainDeps, type Reader } from './explain';
import { personAt } from '../lines/target';

export interface TryItDeps extends ExplainDeps {
  readonly calls: Pick<CallService, 'makeRouting' | 'destinations'>;
  readonly lines: Lines;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/**
 * What would happen to a call that nobody makes: the plan of a real one, by the same facts.
 * @throws VaxelError request.notFound | call.unknownNumber
 */
export async function tryIt(
  deps: TryItDeps,
  organisationId: OrganisationId,
  reader: Reader,
  wanted: TryIt & { readonly calledUserId: UserId },
): Promise<Explanation> {
  const called = deps.lines.user(wanted.calledUserId);
  if (called?.organisationId !== organisationId) throw new VaxelError('request.notFound', 'no such person');
  const colleague = colleagueOf(deps, organisationId, wanted);
  const number = colleague ? null : numberOf(deps, organisationId, wanted.callerNumber);
  const call: IncomingCall = {
    organisationId,
    caller: { userId: colleague?.userId ?? null, number },
    callerExtension: colleague?.extension ?? null,
    calledNumber: colleague ? null : (called.numbers[0] ?? null),
    path: colleague ? [colleague.userId] : [],
    activityId: wanted.activityId,
  };
  const facts = {
    atMs: wanted.atMs ?? deps.clock.nowMs(),
    isDialled: true,
    callerUserId: colleague?.userId ?? null,
    destination: deps.calls.destinations.toUser(called.userId),
    shownNumber: null,
    mayShowNumber: true,
  };
  const [routing, outside] = await Promise.all([
    deps.calls.makeRouting(facts, call),
    colleague ? null : deps.calls.destinations.outsideParty(organisationId, number, called.userId),
  ]);
  const caller = colleague
    ? { userId: colleague.userId, name: colleague.displayName, number: colleague.extension }
    : { userId: null, name: outside?.name ?? null, number };
  return explainPlan(deps, routing, reader, {
    caller,
    called: { userId: called.userId, name: called.displayName, number: called.extension },
  });
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

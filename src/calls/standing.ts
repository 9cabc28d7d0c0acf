import type { OrganisationId, UserId } from '../contract/ids';
import type { Clock } from '../ports/clock';
import { withDeadline } from '../time/deadline';
import { lookupMs } from './destinations';
import type { CallerStanding, Destination } from './route/facts';

/** Who calls: a colleague, or a number of the outside world; null = withheld. */
export interface StandingCaller {
  readonly userId: UserId | null;
  readonly number: string | null;
}

/** What a person's groups say of a caller. @throws VaxelError server.unavailable */
export type StandingOf = (
  organisationId: OrganisationId,
  called: UserId,
  caller: StandingCaller,
) => Promise<Exclude<CallerStanding, 'unknown'>>;

export interface StandingDeps {
  readonly standingOf: StandingOf;
  readonly clock: Clock;
}

/** The same as a fact for routing: no call waits longer for it than for a name. */
export async function standingAt(
  { standingOf, clock }: StandingDeps,
  organisationId: OrganisationId,
  destination: Destination,
  { userId, number }: StandingCaller,
): Promise<CallerStanding> {
  if (destination.kind !== 'user' || (userId === null && number === null)) return 'none';
  if (destination.userId === userId) return 'none';
  const asked = standingOf(organisationId, destination.userId, { userId, number });
  return withDeadline(clock, lookupMs, asked, 'unknown');
}

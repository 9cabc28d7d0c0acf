import type { OrganisationId, UserId } from '../contract/ids';
import type { CallerStanding } from './route/facts';

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

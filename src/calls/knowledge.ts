import type { OrganisationId, UserId } from '../contract/ids';
import type { ForwardVerdict } from '../contract/rules/rights';
import type { Rule } from '../contract/rules/rules';
import type { ActivityFact, RoleFact } from './route/facts';
import type { StandingOf } from './standing';

type Now<T> = T | Promise<T>;

/** What later features know of the people of an organisation; a call goes on without what comes too late. */
export interface Knowledge {
  /** What the person does at a time; null = nothing is known of it. */
  activityOf(organisationId: OrganisationId, userId: UserId, atMs: number): Now<ActivityFact | null>;
  /** What the activities of the organisation are called, and how calls are handled in them. */
  activitiesOf(organisationId: OrganisationId): Now<readonly Pick<ActivityFact, 'id' | 'name' | 'callHandling'>[]>;
  standingOf: StandingOf;
  rulesOf(organisationId: OrganisationId, userId: UserId): Now<readonly Rule[]>;
  /** The organisation's, for everybody. */
  defaultsOf(organisationId: OrganisationId): Now<readonly Rule[]>;
  /** Where calls of the person may be forwarded to, for each number. */
  verdictsOf(
    organisationId: OrganisationId,
    userId: UserId,
    numbers: readonly string[],
  ): Now<Readonly<Record<string, ForwardVerdict>>>;
  /** The role that holds for the person now; null = everything rings. In memory: no call waits for it. */
  roleOf(organisationId: OrganisationId, userId: UserId): RoleFact | null;
  /** IANA: in which the person's rules read the time. */
  zoneOf(organisationId: OrganisationId, userId: UserId): Now<string>;
}

/** Of nobody: every call rings as built in. */
export const nothingKnown: Knowledge = {
  activityOf: () => null,
  activitiesOf: () => [],
  standingOf: () => Promise.resolve('none'),
  rulesOf: () => [],
  defaultsOf: () => [],
  verdictsOf: () => ({}),
  roleOf: () => null,
  zoneOf: () => 'Europe/Stockholm',
};

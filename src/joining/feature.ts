import type { OrganisationId } from '../contract/ids';
import type { Feature, Infrastructure } from '../feature';
import { onceEach } from '../limits/once-each';
import type { Account, IdentifyFrom } from '../ports/principal';
import { joiningOf, organisationOf } from './account-state';
import { createAdministrationRoutes } from './administration-routes';
import { createLinkCodes, type LinkCodes } from './link-codes';
import { createLinkRequests, purgeLinkRequests } from './link-requests';
import { createOrganisation } from './organisation';
import { createJoiningRoutes } from './routes';
import { createSetUp } from './set-up';
import { createWaiting } from './waiting';

export interface JoiningFeature extends Feature {
  readonly linkCodes: LinkCodes;
}

export interface JoiningDeps {
  readonly identify: IdentifyFrom;
  /** Links who can be linked by a verified address. @throws VaxelError where the account is nobody's */
  findLinked(account: Account): Promise<unknown>;
  readonly keepDays: number;
}

/** How people come in who are nobody here yet, and how an organisation begins. */
export function createJoiningFeature(
  { db, clock, wakes, audit }: Infrastructure,
  { identify, findLinked, keepDays }: JoiningDeps,
): JoiningFeature {
  const linkCodes = createLinkCodes({ db, clock, audit });
  const waiting = createWaiting({ wakes, clock });
  const requestsOf = onceEach((id: OrganisationId) => createLinkRequests({ db, audit }, id));
  return {
    linkCodes,
    router: createAdministrationRoutes({
      requestsOf,
      organisationOf: onceEach((id: OrganisationId) => createOrganisation({ db, audit }, id)),
    }),
    publicRouter: createJoiningRoutes({
      identify,
      clock,
      codes: linkCodes,
      waiting,
      requestsOf,
      setUp: createSetUp({ db, audit }),
      joiningOf: (account) => joiningOf(db, account),
      findLinked,
      organisationOf: (account) => organisationOf(db, account),
    }),
    start: waiting.start,
    async purge() {
      await purgeLinkRequests(db, keepDays);
      await linkCodes.purge();
    },
  };
}

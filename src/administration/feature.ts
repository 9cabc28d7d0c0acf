import type { CallsFeature } from '../calls/feature';
import type { ContactsFeature } from '../contacts/feature';
import type { OrganisationId } from '../contract/ids';
import type { Feature, Infrastructure } from '../feature';
import { onceEach } from '../limits/once-each';
import type { LinesFeature } from '../lines/feature';
import { createChangeStaff } from './change-staff';
import { createEndCalls } from './end-calls';
import { createAdministrationRoutes, largeAdministrationRequests } from './routes';

export type AdministrationDeps = Pick<LinesFeature, 'lines'> &
  Pick<CallsFeature, 'calls'> &
  Pick<ContactsFeature, 'groupChanged'>;

/** People and numbers, for administrators. */
export function createAdministrationFeature(
  { db, audit, logger }: Pick<Infrastructure, 'db' | 'audit' | 'logger'>,
  { lines, calls, groupChanged }: AdministrationDeps,
): Feature {
  lines.onGone(createEndCalls({ calls, logger }));
  const staffOf = onceEach((organisationId: OrganisationId) =>
    createChangeStaff({ db, audit, groupChanged }, organisationId),
  );
  return { router: createAdministrationRoutes({ db, audit, staffOf }), largeRequests: largeAdministrationRequests };
}

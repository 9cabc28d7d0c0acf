import type { CallsFeature } from '../calls/feature';
import type { OrganisationId } from '../contract/ids';
import type { Feature, Infrastructure } from '../feature';
import { onceEach } from '../limits/once-each';
import type { LinesFeature } from '../lines/feature';
import { createChangeStaff } from './change-staff';
import { createEndCalls } from './end-calls';
import { createAdministrationRoutes } from './routes';

export type AdministrationDeps = Pick<LinesFeature, 'lines'> & Pick<CallsFeature, 'calls'>;

/** People and numbers, for administrators. */
export function createAdministrationFeature(
  { db, audit, logger }: Pick<Infrastructure, 'db' | 'audit' | 'logger'>,
  { lines, calls }: AdministrationDeps,
): Feature {
  lines.onGone(createEndCalls({ calls, logger }));
  const staffOf = onceEach((organisationId: OrganisationId) => createChangeStaff(db, audit, organisationId));
  return { router: createAdministrationRoutes({ db, audit, staffOf }) };
}

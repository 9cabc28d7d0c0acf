import type { OrganisationId } from '../contract/ids';
import type { Feature, Infrastructure } from '../feature';
import { onceEach } from '../limits/once-each';
import { createAuditRoutes } from './routes';
import { createAuditStore, purgeAudit } from './store';

/** Who changed what, for administrators to read. Everybody writes it by `Infrastructure.audit`. */
export function createAuditFeature(
  { db, audit }: Pick<Infrastructure, 'db' | 'audit'>,
  { keepDays }: { readonly keepDays: number },
): Feature {
  const auditOf = onceEach((organisationId: OrganisationId) => createAuditStore(db, organisationId));
  return {
    router: createAuditRoutes({ db, audit, auditOf }),
    purge: () => purgeAudit(db, keepDays),
  };
}

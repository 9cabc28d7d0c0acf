import { Router } from 'express';
import { AuditPage, AuditQuery } from '../../src/contract/audit/audit';
import type { AuditRow } from '../../src/contract/audit/audit';
import { ImportList } from '../../src/contract/imports/imports';
import { route } from '../../src/http/route';
import { checked } from '../../tabs/fakes/checked';
import { cecilia, userId } from '../../tabs/fakes/samples';

const eva = { userId: userId(5), name: 'Eva Nyström', role: 'administrator' as const };

/** A row of the audit log, with what a test does not care about filled in. */
const anAuditRow = (change: Partial<AuditRow>): AuditRow => ({
  id: '1',
  atMs: Date.parse('2026-11-25T09:12:00Z'),
  actor: eva,
  actingFor: null,
  action: 'person.changed',
  object: { kind: 'person', id: userId(2), name: 'Björn Åkesson' },
  before: { extension: '1022', department: null },
  after: { extension: '1002', department: 'Service' },
  reason: null,
  source: 'tab',
  requestId: null,
  address: '127.0.0.1',
  ...change,
});

const auditRows: readonly AuditRow[] = [
  anAuditRow({ id: '3' }),
  anAuditRow({
    id: '2',
    action: 'activity.set',
    actor: { userId: cecilia.userId ?? userId(3), name: 'Cecilia Ek', role: 'supervisor' },
    before: null,
    after: null,
    reason: 'Ringde in sjuk',
  }),
  anAuditRow({
    id: '1',
    actor: null,
    source: 'graph',
    action: 'person.added',
    before: null,
    after: { name: 'Li Wei' },
  }),
];

/** What administrators' screens ask for, without a database. */
export function createScriptedAdministration(): Router {
  const router = Router();
  router.get(
    '/administration/audit',
    route({
      query: AuditQuery,
      handler({ query: { q = '', action } }) {
        const rows = auditRows.filter(
          (row) => (action === undefined || row.action === action) && row.object.name.includes(q),
        );
        return checked(AuditPage, { rows, next: null });
      },
    }),
  );
  router.get('/administration/audit.csv', (_request, response) => void response.attachment('x.csv').send('\ufeffTid'));
  router.get('/administration/imports', route({ handler: () => checked(ImportList, { imports: [] }) }));
  return router;
}

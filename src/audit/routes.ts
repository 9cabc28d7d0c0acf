import { Router } from 'express';
import type { Kysely } from 'kysely';
import type { AuditRow } from '../contract/audit/audit';
import { AuditExport, AuditQuery, mostExported } from '../contract/audit/audit';
import type { OrganisationId } from '../contract/ids';
import { sendCsv } from '../csv/send-csv';
import type { Cell } from '../csv/write-csv';
import { requestOf, route } from '../http/route';
import type { AuditLog } from '../ports/audit';
import type { Database } from '../ports/database';
import type { AuditStore } from './store';

export interface AuditRoutesDeps {
  readonly db: Kysely<Database>;
  readonly audit: AuditLog;
  auditOf(organisationId: OrganisationId): AuditStore;
}

/** `GET /administration/audit`, `/administration/audit.csv`. */
export function createAuditRoutes({ db, audit, auditOf }: AuditRoutesDeps): Router {
  const router = Router();
  router.get(
    '/administration/audit',
    route({ query: AuditQuery, handler: ({ principal, query }) => auditOf(principal.organisationId).page(query) }),
  );
  router.get(
    '/administration/audit.csv',
    route({
      query: AuditExport,
      async handler({ principal, query: { language, ...filter }, request, response }) {
        const { organisationId } = principal;
        await db.transaction().execute((transaction) =>
          audit.record(transaction, organisationId, {
            actor: principal,
            action: 'audit.exported',
            object: { kind: 'organisation', id: organisationId, name: 'audit' },
            after: filtersTold(filter),
            source: 'tab',
            request: requestOf({ request, response }),
          }),
        );
        const rows = auditOf(organisationId).all(filter, mostExported);
        await sendCsv(response, { name: 'vaxel-audit', language, header: headers[language], parts: inCells(rows) });
      },
    }),
  );
  return router;
}

const filtersTold = (filter: Record<string, string | number | undefined>) =>
  Object.fromEntries(Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

const headers = {
  sv: ['Tid', 'Vem', 'Roll', 'För', 'Vad', 'Slag', 'Id', 'Namn', 'Före', 'Efter', 'Skäl', 'Källa', 'Fråga', 'Adress'],
  en: [
    'Time',
    'Who',
    'Role',
    'For',
    'What',
    'Kind',
    'Id',
    'Name',
    'Before',
    'After',
    'Reason',
    'Source',
    'Request',
    'Address',
  ],
} as const;

async function* inCells(parts: AsyncIterable<readonly AuditRow[]>): AsyncIterable<readonly (readonly Cell[])[]> {
  for await (const rows of parts) yield rows.map(cells);
}

const json = (fields: object | null): string | null => (fields === null ? null : JSON.stringify(fields));

const cells = (row: AuditRow): Cell[] => [
  new Date(row.atMs).toISOString(),
  row.actor === null ? 'Växel' : (row.actor.name ?? row.actor.userId),
  row.actor?.role ?? null,
  row.actingFor === null ? null : (row.actingFor.name ?? row.actingFor.userId),
  row.action,
  row.object.kind,
  row.object.id,
  row.object.name,
  json(row.before),
  json(row.after),
  row.reason,
  row.source,
  row.requestId,
  row.address,
];

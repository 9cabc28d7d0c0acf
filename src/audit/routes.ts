import { Router } from 'express';
import type { Kysely } from 'kysely';
import type { AuditRow } from '../contract/audit/audit';
import { auditFieldsText, auditKind, type AuditReader } from '../contract/audit/texts';
import { auditWords } from '../contract/audit/words';
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
      async handler({ principal, query: { language, zone, ...filter }, request, response }) {
        const { organisationId } = principal;
        await db.transaction().execute((transaction) =>
          audit.record(transaction, organisationId, {
            actor: principal,
            action: 'audit.exported',
            object: { kind: 'organisation', id: organisationId, name: '' },
            after: filtersTold(filter),
            source: 'tab',
            request: requestOf({ request, response }),
          }),
        );
        const rows = auditOf(organisationId).all(filter, mostExported);
        const parts = inCells(rows, { language, timeZone: zone });
        const reader = { language, zone };
        await sendCsv(response, { name: 'vaxel-audit', reader, header: headers[language], parts });
      },
    }),
  );
  return router;
}

const filtersTold = (filter: Record<string, string | number | undefined>) =>
  Object.fromEntries(Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

const headers = {
  sv: [
    'Tid ({zone})',
    'Vem',
    'Roll',
    'För',
    'Vad',
    'Slag',
    'Id',
    'Namn',
    'Före',
    'Efter',
    'Skäl',
    'Källa',
    'Fråga',
    'Adress',
  ],
  en: [
    'Time ({zone})',
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

async function* inCells(
  parts: AsyncIterable<readonly AuditRow[]>,
  reader: AuditReader,
): AsyncIterable<readonly (readonly Cell[])[]> {
  for await (const rows of parts) yield rows.map((row) => cells(row, reader));
}

function cells(row: AuditRow, reader: AuditReader): Cell[] {
  const { actions, sources, roles, words } = auditWords[reader.language];
  const { kind, id, name } = row.object;
  return [
    new Date(row.atMs),
    row.actor === null ? words.server : (row.actor.name ?? row.actor.userId),
    row.actor === null ? null : roles[row.actor.role],
    row.actingFor === null ? null : (row.actingFor.name ?? row.actingFor.userId),
    actions[row.action],
    auditKind(kind, reader),
    id,
    name,
    auditFieldsText(row.before, reader),
    auditFieldsText(row.after, reader),
    row.reason,
    sources[row.source],
    row.requestId,
    row.address,
  ];
}

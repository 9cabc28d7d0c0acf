import { Router } from 'express';
import type { Kysely } from 'kysely';
import type { Response } from 'express';
import { ImportApply, ImportChange, ImportLinesQuery, ImportParams, ImportUpload } from '../contract/imports/imports';
import type { ImportLineView, ImportView, ImportedContact } from '../contract/imports/imports';
import type { OrganisationId } from '../contract/ids';
import { CsvReader } from '../contract/csv';
import { importWords } from '../contract/imports/words';
import { sendCsv, sendText } from '../csv/send-csv';
import type { Cell } from '../csv/write-csv';
import { requestOf, route, type RouteInput } from '../http/route';
import type { AuditLog } from '../ports/audit';
import type { Database } from '../ports/database';
import { cardsOf, companyContacts, csvHeader, csvRowsOf, readColumns } from './export';
import { allLines } from './lines';
import type { ImportJob } from './jobs';
import type { ImportStore } from './store';
import type { ImportWork } from './work';

export interface ImportRoutesDeps {
  readonly db: Kysely<Database>;
  readonly audit: AuditLog;
  readonly work: Pick<ImportWork, 'take' | 'leave' | 'begin'>;
  importsOf(organisationId: OrganisationId): ImportStore;
}

/** `/administration/imports…`, and the company's contacts as files. */
export function createImportRoutes(deps: ImportRoutesDeps): Router {
  const router = Router();
  addUpload(router, deps);
  addWork(router, deps);
  addReports(router, deps);
  addExports(router, deps);
  return router;
}

/** Begins the job of an import that is taken, once it is let in and told: nothing is done to one whose answer fails. */
async function begin(
  { work, importsOf }: ImportRoutesDeps,
  job: ImportJob,
  enter: () => Promise<void> = async () => undefined,
): Promise<ImportView> {
  try {
    await enter();
    const view = await importsOf(job.organisationId).view(job.importId);
    work.begin(job);
    return view;
  } catch (error) {
    work.leave(job.importId);
    throw error;
  }
}

function addUpload(router: Router, deps: ImportRoutesDeps): void {
  const { importsOf, work } = deps;
  router.get(
    '/administration/imports',
    route({ handler: async ({ principal }) => ({ imports: await importsOf(principal.organisationId).list() }) }),
  );
  router.post(
    '/administration/imports',
    route({
      query: ImportUpload,
      async handler({ principal: { organisationId, userId }, query, request, response }) {
        const imports = importsOf(organisationId);
        const id = await imports.receive(request, userId, query.fileName);
        response.status(201);
        return begin(deps, { kind: 'dryRun', organisationId, importId: id });
      },
    }),
  );
  router.get(
    '/administration/imports/:id',
    route({
      params: ImportParams,
      handler: ({ principal, params }) => importsOf(principal.organisationId).view(params.id),
    }),
  );
  router.patch(
    '/administration/imports/:id',
    route({
      params: ImportParams,
      body: ImportChange,
      async handler({ principal: { organisationId }, params: { id }, body }) {
        const imports = importsOf(organisationId);
        await imports.view(id);
        await work.take(id);
        return begin(deps, { kind: 'dryRun', organisationId, importId: id }, async () => {
          await imports.choose(id, body);
          await imports.enter(id, ['ready', 'refused'], 'reading');
        });
      },
    }),
  );
  router.delete(
    '/administration/imports/:id',
    route({
      params: ImportParams,
      async handler({ principal, params }) {
        const imports = importsOf(principal.organisationId);
        await imports.view(params.id);
        await imports.remove(params.id);
      },
    }),
  );
}

function addWork(router: Router, deps: ImportRoutesDeps): void {
  const { importsOf, work } = deps;
  router.post(
    '/administration/imports/:id/apply',
    route({
      params: ImportParams,
      body: ImportApply,
      async handler({ principal, params: { id }, body, response }) {
        const { organisationId, userId, roles } = principal;
        const imports = importsOf(organisationId);
        await imports.view(id);
        const actor = { userId, roles };
        const job = { kind: 'apply', organisationId, importId: id, actor, removeMissing: body.removeMissing } as const;
        await work.take(id);
        response.status(202);
        return begin(deps, job, () => imports.enter(id, ['ready'], 'applying'));
      },
    }),
  );
  router.post(
    '/administration/imports/:id/undo',
    route({
      params: ImportParams,
      async handler({ principal, params: { id }, response }) {
        const { organisationId, userId, roles } = principal;
        const imports = importsOf(organisationId);
        // Whose it is comes first: one of others is not there, whatever is done to it.
        await imports.view(id);
        const job = { kind: 'undo', organisationId, importId: id, actor: { userId, roles } } as const;
        await work.take(id);
        response.status(202);
        return begin(deps, job, () => imports.enterUndo(id));
      },
    }),
  );
}

function addReports(router: Router, { db, importsOf }: ImportRoutesDeps): void {
  router.get(
    '/administration/imports/:id/lines',
    route({
      params: ImportParams,
      query: ImportLinesQuery,
      async handler({ principal, params, query }) {
        const imports = importsOf(principal.organisationId);
        await imports.view(params.id);
        return imports.lines(params.id, query);
      },
    }),
  );
  router.get(
    '/administration/imports/:id/report.csv',
    route({
      params: ImportParams,
      query: CsvReader,
      async handler({ principal: { organisationId }, params, query: reader, response }) {
        await importsOf(organisationId).view(params.id);
        const lines = allLines(db, { organisationId, importId: params.id });
        await sendCsv(response, {
          name: 'vaxel-import',
          reader,
          header: reportHeader[reader.language],
          parts: inCells(lines, reader),
        });
      },
    }),
  );
}

const reportHeader = {
  sv: ['Rad', 'Utfall', 'Skäl', 'Gäller', 'Namn', 'Före', 'Efter'],
  en: ['Line', 'Outcome', 'Reason', 'About', 'Name', 'Before', 'After'],
} as const;

async function* inCells(
  parts: AsyncIterable<readonly ImportLineView[]>,
  { language }: CsvReader,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  const { outcomes, reasons, fields: names } = importWords[language];
  const told = (value: ImportedContact[keyof ImportedContact]): string =>
    (Array.isArray(value) ? value.map(({ number }) => number).join(', ') : value) || '–';
  const fields = (of: ImportedContact | null): string | null =>
    of && (Object.keys(of) as (keyof ImportedContact)[]).map((name) => `${names[name]}: ${told(of[name])}`).join('; ');
  for await (const lines of parts)
    yield lines.map(({ line, outcome, reason, detail, name, before, after }) => [
      line,
      outcomes[outcome],
      reason === null ? null : reasons[reason].replace('{{detail}}', () => detail ?? ''),
      detail,
      name,
      fields(before),
      fields(after),
    ]);
}

function addExports(router: Router, { db, audit }: ImportRoutesDeps): void {
  const told = ({ principal, request, response }: RouteInput<unknown, unknown, unknown>, format: string) =>
    db.transaction().execute((transaction) =>
      audit.record(transaction, principal.organisationId, {
        actor: principal,
        action: 'contacts.exported',
        object: { kind: 'organisation', id: principal.organisationId, name: format },
        source: 'tab',
        request: requestOf({ request, response }),
      }),
    );
  router.get(
    '/administration/contacts.csv',
    route({
      query: CsvReader,
      async handler(input) {
        await told(input, 'CSV');
        const { organisationId } = input.principal;
        const columns = await readColumns(db, organisationId);
        const reader = input.query;
        const parts = csvRowsOf(companyContacts(db, organisationId), columns);
        await sendCsv(input.response, {
          name: 'vaxel-contacts',
          reader,
          header: csvHeader(reader.language, columns),
          parts,
        });
      },
    }),
  );
  router.get(
    '/administration/contacts.vcf',
    route({
      async handler(input) {
        await told(input, 'vCard');
        await sendCards(input.response, cardsOf(companyContacts(db, input.principal.organisationId)));
      },
    }),
  );
}

async function sendCards(response: Response, parts: AsyncIterable<string>): Promise<void> {
  response.attachment('vaxel-contacts.vcf').type('text/vcard; charset=utf-8');
  await sendText(response, parts);
}

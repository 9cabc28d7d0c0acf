import { Router } from 'express';
import type { Kysely } from 'kysely';
import { NewRange, NumbersExport, NumbersQuery, RangeParams } from '../contract/administration/numbers';
import {
  BulkChange,
  BulkUndo,
  Deactivation,
  NewStaff,
  StaffChange,
  StaffExport,
  StaffParams,
  StaffQuery,
  mostBulkBytes,
} from '../contract/administration/staff';
import type { OrganisationId } from '../contract/ids';
import { sendCsv } from '../csv/send-csv';
import type { Cell } from '../csv/write-csv';
import { requestOf, route, type RouteInput } from '../http/route';
import type { AuditLog } from '../ports/audit';
import type { Database } from '../ports/database';
import type { LargeRequests } from '../ports/requests';
import type { ChangeStaff } from './change-staff';
import { addRange, allNumbers, readNumbers, removeRange } from './numbers';
import type { By } from './write-staff';
import { allStaff, readPerson, readStaff } from './staff';

export interface AdministrationRoutesDeps {
  readonly db: Kysely<Database>;
  readonly audit: AuditLog;
  staffOf(organisationId: OrganisationId): ChangeStaff;
}

export const largeAdministrationRequests = {
  '/administration/people/bulk/undo': { mostBytes: mostBulkBytes },
} as const satisfies LargeRequests;

/** `/administration/people…`, `/administration/numbers…`. */
export function createAdministrationRoutes(deps: AdministrationRoutesDeps): Router {
  const router = Router();
  addPeople(router, deps);
  addBulk(router, deps);
  addChanges(router, deps);
  addNumbers(router, deps);
  return router;
}

type Input = RouteInput<unknown, unknown, unknown>;
const by = ({ principal: { userId, roles }, ...input }: Input): By => ({
  actor: { userId, roles },
  request: requestOf(input),
});

function addPeople(router: Router, { db, audit, staffOf }: AdministrationRoutesDeps): void {
  router.get(
    '/administration/people',
    route({ query: StaffQuery, handler: ({ principal, query }) => readStaff(db, principal.organisationId, query) }),
  );
  router.get(
    '/administration/people.csv',
    route({
      query: StaffExport,
      async handler(input) {
        const { organisationId } = input.principal;
        const { language, zone, ...filter } = input.query;
        const object = { kind: 'organisation' as const, id: organisationId, name: 'CSV' };
        await db.transaction().execute((transaction) =>
          audit.record(transaction, organisationId, {
            ...by(input),
            action: 'staff.exported',
            object,
            source: 'tab',
          }),
        );
        const parts = cellsOf(allStaff(db, organisationId, filter), (person) => [
          person.name,
          person.extension,
          person.department,
          person.role,
          person.mailAddress,
          person.numbers.map(({ number }) => number).join(', '),
          person.linked,
          person.deactivatedAtMs === null ? null : new Date(person.deactivatedAtMs),
          person.callsTo?.name ?? null,
        ]);
        const reader = { language, zone };
        await sendCsv(input.response, { name: 'vaxel-people', reader, header: staffHeader[language], parts });
      },
    }),
  );
  router.post(
    '/administration/people',
    route({
      body: NewStaff,
      handler(input) {
        input.response.status(201);
        return staffOf(input.principal.organisationId).add(input.body, by(input));
      },
    }),
  );
}

/** Several at once. */
function addBulk(router: Router, { staffOf }: AdministrationRoutesDeps): void {
  router.post(
    '/administration/people/bulk',
    route({
      body: BulkChange,
      handler: (input) => staffOf(input.principal.organisationId).bulk(input.body, by(input)),
    }),
  );
  router.post(
    '/administration/people/bulk/undo',
    route({
      body: BulkUndo,
      handler: (input) => staffOf(input.principal.organisationId).undoBulk(input.body, by(input)),
    }),
  );
}

function addChanges(router: Router, { db, staffOf }: AdministrationRoutesDeps): void {
  router.get(
    '/administration/people/:id',
    route({
      params: StaffParams,
      handler: ({ principal, params }) => readPerson(db, principal.organisationId, params.id),
    }),
  );
  router.patch(
    '/administration/people/:id',
    route({
      params: StaffParams,
      body: StaffChange,
      handler: (input) => staffOf(input.principal.organisationId).change(input.params.id, input.body, by(input)),
    }),
  );
  router.post(
    '/administration/people/:id/deactivate',
    route({
      params: StaffParams,
      body: Deactivation,
      handler: (input) => staffOf(input.principal.organisationId).deactivate(input.params.id, input.body, by(input)),
    }),
  );
  router.post(
    '/administration/people/:id/reactivate',
    route({
      params: StaffParams,
      handler: (input) => staffOf(input.principal.organisationId).reactivate(input.params.id, by(input)),
    }),
  );
}

function addNumbers(router: Router, { db, audit }: AdministrationRoutesDeps): void {
  router.get(
    '/administration/numbers',
    route({ query: NumbersQuery, handler: ({ principal, query }) => readNumbers(db, principal.organisationId, query) }),
  );
  router.get(
    '/administration/numbers.csv',
    route({
      query: NumbersExport,
      async handler({ principal: { organisationId }, query: { language, zone, ...filter }, response }) {
        const parts = cellsOf(allNumbers(db, organisationId, filter), ({ number, user, inRange }) => [
          number,
          user?.name ?? null,
          user?.label ?? null,
          inRange,
        ]);
        const reader = { language, zone };
        await sendCsv(response, { name: 'vaxel-numbers', reader, header: numbersHeader[language], parts });
      },
    }),
  );
  router.post(
    '/administration/number-ranges',
    route({
      body: NewRange,
      handler: (input) => addRange(db, audit, input.principal.organisationId, input.body, by(input)),
    }),
  );
  router.delete(
    '/administration/number-ranges/:first',
    route({
      params: RangeParams,
      handler: (input) => removeRange(db, audit, input.principal.organisationId, input.params.first, by(input)),
    }),
  );
}

const staffHeader = {
  sv: [
    'Namn',
    'Anknytning',
    'Avdelning',
    'Titel',
    'E-post',
    'Nummer',
    'Kopplad',
    'Inaktiverad ({zone})',
    'Samtal till',
  ],
  en: ['Name', 'Extension', 'Department', 'Title', 'E-mail', 'Numbers', 'Linked', 'Deactivated ({zone})', 'Calls to'],
} as const;
const numbersHeader = {
  sv: ['Nummer', 'Namn', 'Benämning', 'I serie'],
  en: ['Number', 'Name', 'Label', 'In series'],
} as const;

async function* cellsOf<Row>(
  parts: AsyncIterable<readonly Row[]>,
  cells: (row: Row) => Cell[],
): AsyncGenerator<readonly (readonly Cell[])[]> {
  for await (const rows of parts) yield rows.map(cells);
}

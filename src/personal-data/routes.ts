import { Router } from 'express';
import { z } from 'zod';
import { UserId } from '../contract/ids';
import { PersonalDataQuery } from '../contract/personal-data/personal-data';
import { byteOrderMark, csvLines, separatorOf } from '../csv/write-csv';
import { requestOf, route } from '../http/route';
import { rowsAbout } from './about-person';
import { erasePerson, findPerson, type Erasure } from './erase';

const ofPerson = z.object({ userId: UserId });

/** `/administration/people/:userId/personal-data`: all of it as a file, and its erasure. */
export function createPersonalDataRoutes({ db, audit }: Erasure): Router {
  const router = Router();
  router.get(
    '/administration/people/:userId/personal-data',
    route({
      params: ofPerson,
      query: PersonalDataQuery,
      async handler({ principal, params: { userId }, query: { as, language }, request, response }) {
        const { organisationId } = principal;
        const person = await findPerson(db, organisationId, userId);
        await db.transaction().execute((transaction) =>
          audit.record(transaction, organisationId, {
            actor: principal,
            action: 'person.exported',
            object: { kind: 'person', id: userId, name: person.name },
            source: 'tab',
            request: requestOf({ request, response }),
          }),
        );
        const tables = await rowsAbout(db, person);
        response.attachment(`person-${userId}.${as}`);
        if (as === 'json')
          response.type('json').send(JSON.stringify({ person: { userId, name: person.name }, tables }, null, 2));
        else response.type('text/csv; charset=utf-8').send(asCsv(tables, language));
      },
    }),
  );
  router.delete(
    '/administration/people/:userId/personal-data',
    route({
      params: ofPerson,
      handler: ({ principal, params: { userId }, request, response }) =>
        erasePerson(
          { db, audit },
          { actor: principal, request: requestOf({ request, response }) },
          principal.organisationId,
          userId,
        ),
    }),
  );
  return router;
}

/** A line for each value: where it stands, in which row, what it is. */
function asCsv(tables: Record<string, Record<string, unknown>[]>, language: 'sv' | 'en'): string {
  const header = language === 'sv' ? ['Tabell', 'Rad', 'Fält', 'Värde'] : ['Table', 'Row', 'Field', 'Value'];
  const lines = Object.entries(tables).flatMap(([table, rows]) =>
    rows.flatMap((row, place) =>
      Object.entries(row).map(([field, value]) => [table, place + 1, field, text(value)] as const),
    ),
  );
  return byteOrderMark + csvLines([header, ...lines], separatorOf(language));
}

function text(value: unknown): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : (value as string | number | boolean);
}

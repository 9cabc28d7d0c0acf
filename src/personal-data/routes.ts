import { Router } from 'express';
import { z } from 'zod';
import { UserId } from '../contract/ids';
import { PersonalDataQuery } from '../contract/personal-data/personal-data';
import { sendCsv, sendText } from '../csv/send-csv';
import type { Cell } from '../csv/write-csv';
import { requestOf, route } from '../http/route';
import { rowsAbout, type RowsAbout } from './about-person';
import { erasePerson, findPerson, type Erasure } from './erase';

/** What is heard of a row, as a file of Ogg Opus; null = nothing is. */
export type SoundOf = (table: string, row: Record<string, unknown>) => Promise<Buffer | null>;

const ofPerson = z.object({ userId: UserId });

/** `/administration/people/:userId/personal-data`: all of it as a file, and its erasure. */
export function createPersonalDataRoutes(erasure: Erasure, soundOf: SoundOf): Router {
  const { db, audit } = erasure;
  const router = Router();
  router.get(
    '/administration/people/:userId/personal-data',
    route({
      params: ofPerson,
      query: PersonalDataQuery,
      async handler({ principal, params: { userId }, query: { as, ...reader }, request, response }) {
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
        const about = rowsAbout(db, person);
        if (as === 'csv') {
          const header = csvHeader[reader.language];
          await sendCsv(response, { name: `person-${userId}`, reader, header, parts: inCells(about) });
          return;
        }
        response.attachment(`person-${userId}.json`).type('json');
        await sendText(response, inJson({ userId, name: person.name }, about, soundOf));
      },
    }),
  );
  router.delete(
    '/administration/people/:userId/personal-data',
    route({
      params: ofPerson,
      handler: ({ principal, params: { userId }, request, response }) =>
        erasePerson(
          erasure,
          { actor: principal, request: requestOf({ request, response }) },
          principal.organisationId,
          userId,
        ),
    }),
  );
  return router;
}

const csvHeader = {
  sv: ['Tabell', 'Rad', 'Fält', 'Värde'],
  en: ['Table', 'Row', 'Field', 'Value'],
} as const;

/** A line for each value: where it stands, in which row, what it is. */
async function* inCells(about: AsyncIterable<RowsAbout>): AsyncGenerator<readonly (readonly Cell[])[]> {
  let [current, place] = ['', 0];
  for await (const { table, rows } of about) {
    if (table !== current) [current, place] = [table, 0];
    yield rows.flatMap((row) => {
      place += 1;
      return Object.entries(row).map(([field, value]) => [table, place, field, text(value)]);
    });
  }
}

/** `{person, tables: {name: [rows]}}`; what is heard of a row stands in it, as base64. */
async function* inJson(person: object, about: AsyncIterable<RowsAbout>, soundOf: SoundOf): AsyncGenerator<string> {
  let current: string | null = null;
  yield `{"person":${JSON.stringify(person)},"tables":{`;
  for await (const { table, rows } of about) {
    const begin = `${current === null ? '' : '],'}\n${JSON.stringify(table)}:[\n`;
    let before = table === current ? ',\n' : begin;
    for (const row of rows) {
      // One after the other: a message may be some hundred kilobytes.
      const sound = await soundOf(table, row);
      yield before + JSON.stringify(sound === null ? row : { ...row, sound: sound.toString('base64') });
      before = ',\n';
    }
    current = table;
  }
  yield `${current === null ? '' : ']'}}}\n`;
}

function text(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' && !(value instanceof Date) ? JSON.stringify(value) : (value as Cell);
}

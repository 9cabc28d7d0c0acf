import type { Router } from 'express';
import type { CallsFeature } from '../calls/feature';
import { refusedWhy, classWords, ways } from '../contract/rules/refused-words';
import { RefusedExport, RefusedQuery, type RefusedCall, type RefusedPage } from '../contract/rules/refused-calls';
import type { CsvReader } from '../contract/csv';
import type { OrganisationId } from '../contract/ids';
import { sendCsv } from '../csv/send-csv';
import type { Cell } from '../csv/write-csv';
import { requestOf, route } from '../http/route';
import type { RulesDeps } from './service';

export interface RefusedRoutesDeps
  extends Pick<CallsFeature, 'refusedCalls'>, Pick<RulesDeps, 'db' | 'audit' | 'lines'> {}

/** Rows that a file has at most: more are not kept. */
const [mostExported, part] = [20_000, 1_000];

/** `GET /administration/rights/refused`, and the same as a file: calls outside that were not made, and why. */
export function addRefusedRoutes(router: Router, deps: RefusedRoutesDeps): Router {
  router.get(
    '/administration/rights/refused',
    route({
      query: RefusedQuery,
      handler: ({ principal, query }) => page(deps, principal.organisationId, query),
    }),
  );
  router.get(
    '/administration/rights/refused.csv',
    route({
      query: RefusedExport,
      async handler({ principal, query: reader, request, response }) {
        const { organisationId } = principal;
        await deps.db.transaction().execute((transaction) =>
          deps.audit.record(transaction, organisationId, {
            actor: principal,
            action: 'refused.exported',
            object: { kind: 'organisation', id: organisationId, name: '' },
            source: 'tab',
            request: requestOf({ request, response }),
          }),
        );
        const parts = inCells(deps, organisationId, reader);
        await sendCsv(response, { name: 'vaxel-refused-calls', reader, header: headers[reader.language], parts });
      },
    }),
  );
  return router;
}

async function page(
  { refusedCalls, lines }: RefusedRoutesDeps,
  organisationId: OrganisationId,
  { before, limit }: RefusedQuery,
): Promise<RefusedPage> {
  const found = await refusedCalls.page(organisationId, { before, limit: limit + 1 });
  const rows = found.slice(0, limit).map(({ userId, organisationId: _, ...call }): RefusedCall => {
    const name = lines.user(userId)?.displayName ?? null;
    return { ...call, person: { userId, name } };
  });
  return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
}

async function* inCells(
  deps: RefusedRoutesDeps,
  organisationId: OrganisationId,
  { language }: CsvReader,
): AsyncIterable<readonly (readonly Cell[])[]> {
  let before: string | undefined;
  for (let given = 0; given < mostExported; given += part) {
    const { rows, next } = await page(deps, organisationId, { before, limit: part });
    yield rows.map((row) => cells(row, language));
    if (next === null) return;
    before = next;
  }
}

const headers = {
  sv: ['Tid ({zone})', 'Vem', 'Nummer', 'Slag', 'Varför', 'Hur'],
  en: ['Time ({zone})', 'Who', 'Number', 'Kind', 'Why', 'How'],
} as const;

const cells = ({ atMs, person, number, reason, way, ...row }: RefusedCall, language: 'sv' | 'en'): Cell[] => [
  new Date(atMs),
  person.name ?? person.userId,
  number,
  classWords[language][row.class],
  refusedWhy(reason, language),
  ways[language][way],
];

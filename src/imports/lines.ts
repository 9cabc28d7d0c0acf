import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { ContactId } from '../contract/ids';
import type { ImportLinesPage, ImportLinesQuery, ImportLineView } from '../contract/imports/imports';
import type { Database } from '../ports/database';
import { missingFrom, type DryRunJob } from './dry-run';
import { keysInOrder, standingJson } from './standing';
import type { StandingContact } from './compare';

/** What becomes of the lines of an import, in the order of the file. */
export async function readLines(
  db: Kysely<Database>,
  job: DryRunJob,
  { outcome, after, limit }: ImportLinesQuery,
): Promise<ImportLinesPage> {
  const from = Number(after ?? -1);
  const lines = await (outcome === 'missing'
    ? readMissing(db, job, from, limit + 1)
    : readOf(db, job, { outcome, from, limit: limit + 1 }));
  const shown = lines.slice(0, limit);
  return { lines: shown, next: lines.length > limit ? String(shown.at(-1)?.line) : null };
}

interface Part {
  readonly outcome: ImportLinesQuery['outcome'];
  readonly from: number;
  readonly limit: number;
}

async function readOf(db: Kysely<Database>, job: DryRunJob, { outcome, from, limit }: Part): Promise<ImportLineView[]> {
  const rows = await db
    .selectFrom('import_line')
    .select(['line', 'outcome', 'reason', 'detail', 'contact_id', 'name', 'before', 'after'])
    .where('organisation_id', '=', job.organisationId)
    .where('import_id', '=', job.importId)
    .where('outcome', '=', outcome)
    .where('line', '>', from)
    .orderBy('line')
    .limit(limit)
    .execute();
  return rows.map(({ contact_id: contactId, ...row }) => ({ ...row, contactId }));
}

interface MissingRow {
  readonly line: number;
  readonly id: ContactId;
  readonly standing: StandingContact;
}

/** Contacts that the file does not have, as they stand now; counted, since they have no line. */
async function readMissing(
  db: Kysely<Database>,
  job: DryRunJob,
  from: number,
  limit: number,
): Promise<ImportLineView[]> {
  const { rows } = await sql<MissingRow>`
    select * from (select (row_number() over (order by contact.display_name, contact.id))::integer as line, contact.id,
      ${standingJson} as standing
    from contact left join app_user on app_user.contact_id = contact.id where ${missingFrom(job)}) as missing
    where line > ${from} order by line limit ${limit}`.execute(db);
  return rows.map(({ line, id, standing }) => ({
    line,
    outcome: 'missing',
    reason: null,
    detail: null,
    contactId: id,
    name: standing.name,
    before: keysInOrder(standing),
    after: null,
  }));
}

/** All lines that differ, for a file; errors first. */
export async function* allLines(db: Kysely<Database>, job: DryRunJob): AsyncGenerator<readonly ImportLineView[]> {
  for (const outcome of ['error', 'new', 'changed', 'missing'] as const) {
    for (let after: string | undefined; ;) {
      const { lines, next } = await readLines(db, job, {
        outcome,
        limit: 1_000,
        ...(after !== undefined && { after }),
      });
      if (lines.length > 0) yield lines;
      if (next === null) break;
      after = next;
    }
  }
}

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { ImportField, ImportRefusal } from '../contract/imports/fields';
import type { ImportChange, ImportCounts, ImportId } from '../contract/imports/imports';
import type { OrganisationId } from '../contract/ids';
import type { Database } from '../ports/database';
import { searchText } from '../search/search-text';
import { compare, type Compared, type SeenKeys, type StandingContact } from './compare';
import { readFile, RefusedFile, type Found } from './read/read-file';
import type { FileLine } from './read/read-line';
import { ofCompany, readCandidates } from './standing';

export interface DryRunJob {
  readonly organisationId: OrganisationId;
  readonly importId: ImportId;
}

/** @param total lines so far, or a guess at all */
export type OnProgress = (done: number, total: number) => void;

/** Reads the file that was stored and says of each line what it would do; nothing else is changed. */
export async function dryRun(db: Kysely<Database>, job: DryRunJob, onProgress: OnProgress): Promise<void> {
  try {
    const bytes = await readParts(db, job);
    const { found, parts } = readFile(bytes, await readOptions(db, job));
    const { organisationId, importId } = job;
    await sql`delete from import_line where organisation_id = ${organisationId} and import_id = ${importId}`.execute(
      db,
    );
    // A guess until it is read: lines of this length.
    const guess = Math.max(1, Math.round(bytes.length / 70));
    const counts = await stage(db, job, parts, (done) => onProgress(done, Math.max(done, guess)));
    await finish(db, job, { state: 'ready', found, counts, refusal: null });
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error;
    await finish(db, job, { state: 'refused', found: null, counts: none, refusal: error.refusal });
  }
}

const none: ImportCounts = { new: 0, changed: 0, unchanged: 0, error: 0, missing: 0 };

async function readParts(db: Kysely<Database>, { organisationId, importId }: DryRunJob): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  for (let position = 0; ; position += 1) {
    const row = await db
      .selectFrom('import_part')
      .select('bytes')
      .where('organisation_id', '=', organisationId)
      .where('import_id', '=', importId)
      .where('position', '=', position)
      .executeTakeFirst();
    if (row === undefined) return Buffer.concat(parts);
    parts.push(row.bytes);
  }
}

async function readOptions(db: Kysely<Database>, { organisationId, importId }: DryRunJob) {
  const { country, chosen } = await db
    .selectFrom('import')
    .innerJoin('organisation', 'organisation.id', 'import.organisation_id')
    .select(['organisation.country', 'import.chosen'])
    .where('import.organisation_id', '=', organisationId)
    .where('import.id', '=', importId)
    .executeTakeFirstOrThrow();
  const remembered = await db
    .selectFrom('import_header')
    .select(['header', 'field'])
    .where('organisation_id', '=', organisationId)
    .execute();
  const { encoding = 'auto', separator = 'auto', fields = null } = chosen as ImportChange;
  return {
    country,
    encoding,
    separator,
    fields,
    remembered: new Map(remembered.map(({ header, field }) => [header, field as ImportField])),
  };
}

async function stage(
  db: Kysely<Database>,
  job: DryRunJob,
  parts: Iterable<readonly FileLine[]>,
  onDone: (lines: number) => void,
): Promise<ImportCounts> {
  const counts = { ...none };
  const seen: SeenKeys = new Map();
  let done = 0;
  for (const lines of parts) {
    const candidates = await readCandidates(
      db,
      job.organisationId,
      lines.map(({ read }) => read),
    );
    const compared = lines.map((each) => ({ ...each, result: compare(each, candidates, seen) }));
    for (const { result } of compared) counts[result.outcome] += 1;
    await insertLines(db, job, compared);
    done += lines.length;
    onDone(done);
  }
  return { ...counts, missing: await countMissing(db, job) };
}

interface ComparedLine extends FileLine {
  readonly result: Compared;
}

async function insertLines(
  db: Kysely<Database>,
  { organisationId, importId }: DryRunJob,
  lines: readonly ComparedLine[],
): Promise<void> {
  const rows = lines.map(({ line, read, result }) => ({ line, name: read.name, ...columnsOf(result) }));
  await sql`
    insert into import_line (organisation_id, import_id, line, name, outcome, reason, detail, contact_id, before, after,
      search_text, search_text_before)
    select ${organisationId}, ${importId}, line, name, outcome, reason, detail, contact_id, before, after, search_text,
      search_text_before
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (line integer, name text, outcome text, reason text,
      detail text, contact_id uuid, before jsonb, after jsonb, search_text text, search_text_before text)`.execute(db);
}

function columnsOf(result: Compared) {
  if (result.outcome === 'error') return { outcome: result.outcome, reason: result.reason, detail: result.detail };
  const { outcome, after } = result;
  if (outcome === 'unchanged') return { outcome, contact_id: result.id };
  const made = { after, search_text: searchTextOf(after) };
  if (outcome === 'new') return { outcome, contact_id: randomUUID(), ...made };
  const { id, before } = result;
  return { outcome, contact_id: id, before, search_text_before: searchTextOf(before), ...made };
}

/** One without a letter or digit has a line break, which is not empty and matches nothing. */
function searchTextOf({ name, ...contact }: StandingContact): string {
  return searchText({ displayName: name, ...contact }) || '\n';
}

/** The company's contacts, no colleagues, that the file says nothing of. */
export const missingFrom = ({ organisationId, importId }: DryRunJob) => sql<boolean>`
  ${ofCompany(organisationId)} and not exists (select from app_user where app_user.contact_id = contact.id)
  and not exists (select from import_line where import_line.import_id = ${importId}
    and import_line.contact_id = contact.id)`;

async function countMissing(db: Kysely<Database>, job: DryRunJob): Promise<number> {
  const { rows } = await sql<{ count: string }>`select count(*) from contact where ${missingFrom(job)}`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

interface Finished {
  readonly state: 'ready' | 'refused';
  readonly found: Found | null;
  readonly counts: ImportCounts;
  readonly refusal: ImportRefusal | null;
}

async function finish(
  db: Kysely<Database>,
  { organisationId, importId }: DryRunJob,
  finished: Finished,
): Promise<void> {
  const { state, found, counts, refusal } = finished;
  await db
    .updateTable('import')
    .set({
      state,
      refusal,
      counts: JSON.stringify(counts),
      ...(found === null ? {} : { found: JSON.stringify(found), format: found.format }),
    })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', importId)
    // Given up meanwhile: what it says is not to be heard any more.
    .where('state', '=', 'reading')
    .execute();
}

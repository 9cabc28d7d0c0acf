import { sql } from 'kysely';
import type { Kysely, RawBuilder, Transaction } from 'kysely';
import { VaxelError } from '../contract/errors';
import type { ImportCounts } from '../contract/imports/imports';
import type { AuditActor, AuditLog } from '../ports/audit';
import type { Database } from '../ports/database';
import { missingFrom, type DryRunJob, type OnProgress } from './dry-run';
import { keepMemberships, keepPhotos } from './memberships';
import { foldedHeader } from './read/headers';
import type { Found } from './read/read-file';
import { ofCompany, standingJson } from './standing';

export interface ApplyJob extends DryRunJob {
  readonly actor: AuditActor;
  readonly removeMissing: boolean;
}

/** Lines of one statement: each keeps the time that the database has for one. */
export const batch = 2_000;

/** In one transaction, or nothing of it. @throws VaxelError administration.changedMeanwhile, request.notFound */
export async function apply(
  db: Kysely<Database>,
  audit: AuditLog,
  job: ApplyJob,
  onProgress: OnProgress,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const { counts, found, fileName } = await locked(transaction, job, 'applying');
    if (job.removeMissing) await stageMissing(transaction, job);
    const last = await lastLine(transaction, job);
    for (let from = 0; from <= last; from += batch) {
      await lockContacts(transaction, [linesOf(job, 'changed', from), others]);
      await checkChanged(transaction, job, from);
      await checkNew(transaction, job, from);
      await insertNew(transaction, job, from);
      await updateChanged(transaction, job, from, others);
      if (job.removeMissing) await deleteMissing(transaction, job, from);
      onProgress(Math.min(last, from + batch), last);
    }
    // Colleagues last: whoever changes the own status meanwhile waits for the end of what is changed here.
    for (let from = 0; from <= last; from += batch) {
      await lockContacts(transaction, [linesOf(job, 'changed', from), colleagues]);
      await checkChanged(transaction, job, from, colleagues);
    }
    for (let from = 0; from <= last; from += batch) await updateChanged(transaction, job, from, colleagues);
    await remember(transaction, job, found);
    await sql`update import set state = 'applied', applied_at = now(), removed_missing = ${job.removeMissing}
      where organisation_id = ${job.organisationId} and id = ${job.importId}`.execute(transaction);
    // Its lines tell all that an undo needs; what a file says of people stays no longer than it has to.
    await sql`delete from import_part where import_id = ${job.importId}`.execute(transaction);
    await audit.record(transaction, job.organisationId, {
      actor: job.actor,
      action: 'contacts.imported',
      object: { kind: 'import', id: job.importId, name: fileName },
      after: {
        added: counts.new,
        changed: counts.changed,
        unchanged: counts.unchanged,
        errors: counts.error,
        removed: job.removeMissing ? counts.missing : 0,
      },
      source: 'import',
    });
  });
  await sql`analyze contact`.execute(db);
}

/** The import, for nobody else until the transaction ends. @throws VaxelError request.notFound */
export async function locked(
  transaction: Transaction<Database>,
  { organisationId, importId }: DryRunJob,
  state: 'applying' | 'undoing',
): Promise<{ readonly counts: ImportCounts; readonly found: Found; readonly fileName: string }> {
  const row = await transaction
    .selectFrom('import')
    .select(['counts', 'found', 'file_name'])
    .where('organisation_id', '=', organisationId)
    .where('id', '=', importId)
    .where('state', '=', state)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new VaxelError('request.notFound');
  // Less to merge at each page of the indexes.
  await sql`set local work_mem = '64MB'`.execute(transaction);
  return { counts: row.counts as ImportCounts, found: row.found as Found, fileName: row.file_name };
}

export async function lastLine(transaction: Transaction<Database>, { importId }: DryRunJob): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(line), 0) as last from import_line where import_id = ${importId}`.execute(transaction);
  return rows[0]?.last ?? 0;
}

/** The lines of one statement, with an outcome. */
export const linesOf = ({ organisationId, importId }: DryRunJob, outcome: string, from: number) => sql<boolean>`
  line.organisation_id = ${organisationId} and line.import_id = ${importId} and line.outcome = ${outcome}
  and line.line >= ${from} and line.line < ${from + batch}`;

const everybody = sql<boolean>`true`;

/** What is looked at stays so until it is written: whoever changes one of these waits, and changes what is there. */
export async function lockContacts(
  transaction: Transaction<Database>,
  conditions: readonly RawBuilder<boolean>[],
): Promise<void> {
  await sql`
    select from contact join import_line line on line.contact_id = contact.id
    where ${sql.join(conditions, sql` and `)} order by contact.id for no key update of contact`.execute(transaction);
}

/** What the dry run saw is what stands there. */
async function checkChanged(
  transaction: Transaction<Database>,
  job: ApplyJob,
  from: number,
  whose: RawBuilder<boolean> = everybody,
): Promise<void> {
  const { rows } = await sql`
    select from import_line line
      left join contact on contact.id = line.contact_id and ${ofCompany(job.organisationId)}
      left join app_user on app_user.contact_id = contact.id
    where ${linesOf(job, 'changed', from)} and ${whose}
      and (contact.id is null or ${standingJson} is distinct from line.before) limit 1`.execute(transaction);
  if (rows.length > 0) throw changedMeanwhile();
}

/** What was new for the dry run still is. */
async function checkNew(transaction: Transaction<Database>, job: ApplyJob, from: number): Promise<void> {
  const own = ofCompany(job.organisationId);
  const { rows } = await sql`
    select from import_line line where ${linesOf(job, 'new', from)} and (
      exists (select from contact where ${own} and contact.external_id = line.after ->> 'externalId')
      or exists (select from contact where ${own} and contact.mail_address is not null
        and lower(contact.mail_address) = lower(line.after ->> 'mail'))
      or exists (select from app_user where app_user.organisation_id = ${job.organisationId}
        and (app_user.extension = line.after ->> 'extension'
          or lower(app_user.mail_address) = lower(line.after ->> 'mail')))
    ) limit 1`.execute(transaction);
  if (rows.length > 0) throw changedMeanwhile();
}

const changedMeanwhile = () =>
  new VaxelError('administration.changedMeanwhile', 'Contacts of the import were changed since the dry run.');

const fields = sql.raw(`after ->> 'name' as name, after ->> 'company' as company, after ->> 'department' as department,
  after ->> 'role' as role, after ->> 'extension' as extension, after ->> 'mail' as mail,
  after ->> 'externalId' as external_id, after -> 'numbers' as numbers`);

async function insertNew(transaction: Transaction<Database>, job: ApplyJob, from: number): Promise<void> {
  await sql`
    insert into contact (id, organisation_id, display_name, company, department, role, extension, mail_address,
      external_id, numbers, search_text)
    select contact_id, organisation_id, name, company, department, role, extension, mail, external_id, numbers,
      search_text
    from (select line.contact_id, line.organisation_id, line.search_text, ${fields} from import_line line
      where ${linesOf(job, 'new', from)} order by line.line) as row`.execute(transaction);
  await insertTokens(transaction, job, 'new', from);
}

/** The words of the search text, for searches of one or two characters. */
export async function insertTokens(
  transaction: Transaction<Database>,
  job: DryRunJob,
  outcome: string,
  from: number,
  whose: RawBuilder<boolean> = everybody,
): Promise<void> {
  await sql`
    insert into contact_token (organisation_id, contact_id, token)
    select contact.organisation_id, contact.id, token
    from import_line line join contact on contact.id = line.contact_id,
      lateral (select distinct regexp_split_to_table(contact.search_text, '[ \n]')) as words (token)
    where ${linesOf(job, outcome, from)} and ${whose} and token <> ''`.execute(transaction);
}

export async function deleteTokens(
  transaction: Transaction<Database>,
  job: DryRunJob,
  outcome: string,
  from: number,
  whose: RawBuilder<boolean> = everybody,
): Promise<void> {
  await sql`
    delete from contact_token using import_line line
    where contact_token.contact_id = line.contact_id and ${linesOf(job, outcome, from)} and ${whose}`.execute(
    transaction,
  );
}

const colleagues = sql<boolean>`exists (select from app_user where app_user.contact_id = line.contact_id)`;
const others = sql<boolean>`not ${colleagues}`;

async function updateChanged(
  transaction: Transaction<Database>,
  job: ApplyJob,
  from: number,
  whose: RawBuilder<boolean>,
): Promise<void> {
  const { numAffectedRows } = await sql`
    update contact set display_name = row.name, company = row.company, department = row.department, role = row.role,
      extension = row.extension, external_id = row.external_id, numbers = row.numbers,
      mail_address = case when exists (select from app_user where app_user.contact_id = contact.id)
        then contact.mail_address else row.mail end,
      search_text = row.search_text
    from (select line.contact_id, line.search_text, ${fields} from import_line line
      where ${linesOf(job, 'changed', from)} and ${whose}) as row
    where contact.id = row.contact_id`.execute(transaction);
  if (numAffectedRows === 0n) return;
  await deleteTokens(transaction, job, 'changed', from, whose);
  await insertTokens(transaction, job, 'changed', from, whose);
}

/** A line for each contact that the file does not have, behind those of the file. Nobody changes them any more. */
async function stageMissing(transaction: Transaction<Database>, job: ApplyJob): Promise<void> {
  await sql`select from contact where ${missingFrom(job)} order by contact.id for update`.execute(transaction);
  await sql`
    insert into import_line (organisation_id, import_id, line, outcome, name, contact_id, before, search_text)
    select contact.organisation_id, ${job.importId}, (select coalesce(max(line), 0) from import_line
      where import_id = ${job.importId}) + row_number() over (order by contact.id), 'missing', contact.display_name,
      contact.id, ${standingJson}, contact.search_text
    from contact left join app_user on app_user.contact_id = contact.id where ${missingFrom(job)}`.execute(transaction);
}

async function deleteMissing(transaction: Transaction<Database>, job: ApplyJob, from: number): Promise<void> {
  await keepMemberships(transaction, job, linesOf(job, 'missing', from));
  await keepPhotos(transaction, job, linesOf(job, 'missing', from));
  await deleteTokens(transaction, job, 'missing', from);
  await sql`delete from contact using import_line line
    where contact.id = line.contact_id and ${linesOf(job, 'missing', from)}`.execute(transaction);
}

/** Headers that an organisation has remembered; where there is no room for more it begins anew. */
const mostHeaders = 2_000;

/** What each header was taken for, for the next file. */
async function remember(
  transaction: Transaction<Database>,
  job: ApplyJob,
  { headers, fields: taken }: Found,
): Promise<void> {
  const rows = new Map(headers.map((header, index) => [foldedHeader(header), taken[index] ?? 'ignore']));
  rows.delete('');
  if (rows.size === 0) return;
  const { count } = await transaction
    .selectFrom('import_header')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('organisation_id', '=', job.organisationId)
    .executeTakeFirstOrThrow();
  if (Number(count) + rows.size > mostHeaders)
    await transaction.deleteFrom('import_header').where('organisation_id', '=', job.organisationId).execute();
  await transaction
    .insertInto('import_header')
    .values([...rows].map(([header, field]) => ({ organisation_id: job.organisationId, header, field })))
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'header']).doUpdateSet(({ ref }) => ({ field: ref('excluded.field') })),
    )
    .execute();
}

import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import type { AuditActor, AuditLog } from '../ports/audit';
import type { Database } from '../ports/database';
import { batch, deleteTokens, insertTokens, lastLine, linesOf, lockContacts, locked } from './apply';
import type { DryRunJob, OnProgress } from './dry-run';
import { restoreMemberships, restorePhotos } from './memberships';
import { ofCompany, standingJson } from './standing';

export interface UndoJob extends DryRunJob {
  readonly actor: AuditActor;
}

/**
 * Takes back what an import did, in one transaction: what it added goes, what it changed or removed is as it was. A
 * contact that somebody has changed since, or that has become a colleague, stays as it is.
 */
export async function undo(db: Kysely<Database>, audit: AuditLog, job: UndoJob, onProgress: OnProgress): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const { counts, fileName } = await locked(transaction, job, 'undoing');
    const last = await lastLine(transaction, job);
    let undone = 0;
    let removed = 0;
    for (let from = 0; from <= last; from += batch) {
      undone += (await takeAway(transaction, job, from)) + (await putBack(transaction, job, from));
      removed += await bringBack(transaction, job, from);
      onProgress(Math.min(last, from + batch), last);
    }
    await sql`delete from import_photo where import_id = ${job.importId}`.execute(transaction);
    const kept = counts.new + counts.changed - undone;
    await sql`update import set state = 'undone', kept = ${kept}
      where organisation_id = ${job.organisationId} and id = ${job.importId}`.execute(transaction);
    await audit.record(transaction, job.organisationId, {
      actor: job.actor,
      action: 'contacts.importUndone',
      object: { kind: 'import', id: job.importId, name: fileName },
      after: { changed: undone, kept, added: removed },
      source: 'import',
    });
  });
  await sql`analyze contact`.execute(db);
}

/** Only those that are as the import has left them. */
const untouched = sql<boolean>`${standingJson} = line.after`;

async function takeAway(transaction: Transaction<Database>, job: UndoJob, from: number): Promise<number> {
  await lockContacts(transaction, [linesOf(job, 'new', from)]);
  const gone = sql`
    select contact.id from import_line line join contact on contact.id = line.contact_id
      left join app_user on app_user.contact_id = contact.id
    where ${linesOf(job, 'new', from)} and ${ofCompany(job.organisationId)} and app_user.id is null and ${untouched}
      and contact.photo is null`;
  await sql`delete from contact_token where contact_id in (${gone})`.execute(transaction);
  const { numAffectedRows } = await sql`delete from contact where id in (${gone})`.execute(transaction);
  return Number(numAffectedRows ?? 0);
}

const before = sql.raw(`line.before ->> 'name' as name, line.before ->> 'company' as company,
  line.before ->> 'department' as department, line.before ->> 'role' as role, line.before ->> 'extension' as extension,
  line.before ->> 'mail' as mail, line.before ->> 'externalId' as external_id, line.before -> 'numbers' as numbers`);

async function putBack(transaction: Transaction<Database>, job: UndoJob, from: number): Promise<number> {
  await lockContacts(transaction, [linesOf(job, 'changed', from)]);
  const { numAffectedRows } = await sql`
    update contact set display_name = row.name, company = row.company, department = row.department, role = row.role,
      extension = row.extension, external_id = row.external_id, numbers = row.numbers,
      mail_address = case when row.is_user then contact.mail_address else row.mail end,
      search_text = row.search_text_before
    from (select line.contact_id, line.search_text_before, app_user.id is not null as is_user, ${before}
      from import_line line join contact on contact.id = line.contact_id
        left join app_user on app_user.contact_id = contact.id
      where ${linesOf(job, 'changed', from)} and ${ofCompany(job.organisationId)} and ${untouched}) as row
    where contact.id = row.contact_id`.execute(transaction);
  if (numAffectedRows === 0n) return 0;
  await deleteTokens(transaction, job, 'changed', from);
  await insertTokens(transaction, job, 'changed', from);
  return Number(numAffectedRows ?? 0);
}

async function bringBack(transaction: Transaction<Database>, job: UndoJob, from: number): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into contact (id, organisation_id, display_name, company, department, role, extension, mail_address,
      external_id, numbers, search_text)
    select contact_id, organisation_id, name, company, department, role, extension, mail, external_id, numbers,
      search_text
    from (select line.contact_id, line.organisation_id, line.search_text, ${before} from import_line line
      where ${linesOf(job, 'missing', from)} and line.before is not null) as row
    on conflict do nothing`.execute(transaction);
  if (numAffectedRows === 0n) return 0;
  await deleteTokens(transaction, job, 'missing', from);
  await insertTokens(transaction, job, 'missing', from);
  await restoreMemberships(transaction, job, linesOf(job, 'missing', from));
  await restorePhotos(transaction, job, linesOf(job, 'missing', from));
  return Number(numAffectedRows ?? 0);
}

import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import { VaxelError } from '../contract/errors';
import type { Database } from '../ports/database';
import type { ErasedPerson } from './about-person';
import { hasSign, withoutJson, withoutText } from './forget-traces';

/**
 * Takes somebody out of files of contacts. What was imported keeps its lines for the undo, this person's without what
 * they say; a file that is not imported yet would bring the person back, so it goes, as does one that cannot be read.
 * @throws VaxelError administration.busy while one works
 */
export async function forgetInImports(
  transaction: Transaction<Database>,
  person: ErasedPerson,
  instead: string,
): Promise<void> {
  const { organisationId, contactId } = person;
  const own = sql`organisation_id = ${organisationId}`;
  const { rows } = await sql`select from import where ${own} and state in ('reading', 'applying', 'undoing')`.execute(
    transaction,
  );
  if (rows.length > 0) throw new VaxelError('administration.busy', 'An import is under way.');
  // Somebody else of the same name, who is in the directory, stays.
  // Not called `line`: a table that has a column of its own name is that column.
  const named = hasSign(sql`to_jsonb(said)::text`, person);
  const mentions = sql`said.${own} and (said.contact_id = ${contactId} or (${named} and not exists (
    select from contact where contact.id = said.contact_id)))`;
  await sql`delete from import where ${own} and (state = 'refused' or (state = 'ready' and exists (
    select from import_line said where said.import_id = import.id and ${mentions})))`.execute(transaction);
  await sql`delete from import_photo photo using import_line said where photo.import_id = said.import_id
    and photo.contact_id = said.contact_id and ${mentions}`.execute(transaction);
  await sql`update import_line said set name = ${instead}, detail = null, before = null, after = null,
      search_text = null, search_text_before = null where ${mentions}`.execute(transaction);
  // Of what was imported the file is needed no more.
  await sql`delete from import_part using import where import_part.import_id = import.id and import.${own}
    and import.state in ('applied', 'undone')`.execute(transaction);
  // Examples are as they stand in the file: numbers in any notation.
  await sql`update import set found = ${withoutJson(sql`found - 'examples'`, person, instead)}
    where ${own} and state in ('applied', 'undone')`.execute(transaction);
  await sql`update import set file_name = ${withoutText(sql`file_name`, person, instead)} where ${own}
    and ${hasSign(sql`to_jsonb(file_name)::text`, person)}`.execute(transaction);
}

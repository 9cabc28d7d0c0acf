import type { RawBuilder, Transaction } from 'kysely';
import { sql } from 'kysely';
import { fold } from '../contract/fold';
import type { Database } from '../ports/database';
import type { ErasedPerson } from './about-person';

interface TextColumn {
  readonly table: string;
  readonly column: string;
  readonly type: 'text' | 'jsonb';
}

/**
 * What has a way of its own: what is told stays told (`audit.forget`), imports know people by what they say, and photos
 * are no texts.
 */
const apart = ['audit', 'contact_photo', 'import', 'import_line', 'import_part', 'import_photo'];

/**
 * Where texts and JSON stand beside an id of somebody, as the database itself knows it: a table that is new is in it by
 * being there.
 */
async function textColumns(transaction: Transaction<Database>): Promise<readonly TextColumn[]> {
  const { rows } = await sql<TextColumn>`
    select columns.table_name as table, columns.column_name as column, columns.data_type as type
    from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where columns.table_schema = 'public' and table_type = 'BASE TABLE' and data_type in ('text', 'jsonb')
      and is_generated = 'NEVER' and not (columns.table_name = any(${apart}))
      and exists (select from information_schema.columns as own where own.table_schema = 'public'
        and own.table_name = columns.table_name and own.column_name = 'organisation_id')
    order by 1, 2`.execute(transaction);
  return rows;
}

/**
 * Takes name, address and numbers of somebody who is gone out of all rows of others that name the person by an id, and
 * the marks of the bare numbers and the calls that are owed to them.
 */
export async function forgetTraces(
  transaction: Transaction<Database>,
  person: ErasedPerson,
  instead: string,
): Promise<void> {
  const { organisationId, userId, contactId } = person;
  const byTable = new Map<string, TextColumn[]>();
  for (const each of await textColumns(transaction))
    byTable.set(each.table, [...(byTable.get(each.table) ?? []), each]);
  for (const [table, columns] of byTable) {
    const set = columns.map(({ column, type }) => {
      const is = sql.ref(`each.${column}`);
      const without = (type === 'text' ? withoutText : withoutJson)(is, person, instead);
      return sql`${sql.ref(column)} = ${without}`;
    });
    await sql`update ${sql.table(table)} as each set ${sql.join(set)}
      where organisation_id = ${organisationId}
        and (strpos(each::text, ${userId}) > 0 or strpos(each::text, ${contactId}) > 0)
        and ${hasSign(sql`to_jsonb(each)::text`, person)}`.execute(transaction);
  }
  await sql`delete from caller_mark where organisation_id = ${organisationId}
    and number = any(${[...person.numbers]})`.execute(transaction);
  await sql`delete from to_answer as each where organisation_id = ${organisationId}
    and ${hasSign(sql`to_jsonb(each)::text`, person)}`.execute(transaction);
}

/** A row as JSON has something in it that tells who somebody is, in whatever case. */
export const hasSign = (
  row: RawBuilder<unknown>,
  { name, mailAddresses, numbers }: ErasedPerson,
): RawBuilder<boolean> => {
  const signs = [name, fold(name), ...mailAddresses, ...numbers];
  const each = signs.map((sign) => sql`strpos(lower(${row}), ${within(sign).toLowerCase()}) > 0`);
  return sql`(${sql.join(each, sql` or `)})`;
};

/** As it stands within a text of JSON. */
const within = (text: string): string => JSON.stringify(text).slice(1, -1);

export function withoutText(text: RawBuilder<unknown>, person: ErasedPerson, instead: string): RawBuilder<unknown> {
  let changed = sql`replace(replace(${text}, ${person.name}, ${instead}), ${fold(person.name)}, ${fold(instead)})`;
  for (const sign of [...person.mailAddresses, ...person.numbers]) changed = sql`replace(${changed}, ${sign}, '')`;
  return changed;
}

/** A value that is a number or an address and nothing else is none; within a longer text it is left out. */
export function withoutJson(json: RawBuilder<unknown>, person: ErasedPerson, instead: string): RawBuilder<unknown> {
  let changed = sql`replace((${json})::text, ${within(person.name)}, ${within(instead)})`;
  changed = sql`replace(${changed}, ${within(fold(person.name))}, ${within(fold(instead))})`;
  for (const sign of [...person.mailAddresses, ...person.numbers]) {
    changed = sql`replace(${changed}, ${`: ${JSON.stringify(sign)}`}, ': null')`;
    changed = sql`replace(${changed}, ${within(sign)}, '')`;
  }
  return sql`${changed}::jsonb`;
}

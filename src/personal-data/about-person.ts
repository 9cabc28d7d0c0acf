import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { ContactId, OrganisationId, UserId } from '../contract/ids';
import type { Database } from '../ports/database';

/** A column that may say whom a row is about. */
interface Column {
  readonly table: string;
  readonly column: string;
}

/** A reference to people that does not go away with them. */
interface Reference extends Column {
  readonly nullable: boolean;
}

export interface Person {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
  readonly contactId: ContactId;
  readonly name: string;
}

/** With all by which others may know the person. */
export interface ErasedPerson extends Person {
  readonly mailAddresses: readonly string[];
  /** E.164. */
  readonly numbers: readonly string[];
  /** The linked Microsoft account. */
  readonly objectId: string | null;
}

/** What is nobody's to read, not even the person's: digests of codes and tokens. */
const untold = /digest|secret|token|password/i;
const part = 500;
const placeOfRow = 'place of row';

/**
 * Where people stand, as the database itself knows it, so that a table that is new is in it by being there: columns
 * with an id in tables that say whose their rows are.
 */
async function columnsOfIds(db: Kysely<Database>): Promise<readonly Column[]> {
  const found = await sql<Column>`
    select columns.table_name as table, columns.column_name as column
    from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where columns.table_schema = 'public' and table_type = 'BASE TABLE' and column_name <> 'organisation_id'
      and (data_type = 'uuid' or column_name = 'object_id')
      and exists (select from information_schema.columns as own where own.table_schema = 'public'
        and own.table_name = columns.table_name and own.column_name = 'organisation_id')
    order by 1, 2`.execute(db);
  return found.rows;
}

/** Rows of one table, some at a time. */
export interface RowsAbout {
  readonly table: string;
  readonly rows: readonly Record<string, unknown>[];
}

/** Every row that names the person, table by table, never more of it in memory than one part. */
export async function* rowsAbout(
  db: Kysely<Database>,
  { organisationId, userId, contactId }: Person,
): AsyncGenerator<RowsAbout> {
  const byTable = new Map<string, string[]>();
  for (const { table, column } of await columnsOfIds(db)) byTable.set(table, [...(byTable.get(table) ?? []), column]);
  for (const [table, columns] of byTable) {
    const names = columns.map((column) => sql`${sql.ref(column)}::text in (${userId}, ${contactId})`);
    // Where it stands on the disk is an order that each table has, and costs nothing.
    for (let after: string | null = '(0,0)'; after !== null;) {
      const { rows }: { rows: Record<string, unknown>[] } = await sql<Record<string, unknown>>`
        select ctid::text as "${sql.raw(placeOfRow)}", * from ${sql.table(table)} where ctid > ${after}::tid
          and organisation_id = ${organisationId} and (${sql.join(names, sql` or `)})
        order by ctid limit ${part}`.execute(db);
      if (rows.length > 0) yield { table, rows: rows.map(told) };
      after = rows.length < part ? null : String(rows.at(-1)?.[placeOfRow]);
    }
  }
}

const told = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([name]) => name !== placeOfRow && !untold.test(name)));

/** Lists of people. */
export async function listsOfPeople(db: Kysely<Database>): Promise<readonly Column[]> {
  const found = await sql<Column>`
    select columns.table_name as table, columns.column_name as column
    from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where columns.table_schema = 'public' and table_type = 'BASE TABLE' and udt_name = '_uuid'`.execute(db);
  return found.rows;
}

/** Where Microsoft accounts stand that are nobody's yet. */
export async function accountColumns(db: Kysely<Database>): Promise<readonly Column[]> {
  const found = await sql<Column>`
    select columns.table_name as table, columns.column_name as column
    from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where columns.table_schema = 'public' and table_type = 'BASE TABLE' and column_name = 'entra_object_id'
      and columns.table_name <> 'app_user'`.execute(db);
  return found.rows;
}

/** Those that would keep a person from being deleted. */
export async function holdingReferences(db: Kysely<Database>): Promise<readonly Reference[]> {
  const found = await sql<Reference>`
    select conrelid::regclass::text as table, attname::text as column, not attnotnull as nullable
    from pg_constraint
    join pg_attribute on attrelid = conrelid and attnum = any (conkey)
    where contype = 'f' and confrelid = 'app_user'::regclass and confdeltype in ('a', 'r')
      and attname <> 'organisation_id'`.execute(db);
  return found.rows;
}

import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';

/** Rows that nobody can make up from the columns alone, by table. */
type RowsOf = Readonly<Record<string, (organisationId: string) => Readonly<Record<string, unknown>>>>;

interface Column {
  readonly table_name: string;
  readonly column_name: string;
  readonly data_type: string;
  readonly is_nullable: 'YES' | 'NO';
  readonly column_default: string | null;
  readonly is_generated: 'ALWAYS' | 'NEVER';
  readonly is_identity: 'YES' | 'NO';
}
interface Reference {
  readonly from: string;
  readonly columns: readonly string[];
  readonly to: string;
  readonly targets: readonly string[];
}
type Row = Record<string, unknown>;

/**
 * The tables of the database, and for each organisation a row of every one.
 * @param ago all moments of the rows are this one, and nothing is in them that can be left out
 */
export async function createEveryRow(pool: Pool, rowsOf: RowsOf, { ago }: { readonly ago?: Date } = {}) {
  const columns = (
    await pool.query<Column>(
      `select table_name, column_name, data_type, is_nullable, column_default, is_generated, is_identity
     from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE'`,
    )
  ).rows;
  const references = (
    await pool.query<Reference>(
      `select conrelid::regclass::text as from, confrelid::regclass::text as to,
       (select array_agg(attname::text order by place) from unnest(conkey) with ordinality as key (number, place)
        join pg_attribute on attrelid = conrelid and attnum = number) as columns,
       (select array_agg(attname::text order by place) from unnest(confkey) with ordinality as key (number, place)
        join pg_attribute on attrelid = confrelid and attnum = number) as targets
     from pg_constraint where contype = 'f'`,
    )
  ).rows;
  const checks = (
    await pool.query<{ table: string; text: string }>(
      `select conrelid::regclass::text as table, pg_get_constraintdef(oid) as text
       from pg_constraint where contype = 'c'`,
    )
  ).rows;
  const all = [...new Set(columns.map(({ table_name }) => table_name))].sort();
  const carries = (table: string): boolean =>
    columns.some((each) => each.table_name === table && each.column_name === 'organisation_id');
  const tables = all.filter(carries);

  const rows = async (table: string, organisationId: string): Promise<Row[]> =>
    (
      await pool.query<{ row: Row }>(
        `select to_jsonb(each) as row from "${table}" as each where ${ownerOf(table)} = $1`,
        [organisationId],
      )
    ).rows.map(({ row }) => row);

  async function madeUp(table: string, organisationId: string, withAll: boolean): Promise<Row> {
    const own = columns.filter((each) => each.table_name === table);
    const row: Row = { organisation_id: organisationId };
    for (const { from, to, columns: keys, targets } of references) {
      if (from !== table || (to !== 'organisation' && !tables.includes(to))) continue;
      const [target] = await rows(to, organisationId);
      const needed = own.some((each) => keys.includes(each.column_name) && each.is_nullable === 'NO');
      if (target !== undefined && (withAll || needed))
        keys.forEach((key, place) => (row[key] ??= target[targets[place] ?? '']));
    }
    for (const column of own) {
      const isNeeded = column.is_nullable === 'NO' && column.column_default === null;
      const isMade = column.is_generated === 'ALWAYS' || column.is_identity === 'YES';
      const isWanted = isNeeded || isDated(column) || (withAll && column.column_default === null);
      if (column.column_name in row || isMade || !isWanted) continue;
      row[column.column_name] = chosen(checks, table, column.column_name) ?? valueOf(column, ago);
    }
    return { ...row, ...rowsOf[table]?.(organisationId) };
  }

  /** Where they are of long ago, of whatever else would be of now. */
  function isDated({ data_type, is_nullable }: Column): boolean {
    return ago !== undefined && data_type.startsWith('timestamp') && is_nullable === 'NO';
  }

  async function insert(table: string, organisationId: string): Promise<string | null> {
    let problem = '';
    for (const withAll of ago === undefined ? [true, false] : [false]) {
      const row = await madeUp(table, organisationId, withAll);
      const keys = Object.keys(row);
      const places = keys.map((_key, place) => `$${place + 1}`).join();
      try {
        const names = keys.map((key) => `"${key}"`).join();
        await pool.query(`insert into "${table}" (${names}) values (${places})`, Object.values(row));
        return null;
      } catch (error) {
        problem = `${table}: ${(error as Error).message}`;
      }
    }
    return problem;
  }

  return {
    /** Those that say whose their rows are. */
    tables,
    /** Those that do not. */
    withoutOrganisation: all.filter((table) => !carries(table)),
    rows,
    /** Sees to it that the organisation has a row in each. @returns the tables for which none could be made up */
    async fill(organisationId: string): Promise<string[]> {
      let missing = tables;
      let problems: string[] = [];
      for (let before = -1; before !== missing.length;) {
        before = missing.length;
        problems = [];
        for (const table of missing)
          if ((await rows(table, organisationId)).length === 0) {
            const problem = await insert(table, organisationId);
            if (problem !== null) problems.push(problem);
          }
        missing = missing.filter((table) => problems.some((problem) => problem.startsWith(`${table}: `)));
      }
      return problems;
    },
    /** All that the organisation has, to be compared with what it has later. */
    async everything(organisationId: string): Promise<Record<string, string>> {
      const each = [...tables, 'organisation'].map(
        (table) =>
          `select '${table}' as table, coalesce(string_agg(each::text, E'\\n' order by each::text), '') as text
           from "${table}" as each where ${ownerOf(table)} = $1`,
      );
      const found = await pool.query<{ table: string; text: string }>(each.join(' union all '), [organisationId]);
      return Object.fromEntries(found.rows.map(({ table, text }) => [table, text]));
    },
  };
}

const ownerOf = (table: string): string => (table === 'organisation' ? 'id' : 'organisation_id');

/** The first of the words that a check of the column allows. */
function chosen(checks: readonly { table: string; text: string }[], table: string, column: string): string | null {
  const ofColumn = checks.filter((each) => each.table === table && each.text.includes(`(${column} = ANY`));
  return /ARRAY\['([^']+)'/.exec(ofColumn[0]?.text ?? '')?.[1] ?? null;
}

function valueOf({ table_name, column_name, data_type }: Column, moment = new Date('2031-03-04T08:00:00Z')): unknown {
  if (data_type === 'uuid') return randomUUID();
  if (data_type === 'jsonb') return '{}';
  if (data_type === 'boolean') return false;
  if (data_type === 'ARRAY') return '{}';
  if (data_type.startsWith('timestamp') || data_type === 'date') return moment;
  if (/int|numeric|double|real/.test(data_type)) return 1;
  return `${table_name} ${column_name} ${randomUUID().slice(0, 8)}`;
}

import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Database } from '../ports/database';

/**
 * The ICU collation of a language as SQL, e.g. `"sv-x-icu"`; PostgreSQL's root collation for one that it does not know.
 * Only names that the database itself lists get into the query.
 */
export async function collationOf(db: Kysely<Database>, language: string): Promise<RawBuilder<unknown>> {
  const candidates = [`${language}-x-icu`, `${language.split('-')[0]}-x-icu`];
  const { rows } = await sql<{
    collname: string;
  }>`select collname from pg_collation where collname = any(${candidates})`.execute(db);
  const known = new Set(rows.map(({ collname }) => collname));
  return sql.id(candidates.find((name) => known.has(name)) ?? 'und-x-icu');
}

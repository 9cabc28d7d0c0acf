import { sql } from 'kysely';
import type { Expression, Kysely, SqlBool } from 'kysely';
import type { Database } from '../ports/database';

/** Rows of one statement, far fewer than the database deletes in the time that it has for one. */
const mostAtOnce = 1_000;

/**
 * Deletes the rows of a table for which the condition holds, part by part: however many have come together, such as
 * after a long rest, each statement keeps its time, and what is done stays done.
 * @throws VaxelError server.unavailable
 */
export async function deleteInParts(
  db: Kysely<Database>,
  table: keyof Database,
  condition: Expression<SqlBool>,
): Promise<void> {
  const part = sql`delete from ${sql.table(table)} where ctid = any(array(
    select ctid from ${sql.table(table)} where ${condition} limit ${mostAtOnce}))`;
  for (let deleted = mostAtOnce; deleted >= mostAtOnce;) {
    deleted = Number((await part.execute(db)).numAffectedRows ?? 0);
  }
}

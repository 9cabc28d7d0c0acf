import type { Pool, PoolClient } from 'pg';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { translateDatabaseError } from '../errors/database-loss';

/**
 * A pool for Kysely whose errors are translated, and which drops a connection that was lost or timed out, so that its
 * late answer can never reach the next borrower.
 */
export function translatingPool(pool: Pool): PostgresPool {
  return {
    async connect() {
      try {
        return translatingClient(await pool.connect());
      } catch (error) {
        throw translateDatabaseError(error);
      }
    },
    end: () => pool.end(),
  } as PostgresPool;
}

function translatingClient(client: PoolClient): PostgresPoolClient {
  let lost = false;
  return {
    // Kysely calls only the form with text and values; its cursor form is not used here.
    async query(...args: unknown[]) {
      try {
        return await (client.query as (...query: unknown[]) => Promise<unknown>).apply(client, args);
      } catch (error) {
        const translated = translateDatabaseError(error);
        lost ||= translated !== error;
        throw translated;
      }
    },
    release: () => client.release(lost),
  } as PostgresPoolClient;
}

import { types } from 'node:util';
import type { Pool, PoolClient } from 'pg';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { VaxelError } from '../contract/errors';

/** SQLSTATEs that say "not now": connection, shutdown, start-up, cancelled by a timeout, out of connections, lock timeout. */
const unavailableStates = /^(08...|57P0[1-5]|57014|53300|55P03|25P0[34])$/;
const networkCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'EACCES']);
const driverMessages = /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|timeout expired|Client has encountered a connection error|Client was closed|Cannot use a pool after)/;

/** Turns the many ways of losing the database into `server.unavailable`; every other error passes unchanged. */
export function translateDatabaseError(error: unknown): unknown {
  if (!types.isNativeError(error) || error instanceof VaxelError) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const lost = unavailableStates.test(code) || networkCodes.has(code) || driverMessages.test(error.message);
  return lost ? new VaxelError('server.unavailable', 'The database does not answer.', { cause: error }) : error;
}

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

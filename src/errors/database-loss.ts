import { types } from 'node:util';
import { VaxelError } from '../contract/errors';

/**
 * SQLSTATEs that say "not now": connection, shutdown, start-up, cancelled by a timeout, out of connections, lock
 * timeout, and two who wait for each other.
 */
const unavailableStates = /^(08...|57P0[1-5]|57014|40001|40P01|53300|55P03|25P0[34])$/;
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** Of a socket in the file system; of a file they say nothing of the database. */
const socketCodes = new Set(['ENOENT', 'EACCES']);
/** How the driver's own errors begin. */
const driverMessages = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'Query read timeout',
  'timeout expired',
  'Client has encountered a connection error',
  'Client was closed',
  'Cannot use a pool after',
];

/** Turns the many ways of losing the database into `server.unavailable`; every other error passes unchanged. */
export function translateDatabaseError(error: unknown): unknown {
  if (!types.isNativeError(error) || error instanceof VaxelError) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const lost =
    unavailableStates.test(code) ||
    networkCodes.has(code) ||
    (socketCodes.has(code) && 'syscall' in error && error.syscall === 'connect') ||
    driverMessages.some((message) => error.message.startsWith(message));
  return lost ? new VaxelError('server.unavailable', 'The database does not answer.', { cause: error }) : error;
}

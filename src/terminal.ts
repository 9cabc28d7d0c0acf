import { DataFolderInUse } from './storage/lock';
import { DatabaseInUse } from './storage/session-lock';
import { ConfigError } from './config';

/** Prints a line for a step of the start and how long it took. */
export async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const startMs = performance.now();
  const result = await work();
  print(`  ${((performance.now() - startMs) / 1000).toFixed(1).padStart(6)} s  ${name}`);
  return result;
}

export const print = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * What whoever started the server can do about a start that failed: one clear line; the stack only for what is our
 * fault.
 */
export function explainFailure(error: unknown, port: number | null, dataFolder: string | null): string {
  if (error instanceof ConfigError || error instanceof DataFolderInUse || error instanceof DatabaseInUse)
    return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE')
    return (
      `Port ${port} is taken by another program. Choose another one, for example: PORT=${(port ?? 3978) + 1} npm ` +
      'start'
    );
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return (
      `This user may not write to ${dataFolder}. Set VAXEL_DATA to a folder of your own, or change the folder's ` +
      'permissions.'
    );
  }
  if (code === 'ENOSPC') return `The disk is full: ${dataFolder} cannot grow.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

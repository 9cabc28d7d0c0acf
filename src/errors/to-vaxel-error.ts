import { z } from 'zod';
import { VaxelError } from '../contract/errors';
import { translateDatabaseError } from './database-loss';

/**
 * Every error as an entry of the catalogue. What is not ours to tell becomes `server.error`, its cause kept for the
 * log.
 */
export function toVaxelError(error: unknown): VaxelError {
  const known = translateDatabaseError(error);
  if (known instanceof VaxelError) return known;
  if (error instanceof z.ZodError) return new VaxelError('request.invalid', z.prettifyError(error).slice(0, 500));
  const status = statusOf(error);
  if (status === 413) return new VaxelError('request.tooLarge', 'The request is too large.');
  if (status === 404) return new VaxelError('request.notFound');
  if (status !== null && status >= 400 && status < 500)
    return new VaxelError('request.invalid', 'The request cannot be read.');
  return new VaxelError('server.error', undefined, { cause: error });
}

/** Status of an error that express or its body parser made (http-errors). */
function statusOf(error: unknown): number | null {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : null;
}

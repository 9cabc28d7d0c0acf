import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { VaxelError } from '../contract/errors';
import type { Logger } from '../logger';
import { translateDatabaseError } from '../storage/connection-loss';

/** A 429 that says when to come back. */
export class TooManyRequests extends VaxelError {
  constructor(readonly retryAfterSeconds: number) {
    super('request.tooMany', `Too many requests; try again in ${retryAfterSeconds} s.`);
  }
}

/** Every error as an entry of the catalogue. What is not ours to tell becomes `server.error`, its cause kept for the log. */
export function toVaxelError(error: unknown): VaxelError {
  const known = translateDatabaseError(error);
  if (known instanceof VaxelError) return known;
  if (error instanceof z.ZodError) return new VaxelError('request.invalid', z.prettifyError(error).slice(0, 500));
  const status = statusOf(error);
  if (status === 413) return new VaxelError('request.tooLarge', 'The request is too large.');
  if (status === 404) return new VaxelError('request.notFound');
  if (status !== null && status >= 400 && status < 500) return new VaxelError('request.invalid', 'The request cannot be read.');
  return new VaxelError('server.error', undefined, { cause: error });
}

/** Status of an error that express or its body parser made (http-errors). */
function statusOf(error: unknown): number | null {
  return error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : null;
}

/** Answers with problem details (RFC 9457), and with what HTTP wants beside some of them. */
export function sendProblem(response: Response, error: VaxelError): void {
  if (error.status === 401) response.set('WWW-Authenticate', 'Bearer');
  if (error instanceof TooManyRequests) response.set('Retry-After', String(error.retryAfterSeconds));
  if (error.status === 503) response.set('Retry-After', '2');
  response.status(error.status).type('application/problem+json').send(JSON.stringify(error.toProblem()));
}

export const notFound: RequestHandler = () => {
  throw new VaxelError('request.notFound');
};

/** The last handler: errors of every route become problems; our own faults are logged with their cause. */
export function createErrorHandler(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const problem = toVaxelError(error);
    if (problem.status >= 500) {
      const cause: unknown = problem.cause ?? problem;
      logger.error({ requestId: response.locals['requestId'] as unknown, method: request.method, path: request.path, code: problem.code, err: cause }, 'request failed');
    }
    // The status line is out: the connection has to be cut, which express does.
    if (response.headersSent) return next(error);
    sendProblem(response, problem);
  };
}

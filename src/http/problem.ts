import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { VaxelError } from '../contract/errors';
import type { Logger } from '../ports/logger';
import { TooManyRequests } from '../errors/too-many-requests';
import { toVaxelError } from '../errors/to-vaxel-error';

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
      logger.error(
        {
          requestId: response.locals['requestId'] as unknown,
          method: request.method,
          path: request.path,
          code: problem.code,
          err: cause,
        },
        'request failed',
      );
    }
    // The status line is out: the connection has to be cut, which express does.
    if (response.headersSent) return next(error);
    sendProblem(response, problem);
  };
}

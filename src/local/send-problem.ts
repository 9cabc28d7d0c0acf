import type { ErrorRequestHandler, Response } from 'express';
import { VaxelError } from '../contract/errors';

/** Answers with problem details (RFC 9457). */
export function sendProblem(response: Response, error: VaxelError): void {
  response.status(error.status).type('application/problem+json').send(JSON.stringify(error.toProblem()));
}

/** Turns what a route throws into problem details; what is not ours to answer goes on to the application's handler. */
export const problemHandler: ErrorRequestHandler = (error, _request, response, next) => {
  if (error instanceof VaxelError && !response.headersSent) sendProblem(response, error);
  else next(error);
};

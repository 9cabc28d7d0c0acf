import type { Request, RequestHandler } from 'express';
import { VaxelError } from '../contract/errors';
import type { AuthenticateFrom } from '../ports/principal';

/** The token of `Authorization: Bearer <token>`, as it is. */
export const bearerTokenOf = ({ headers }: Request): string | undefined =>
  /^Bearer +([^\s]+)$/i.exec(headers.authorization ?? '')?.[1];

/**
 * Requires `Authorization: Bearer <token>` (RFC 6750 §2.1; never in the query) and puts the principal into
 * `response.locals.principal`.
 */
export function createBearer(authenticate: AuthenticateFrom): RequestHandler {
  return async (request, response, next) => {
    const token = bearerTokenOf(request);
    if (token === undefined) throw new VaxelError('auth.missing');
    response.locals['principal'] = await authenticate(token, request.ip ?? '');
    next();
  };
}

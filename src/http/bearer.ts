import type { RequestHandler } from 'express';
import { VaxelError } from '../contract/errors';
import type { AuthenticateFrom } from '../identity/principal';

/**
 * Requires `Authorization: Bearer <token>` (RFC 6750 §2.1; never in the query) and puts the principal into
 * `response.locals.principal`.
 */
export function createBearer(authenticate: AuthenticateFrom): RequestHandler {
  return async (request, response, next) => {
    const token = /^Bearer +([^\s]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw new VaxelError('auth.missing');
    response.locals['principal'] = await authenticate(token, request.ip ?? '');
    next();
  };
}

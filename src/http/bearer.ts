import type { RequestHandler } from 'express';
import { VaxelError } from '../contract/errors';
import type { Authenticate } from '../identity/principal';
import type { RateLimits } from './rate-limits';

/**
 * Requires `Authorization: Bearer <token>` (RFC 6750 §2.1; never in the query) and puts the principal into
 * `response.locals.principal`. An address that shows refused tokens again and again has to wait.
 */
export function createBearer(authenticate: Authenticate, limits: RateLimits): RequestHandler {
  return async (request, response, next) => {
    const token = /^Bearer +([^\s]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw new VaxelError('auth.missing');
    const address = request.ip ?? '';
    await limits.requireTrusted(address);
    try {
      response.locals['principal'] = await authenticate(token);
    } catch (error) {
      if (error instanceof VaxelError && error.code === 'auth.invalid') await limits.tokenRefused(address);
      throw error;
    }
    next();
  };
}

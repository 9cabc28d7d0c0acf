import type { RequestHandler } from 'express';
import { VaxelError } from '../contract/errors';

const loopbackName = /^(localhost|[a-z0-9-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/**
 * The local workplace gives tokens to anyone who asks, so only this machine may ask. The server listens on the loopback
 * address; this also refuses a web site that has pointed its own name at it (DNS rebinding).
 */
export const loopbackOnly: RequestHandler = (request, _response, next) => {
  if (!loopbackName.test(request.headers.host ?? ''))
    throw new VaxelError('request.notFound', 'The local workplace answers under the name localhost only.');
  next();
};

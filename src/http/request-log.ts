import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Principal } from '../ports/principal';
import type { Logger } from '../ports/logger';
import type { Metrics } from './metrics';

/**
 * Gives each request an id (header `X-Request-Id`) and logs how it ended: never its token, its query (it may hold a
 * name or a number) or its body.
 */
export function createRequestLog(logger: Logger, metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    const requestId = randomUUID();
    const startedMs = performance.now();
    // The router changes `path` on its way down.
    const { method, path } = request;
    response.locals['requestId'] = requestId;
    response.set('X-Request-Id', requestId);
    response.once('close', () => {
      const ms = performance.now() - startedMs;
      const status = response.writableFinished ? response.statusCode : 499;
      const route = `${request.baseUrl}${typeof request.route?.path === 'string' ? request.route.path : ''}`;
      metrics.requestSeconds.observe(
        { method, route: route === '' ? 'other' : route, status: String(status) },
        ms / 1000,
      );
      const principal = response.locals['principal'] as Principal | undefined;
      const facts = {
        requestId,
        method,
        path,
        status,
        ms: Math.round(ms * 10) / 10,
        organisationId: principal?.organisationId,
        userId: principal?.userId,
      };
      if (status >= 500) logger.warn(facts, 'request');
      else logger.debug(facts, 'request');
    });
    next();
  };
}

import express from 'express';
import type { Express, RequestHandler, Router } from 'express';
import type { TabConfig } from '../contract/tab-config';
import { VaxelError } from '../contract/errors';
import type { AuthenticateFrom } from '../ports/principal';
import type { Logger } from '../ports/logger';
import type { LargeRequests } from '../ports/requests';
import type { Turns } from '../limits/turns';
import { createBearer } from './bearer';
import type { Metrics } from './metrics';
import { createMetricsRoute } from './metrics';
import type { Ready } from './probes';
import { createReadyz, healthz } from './probes';
import { createErrorHandler, notFound } from './problem';
import { TooManyRequests } from '../errors/too-many-requests';
import type { RateLimits } from './rate-limits';
import { createRequestLog } from './request-log';
import { principalOf } from './route';
import { apiHeaders, tabHeaders } from './security-headers';
import { createStaticFiles } from './static-files';

export interface AppDeps {
  /** Mounted at `/api` behind the bearer token; their routes say `/me`, `/history` … */
  readonly routers: readonly Router[];
  readonly largeRequests: LargeRequests;
  /** Mounted at `/` without a token (the bot's `/api/messages`); they check and parse for themselves. */
  readonly publicRouters: readonly Router[];
  readonly authenticate: AuthenticateFrom;
  readonly limits: RateLimits;
  /** Of each user's requests. */
  readonly turns: Turns;
  /** Origins whose pages may frame the tab: `microsoftFrames`, and `'self'` in local mode. */
  readonly frameAncestors: readonly string[];
  /** Origins that the tab may call besides its own, e.g. `https://login.microsoftonline.com`. */
  readonly connectSources: readonly string[];
  readonly socketSources?: readonly string[];
  /** Where vite has put the tab. */
  readonly tabFolder: string;
  readonly tabConfig: TabConfig;
  /** The local workplace, for `/` and `/local/*`; absent in production. */
  readonly localRouter?: Router;
  readonly ready: Ready;
  readonly metrics: Metrics;
  /** Null = `/metrics` answers this machine only. */
  readonly metricsToken?: string | null;
  /** Number of proxies in front whose `X-Forwarded-For` is believed. */
  readonly proxies?: number;
  readonly logger: Logger;
}

/** Bodies of the API are small, but for those that a feature has told of, in bytes. */
const largestBody = 65_536;

/** The whole HTTP side: probes, the tab, the API, and problem details for whatever goes wrong. */
export function createApp(deps: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', deps.proxies ?? 0);
  app.set('query parser', 'simple');
  app.enable('strict routing');
  app.use(createRequestLog(deps.logger, deps.metrics), apiHeaders());
  app.get('/healthz', healthz);
  app.get('/readyz', createReadyz(deps.ready));
  app.get('/metrics', createMetricsRoute(deps.metrics, deps.metricsToken ?? null));
  // Relative addresses of the page need the slash.
  app.get('/tab', (request, response) => response.redirect(308, `/tab/${request.url.slice('/tab'.length)}`));
  app.use('/tab', createTabRouter(deps));
  app.use(deps.limits.byAddress, ...deps.publicRouters);
  if (deps.localRouter !== undefined) app.use(deps.localRouter);
  app.use('/api', createApiRouter(deps));
  app.use(notFound);
  app.use(createErrorHandler(deps.logger));
  return app;
}

function createTabRouter(deps: AppDeps): Router {
  const router = express.Router();
  router.use(tabHeaders(deps));
  router.get(
    '/config.json',
    (_request, response) => void response.set('Cache-Control', 'no-store').json(deps.tabConfig),
  );
  router.use(createStaticFiles(deps.tabFolder));
  return router;
}

function createApiRouter(deps: AppDeps): Router {
  const router = express.Router();
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  router.use(createBearer(deps.authenticate), deps.limits.byUser);
  router.use('/administration', administratorsOnly);
  for (const [path, { limit }] of Object.entries(deps.largeRequests))
    if (limit !== undefined) router.post(path, deps.limits.byUserWithin(limit));
  router.use(inTurn(deps.turns));
  router.use(jsonBodies(deps.largeRequests), ...deps.routers);
  return router;
}

/** Whatever lies below: who is no administrator is refused before anything of the request's body is read. */
const administratorsOnly: RequestHandler = (_request, response, next) => {
  if (!principalOf(response).roles.includes('administrator'))
    throw new VaxelError('auth.notAllowed', 'Only administrators may do this.');
  next();
};

/** A request has its turn until it is answered, or its client is gone. @throws TooManyRequests */
function inTurn(turns: Turns): RequestHandler {
  return (_request, response, next) => {
    const leave = turns.enter(principalOf(response).userId, next);
    if (leave === null) throw new TooManyRequests(1);
    if (response.closed) leave();
    else response.once('close', leave);
  };
}

/** Reads JSON bodies, after authentication: a stranger's body is not even parsed. */
function jsonBodies(large: LargeRequests): RequestHandler {
  const usual = express.json({ limit: largestBody });
  const others = new Map(
    Object.entries(large).map(([path, { mostBytes }]) => [path, express.json({ limit: mostBytes })]),
  );
  return (request, response, next) => (others.get(request.path) ?? usual)(request, response, next);
}

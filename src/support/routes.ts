import { Router } from 'express';
import { LogBundleRequest } from '../contract/support/log-bundle';
import type { Versions } from '../contract/support/versions';
import { route } from '../http/route';
import type { LargeRequests } from '../ports/requests';
import type { createHealth } from './health';
import type { createLogBundle } from './log-bundle';

export interface SupportRoutesDeps {
  readonly versions: Versions;
  readonly logBundle: ReturnType<typeof createLogBundle>;
  readonly health: ReturnType<typeof createHealth>;
}

/** Megabytes to read, redact and answer. */
export const largeSupportRequests = {
  '/log-bundle': { mostBytes: 4_194_304, limit: { points: 1, seconds: 60 } },
} as const satisfies LargeRequests;

/** `GET /versions`, `/administration/health`, `POST /log-bundle` (answers a JSON file to save). */
export function createSupportRoutes({ versions, logBundle, health }: SupportRoutesDeps): Router {
  const router = Router();
  router.get('/versions', route({ handler: () => versions }));
  router.get('/administration/health', route({ handler: ({ principal }) => health(principal.organisationId) }));
  router.post(
    '/log-bundle',
    route({
      body: LogBundleRequest,
      async handler({ principal, body, response }) {
        const bundle = await logBundle(principal, body);
        response.attachment('vaxel-log.json').send(JSON.stringify(bundle, null, 2));
      },
    }),
  );
  return router;
}

import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { ActivityDefaults, ActivityDraft, ActivityOrder } from '../contract/activities/activity';
import { ActivityId } from '../contract/ids';
import { requestOf, route } from '../http/route';
import type { Principal } from '../ports/principal';
import type { ActivityAdministrator, Changer } from './administration';

const changerOf = (asked: {
  readonly principal: Principal;
  readonly request: Request;
  readonly response: Response;
}): Changer => ({
  organisationId: asked.principal.organisationId,
  actor: asked.principal,
  request: requestOf(asked),
});

/** Below `/administration/activities`; each change is answered with all as it is then. */
export function createAdministrationRoutes(administrator: ActivityAdministrator): Router {
  const router = Router();
  const now = ({ organisationId }: Principal) => administrator.read(organisationId);
  router.get('/administration/activities', route({ handler: ({ principal }) => now(principal) }));
  router.post(
    '/administration/activities',
    route({
      body: ActivityDraft,
      async handler({ body, ...asked }) {
        await administrator.add(changerOf(asked), body);
        return now(asked.principal);
      },
    }),
  );
  router.put(
    '/administration/activities/order',
    route({
      body: ActivityOrder,
      async handler({ body, ...asked }) {
        await administrator.order(changerOf(asked), body.activityIds);
        return now(asked.principal);
      },
    }),
  );
  router.put(
    '/administration/activities/defaults',
    route({
      body: ActivityDefaults,
      async handler({ body, ...asked }) {
        await administrator.setDefaults(changerOf(asked), body);
        return now(asked.principal);
      },
    }),
  );
  router.put(
    '/administration/activities/:id',
    route({
      params: z.object({ id: ActivityId }),
      body: ActivityDraft,
      async handler({ body, params, ...asked }) {
        await administrator.change(changerOf(asked), params.id, body);
        return now(asked.principal);
      },
    }),
  );
  return router;
}

import { Router } from 'express';
import { z } from 'zod';
import { VaxelError } from '../contract/errors';
import { CallId, UserId } from '../contract/ids';
import { TryIt } from '../contract/rules/explanation';
import { RightsChange } from '../contract/rules/rights';
import { RulesChange } from '../contract/rules/rules';
import { requestOf, route } from '../http/route';
import type { RouteInput } from '../http/route';
import type { LargeRequests } from '../ports/requests';
import { addRefusedRoutes, type RefusedRoutesDeps } from './refused-routes';
import { changeRights, viewRights } from './rights-service';
import { changeRules, viewRules, type ChangedBy, type RulesDeps } from './service';
import { tryIt, type TryItDeps } from './try-it';
import { callsForAdministrator, tellExplained, why, whyForAdministrator, type WhyDeps } from './why';

export interface RulesRoutesDeps extends RulesDeps, WhyDeps, TryItDeps, RefusedRoutesDeps {}

/** Fifty rules with all that one may ask for. */
const mostBytes = 400_000;
export const largeRulesRequests = {
  '/rules': { mostBytes },
  '/administration/rules': { mostBytes },
  // Three hundred people for each class of numbers.
  '/administration/rights': { mostBytes },
} as const satisfies LargeRequests;

const ofCall = z.object({ callId: CallId });
type Asked = Pick<RouteInput<unknown, unknown, unknown>, 'principal' | 'request' | 'response'>;
const by = ({ principal, request, response }: Asked): ChangedBy => ({
  actor: principal,
  request: requestOf({ request, response }),
});

/** `/rules`, `/calls/:callId/why`: one's own. */
export function createRulesRoutes(deps: RulesRoutesDeps): Router {
  const router = Router();
  router.get('/rules', route({ handler: ({ principal }) => viewRules(deps, principal) }));
  router.put(
    '/rules',
    route({ body: RulesChange, handler: ({ principal, body }) => changeRules(deps, principal, body, null) }),
  );
  router.post(
    '/rules/try',
    route({
      body: TryIt,
      handler({ principal: { organisationId, userId }, body }) {
        // What somebody else's rules say is theirs.
        if ((body.calledUserId ?? userId) !== userId || body.calledGroupId !== null)
          throw new VaxelError('auth.notAllowed');
        return tryIt(deps, organisationId, userId, { ...body, calledUserId: userId });
      },
    }),
  );
  router.get(
    '/calls/:callId/why',
    route({ params: ofCall, handler: ({ principal, params }) => why(deps, principal, params.callId) }),
  );
  return router;
}

/** `/administration/rules`, `/administration/rights`, and the two questions about anybody. */
export function addAdministrationRoutes(router: Router, deps: RulesRoutesDeps): Router {
  const everybodys = ({ principal: { organisationId } }: Asked) => ({ organisationId, userId: null });
  router.get('/administration/rules', route({ handler: (asked) => viewRules(deps, everybodys(asked)) }));
  router.put(
    '/administration/rules',
    route({ body: RulesChange, handler: (asked) => changeRules(deps, everybodys(asked), asked.body, by(asked)) }),
  );
  router.get(
    '/administration/rights',
    route({ handler: ({ principal }) => viewRights(deps, principal.organisationId) }),
  );
  router.put(
    '/administration/rights',
    route({
      body: RightsChange,
      handler: (asked) => changeRights(deps, asked.principal.organisationId, asked.body, by(asked)),
    }),
  );
  router.post(
    '/administration/rules/try',
    route({
      body: TryIt,
      async handler(asked) {
        const { organisationId, userId } = asked.principal;
        const calledUserId = asked.body.calledUserId ?? userId;
        const told = await tryIt(deps, organisationId, 'administrator', { ...asked.body, calledUserId });
        if (asked.body.calledGroupId !== null) return told;
        const object = { kind: 'person' as const, id: calledUserId, name: told.called.name ?? '' };
        if (calledUserId !== userId) await tellExplained(deps, organisationId, by(asked), object);
        return told;
      },
    }),
  );
  router.get(
    '/administration/people/:userId/calls',
    route({
      params: z.object({ userId: UserId }),
      handler: (asked) => callsForAdministrator(deps, asked.principal.organisationId, asked.params.userId, by(asked)),
    }),
  );
  router.get(
    '/administration/calls/:callId/why',
    route({
      params: ofCall,
      handler: (asked) => whyForAdministrator(deps, asked.principal.organisationId, asked.params.callId, by(asked)),
    }),
  );
  return addRefusedRoutes(router, deps);
}

import { Router } from 'express';
import { RulesChange, RulesView } from '../../src/contract/rules/rules';
import { route } from '../../src/http/route';
import { checked } from '../../tabs/fakes/checked';

/** A person's rules: none to begin with, and what the window has put since. */
export function createScriptedRules(): Router {
  const router = Router();
  let view: RulesView = {
    revision: 0,
    rules: [],
    defaults: [],
    names: { users: {}, activities: { meeting: { sv: 'Möte', en: 'Meeting' } } },
    problems: {},
    numbers: ['+46851920011'],
    mobile: '+46701740605',
  };
  router.get('/rules', route({ handler: () => checked(RulesView, view) }));
  router.put(
    '/rules',
    route({
      body: RulesChange,
      handler({ body }) {
        view = { ...view, revision: body.revision + 1, rules: body.rules };
        return checked(RulesView, view);
      },
    }),
  );
  return router;
}

import { Router } from 'express';
import { RulesChange, RulesView } from '../../src/contract/rules/rules';
import type { RuleAction } from '../../src/contract/rules/rules';
import { route } from '../../src/http/route';
import { readDialled } from '../../src/lines/numbering';
import { problemsOf } from '../../src/rules/problems';
import { checked } from '../../tabs/fakes/checked';
import type { Script } from './script';

const nothing: RulesView = {
  revision: 0,
  rules: [],
  defaults: [],
  names: {
    users: {},
    activities: { meeting: { sv: 'Möte', en: 'Meeting' } },
    groups: { '00000000-0000-4000-8000-0000000000aa': 'Support' },
  },
  problems: {},
  numbers: ['+46851920011'],
  mobile: '+46701740605',
};

/** Numbers are kept in E.164. */
function asKept(action: RuleAction): RuleAction {
  if (!('target' in action) || action.target.kind !== 'number') return action;
  const read = readDialled(action.target.number, 'SE', () => false);
  return read.kind === 'number' ? { ...action, target: { kind: 'number', number: read.number } } : action;
}

/** A person's rules: none to begin with, and what the window has put since, with what is wrong with them. */
export function createScriptedRules(now: () => Script): Router {
  const router = Router();
  const views = new WeakMap<Script, RulesView>();
  router.get('/rules', route({ handler: () => checked(RulesView, views.get(now()) ?? nothing) }));
  router.put(
    '/rules',
    route({
      body: RulesChange,
      handler({ body: { revision, rules: typed } }) {
        const rules = typed.map((rule) => ({ ...rule, actions: rule.actions.map(asKept) }));
        const users = Object.fromEntries(
          now().contacts.flatMap(({ userId, displayName }) => (userId ? [[userId, displayName]] : [])),
        );
        const problems = problemsOf(rules, () => null);
        const names = { ...nothing.names, users };
        const view: RulesView = { ...nothing, revision: revision + 1, rules, problems, names };
        views.set(now(), view);
        return checked(RulesView, view);
      },
    }),
  );
  return router;
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Rule, RulesView } from '../../../src/contract/rules/rules';
import { ClientError, errorCode } from '../../api/client-error';
import { useServices } from '../../ui/services';

/** Whose: mine, or everybody's, which only administrators see. */
export type RulesPath = '/rules' | '/administration/rules';

export interface RuleBook {
  readonly view: RulesView | null;
  /** Why there is no view; null = it is on its way. */
  readonly error: unknown;
  readonly again: () => void;
  /** Puts a list in the place of the one that is shown. False = it was refused, and the person has been told why. */
  readonly put: (rules: readonly Rule[], said?: Said) => Promise<boolean>;
}

/** What is said once it is done; `undo` offers to put the old list back. */
export interface Said {
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
  readonly undo?: true;
}

export function useRules(path: RulesPath): RuleBook {
  const { rest, notices, clock } = useServices();
  const queries = useQueryClient();
  const queryKey = ['rules', path];
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: async ({ signal }) => (await (await rest.ask('GET', path, { signal })).json()) as RulesView,
    staleTime: 0,
    retry: 1,
  });

  async function put(rules: readonly Rule[], said?: Said): Promise<boolean> {
    const before = queries.getQueryData<RulesView>(queryKey);
    if (!before) return false;
    // At once, as the person sees it.
    queries.setQueryData<RulesView>(queryKey, { ...before, rules: [...rules] });
    try {
      const answer = await rest.ask('PUT', path, { body: { revision: before.revision, rules } });
      queries.setQueryData<RulesView>(queryKey, (await answer.json()) as RulesView);
      if (said) notices.set({ id: clock.nowMs(), intent: 'success', ...notice(said, before.rules) });
      return true;
    } catch (refusal) {
      queries.setQueryData<RulesView>(queryKey, before);
      if (refusal instanceof ClientError && refusal.code === 'rules.outdated') void refetch();
      notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(refusal)}` });
      return false;
    }
  }

  const notice = ({ key, values, undo }: Said, old: readonly Rule[]) => ({
    key,
    ...(values && { values }),
    ...(undo && { action: { key: 'action.undo', run: () => void put(old, { key: 'rules.undone' }) } }),
  });

  return { view: data ?? null, error: data ? null : error, again: () => void refetch(), put };
}

import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoleShown } from '../../../src/contract/calendar/roles';
import { showNoNumber } from '../../../src/contract/devices/sip';
import type { UserId } from '../../../src/contract/ids';
import { errorCode } from '../../api/client-error';
import { useServices } from '../../ui/services';
import { useActivity } from '../../ui/use-activity';
import { useNumbers } from '../../ui/use-numbers';
import { useStore } from '../../ui/use-store';

const none: readonly string[] = [];

export interface ShownNumber {
  /** E.164 or `anonymous`: what calls show now. */
  readonly current: string;
  /** What they show while no role says another number. */
  readonly usual: string;
  /** The name of the role that says it now. */
  readonly role: string | null;
  readonly text: string;
  readonly anonymous: boolean;
  /** My numbers, the default first, each with what it is called. */
  readonly own: readonly { readonly number: string; readonly label: string }[];
  choose(number: string): void;
}

/** What my outgoing calls show, and the choice of it. */
export function useShownNumber(): ShownNumber {
  const { t } = useTranslation();
  const { rest, store, notices, clock } = useServices();
  const numbers = useNumbers();
  const user = useStore(store, (state) => state.me?.user);
  const chosen = useStore(store, (state) => state.settings.numberToShow);
  const own = user?.numbers ?? none;
  const usual = chosen ?? own[0] ?? showNoNumber;
  const role = useRoleShown(user?.id ?? null);
  const current = role?.number ?? usual;
  const stored = (unstoredNumber: string | null) => store.update((state) => ({ ...state, unstoredNumber }));
  return {
    current,
    usual,
    role: role?.name ?? null,
    anonymous: current === showNoNumber,
    text: current === showNoNumber ? t('show.anonymous') : numbers.local(current),
    own: own.map((number) => ({ number, label: user?.numberLabels[number] ?? '' })),
    choose(numberToShow) {
      const before = store.get().settings;
      const unstoredNumber = role === null ? numberToShow : null;
      store.update((state) => ({ ...state, unstoredNumber, settings: { ...state.settings, numberToShow } }));
      rest
        .changeSettings({ numberToShow })
        .catch((error: unknown) => {
          store.update((state) => ({ ...state, settings: before }));
          notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(error)}` });
        })
        .finally(() => store.get().unstoredNumber === unstoredNumber && stored(null));
    },
  };
}

/**
 * The number that the role of the moment says; null: what is usual holds. Who has roles asks anew whenever the own
 * activity changes; at eight, when ten thousand meetings begin, nobody else does.
 */
function useRoleShown(me: UserId | null): RoleShown['shown'] {
  const { rest } = useServices();
  const activity = useActivity(me)?.activity;
  const { data, refetch } = useQuery({
    queryKey: ['calendar', 'role-shown'],
    queryFn: async ({ signal }) =>
      (await rest.ask('GET', '/calendar/role-shown', { signal })).json() as Promise<RoleShown>,
    enabled: activity !== undefined,
  });
  const hasRoles = data?.hasRoles === true;
  const now = `${activity?.activityId} ${activity?.source} ${activity?.sinceMs}`;
  useEffect(() => {
    if (hasRoles) void refetch();
  }, [hasRoles, now, refetch]);
  return data?.shown ?? null;
}

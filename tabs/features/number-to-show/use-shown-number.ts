import { useTranslation } from 'react-i18next';
import { showNoNumber } from '../../../src/contract/devices/sip';
import { errorCode } from '../../api/client-error';
import { useServices } from '../../ui/services';
import { useNumbers } from '../../ui/use-numbers';
import { useStore } from '../../ui/use-store';

const none: readonly string[] = [];

export interface ShownNumber {
  /** E.164 or `anonymous`. */
  readonly current: string;
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
  const current = chosen ?? own[0] ?? showNoNumber;
  return {
    current,
    anonymous: current === showNoNumber,
    text: current === showNoNumber ? t('show.anonymous') : numbers.local(current),
    own: own.map((number) => ({ number, label: user?.numberLabels[number] ?? '' })),
    choose(numberToShow) {
      const before = store.get().settings;
      store.update((state) => ({ ...state, settings: { ...state.settings, numberToShow } }));
      rest.changeSettings({ numberToShow }).catch((error: unknown) => {
        store.update((state) => ({ ...state, settings: before }));
        notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(error)}` });
      });
    },
  };
}

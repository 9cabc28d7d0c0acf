import { PeopleAddRegular } from '@fluentui/react-icons/svg/people-add';
import { useTranslation } from 'react-i18next';
import type { CallId } from '../../../src/contract/ids';
import type { RowAction } from '../search/SearchGrid';
import { useConference } from './use-conference';

/** Calls a hit into the call. */
export function useAddActions(callId: CallId, done: () => void): readonly RowAction[] {
  const { t } = useTranslation();
  const { add } = useConference();
  return [
    {
      name: t('action.addToCall'),
      icon: <PeopleAddRegular />,
      main: true,
      run({ number }) {
        if (number === null) return;
        add(callId, number);
        done();
      },
    },
  ];
}

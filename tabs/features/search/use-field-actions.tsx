import { ArrowRightRegular } from '@fluentui/react-icons/svg/arrow-right';
import { CallAddRegular } from '@fluentui/react-icons/svg/call-add';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import { useTranslation } from 'react-i18next';
import type { CallId } from '../../../src/contract/ids';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';
import { transferSubject } from '../../view-models/connect-offer';
import { afterOf, nameOf } from '../../view-models/search-results';
import type { SearchRow } from '../../view-models/search-results';
import type { RowAction } from './SearchGrid';

/** What a hit of the search field can be used for: to call, and while a call is up to hand that one over. */
export function useFieldActions(call: (row: SearchRow) => void, done: () => void): readonly RowAction[] {
  const { t } = useTranslation();
  const subject = transferSubject(useStore(useServices().cards, (value) => value));
  const transfer = useTransferActions(subject?.id ?? null, done);
  return [
    ...transfer.map((action) => ({ ...action, main: false })),
    { name: t('action.call'), icon: <CallRegular />, main: true, run: call },
  ];
}

/** The two ways to hand a call over; none without a call. */
export function useTransferActions(callId: CallId | null, done: () => void): readonly RowAction[] {
  const { t } = useTranslation();
  const { calls } = useServices();
  if (callId === null) return [];
  const withNumber = (use: (number: string, row: SearchRow) => void) => (row: SearchRow) => {
    if (row.number === null) return;
    use(row.number, row);
    done();
  };
  return [
    {
      name: t('action.transferNow'),
      icon: <ArrowRightRegular />,
      main: false,
      run: withNumber((number) => calls.transfer(callId, number)),
    },
    {
      name: t('action.callFirst'),
      icon: <CallAddRegular />,
      main: true,
      run: withNumber((number, row) => calls.consult(callId, number, nameOf(row), afterOf(row))),
    },
  ];
}

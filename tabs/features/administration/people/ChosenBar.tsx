import { Button, Text } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffPage } from '../../../../src/contract/administration/staff';
import { errorCode } from '../../../api/client-error';
import { useServices } from '../../../ui/services';

export interface ChosenBarProps {
  readonly chosen: ReadonlySet<string>;
  /** How many the filter lets through. */
  readonly count: number;
  readonly query: { readonly q: string; readonly state: string };
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
  readonly onChange: () => void;
}

/** As many as one change may be for, see `mostAtOnce` of the contract. */
const most = 500;

/** What is done with those who are selected; all that the filter lets through are selected at once. */
export function ChosenBar({ chosen, count, query, onChoose, onChange }: ChosenBarProps): ReactNode {
  const { t } = useTranslation();
  const { rest, notices, clock } = useServices();
  const all = async (): Promise<void> => {
    try {
      const words = { ...(query.q !== '' && { q: query.q }), state: query.state, limit: most };
      const page = (await (await rest.ask('GET', '/administration/people', { query: words })).json()) as StaffPage;
      onChoose(new Set(page.people.map(({ userId }) => userId)));
    } catch (error) {
      notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(error)}` });
    }
  };
  if (chosen.size === 0) return null;
  return (
    <>
      <Text>{t('people.bulk', { count: chosen.size })}</Text>
      <Button onClick={onChange}>{t('people.bulkChange')}</Button>
      {chosen.size < count && count <= most && <Button onClick={() => void all()}>{t('people.all', { count })}</Button>}
      <Button appearance="subtle" onClick={() => onChoose(new Set())}>
        {t('people.clear')}
      </Button>
    </>
  );
}

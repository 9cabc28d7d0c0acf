import { ToggleButton } from '@fluentui/react-components';
import { AlertFilled, AlertRegular } from '@fluentui/react-icons/svg/alert';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FreeWatchList } from '../../../src/contract/contacts/free-watches';
import type { UserId } from '../../../src/contract/ids';
import { useServices } from '../../ui/services';
import { useChanges } from './use-changes';

/** "Tell me when free": once, today; a second press takes it back. */
export function TellWhenFree({ userId, name }: { userId: UserId; name: string }): ReactNode {
  const { t } = useTranslation();
  const { rest } = useServices();
  const { run, freeWatch } = useChanges();
  const { data } = useQuery({
    queryKey: ['free-watches'],
    queryFn: async ({ signal }) =>
      (await rest.ask('GET', '/free-watches', { signal })).json() as Promise<FreeWatchList>,
  });
  const waits = data?.userIds.includes(userId) === true;
  const done = waits ? undefined : { key: 'contacts.toldWhenFree', values: { who: name } };
  return (
    <ToggleButton
      checked={waits}
      icon={waits ? <AlertFilled /> : <AlertRegular />}
      disabled={data === undefined}
      onClick={() => void run(() => freeWatch(userId, !waits), done)}
    >
      {t('contacts.tellWhenFree')}
    </ToggleButton>
  );
}

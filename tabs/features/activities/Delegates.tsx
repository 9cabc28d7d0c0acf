import { Button, Field, Input, Text, makeStyles, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Delegates as Known } from '../../../src/contract/activities/activity';
import type { UserId } from '../../../src/contract/ids';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';
import { useChange } from './use-change';

const useStyles = makeStyles({
  list: {
    listStyle: 'none',
    padding: 0,
    margin: 0,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
  },
  row: { display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: tokens.spacingHorizontalS },
  quiet: { color: tokens.colorNeutralForeground3 },
});

const mostHits = 6;

/** Colleagues who may set my activity; what they do then is told in the log. */
export function Delegates(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { rest } = useServices();
  const queries = useQueryClient();
  const change = useChange();
  const { data } = useQuery({
    queryKey: ['delegates'],
    queryFn: async ({ signal }) =>
      (await rest.ask('GET', '/activities/delegates', { signal })).json() as Promise<Known>,
  });
  const delegates = data?.delegates ?? [];
  const save = (userIds: readonly UserId[]): void =>
    void change<Known>('PUT', '/activities/delegates', { userIds }).then((now) => {
      if (now !== null) queries.setQueryData(['delegates'], now);
    });
  const ids = delegates.map(({ userId }) => userId);
  return (
    <>
      {data !== undefined && delegates.length === 0 && (
        <Text className={styles.quiet}>{t('activity.noDelegates')}</Text>
      )}
      <ul className={styles.list}>
        {delegates.map(({ userId, displayName }) => (
          <li key={userId} className={styles.row}>
            {displayName}
            <Button
              appearance="subtle"
              icon={<DismissRegular />}
              aria-label={t('activity.removeDelegate', { who: displayName })}
              onClick={() => save(ids.filter((each) => each !== userId))}
            />
          </li>
        ))}
      </ul>
      <AddColleague without={ids} onAdd={(userId) => save([...ids, userId])} />
    </>
  );
}

function AddColleague({ without, onAdd }: { without: readonly UserId[]; onAdd: (userId: UserId) => void }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { rest, store } = useServices();
  const me = useStore(store, (state) => state.me?.user.id ?? null);
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const { data } = useQuery({
    queryKey: ['delegate-search', q],
    queryFn: ({ signal }) => rest.contacts({ q, limit: 20 }, signal),
    enabled: q !== '',
  });
  const hits = (data?.contacts ?? [])
    .flatMap(({ userId, displayName }) => (userId === null ? [] : [{ userId, displayName }]))
    .filter(({ userId }) => userId !== me && !without.includes(userId))
    .slice(0, mostHits);
  return (
    <>
      <Field label={t('activity.addDelegate')}>
        <Input
          type="search"
          contentBefore={<SearchRegular />}
          value={text}
          onChange={(_, { value }) => setText(value)}
        />
      </Field>
      {q !== '' && (
        <ul className={styles.list}>
          {hits.map(({ userId, displayName }) => (
            <li key={userId}>
              <Button
                appearance="subtle"
                icon={<AddRegular />}
                onClick={() => {
                  setText('');
                  onAdd(userId);
                }}
              >
                {displayName}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

import { Button, Field, Input, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { BuildingRegular } from '@fluentui/react-icons/svg/building';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupList } from '../../../../src/contract/contacts/groups';
import { writtenCount } from '../../../i18n/count';
import { EmptyState } from '../../../ui/EmptyState';
import { useServices } from '../../../ui/services';
import { useWatchedGroups } from '../../../ui/use-watched-groups';
import { useBarStyles } from '../bar-styles';
import { SaveCsv } from '../SaveCsv';
import type { TabProps } from '../tab';
import { GroupMembers } from './GroupMembers';
import { useGroupChanges } from './use-group-changes';

const useStyles = makeStyles({
  panes: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(260px, 1fr))',
    alignItems: 'start',
    gap: tokens.spacingHorizontalXL,
    padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalL}`,
    overflowY: 'auto',
    position: 'relative',
  },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '2px' },
  entry: { width: '100%', justifyContent: 'flex-start', fontWeight: tokens.fontWeightRegular, textAlign: 'left' },
  current: {
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralBackground1Selected,
    color: tokens.colorNeutralForeground1Selected,
  },
  grow: { flex: 1 },
  // The high-contrast theme turns an entry's colours round under the mouse; the count goes with it.
  count: { color: 'inherit', opacity: 0.8 },
});

/** The company's groups: what they are called, and who is in them. */
export function GroupsTab({ selected, select }: TabProps): ReactNode {
  const bar = useBarStyles();
  const styles = useStyles();
  const { t, i18n } = useTranslation();
  const { rest } = useServices();
  const { add } = useGroupChanges();
  const [name, setName] = useState('');
  useWatchedGroups();
  const { data } = useQuery({
    queryKey: ['groups'],
    queryFn: async ({ signal }) => (await rest.ask('GET', '/groups', { signal })).json() as Promise<GroupList>,
  });
  const groups = data?.groups.filter(({ kind }) => kind === 'company') ?? [];
  const group = groups.find(({ id }) => id === selected);
  return (
    <div className={bar.tab}>
      <form
        className={bar.bar}
        onSubmit={(event) => {
          event.preventDefault();
          setName('');
          void add(name.trim()).then((id) => id !== null && select(id));
        }}
      >
        <Field className={bar.search} label={t('companyGroups.name')}>
          <Input value={name} maxLength={60} onChange={(_, { value }) => setName(value)} />
        </Field>
        <Button appearance="primary" type="submit" disabled={name.trim() === ''}>
          {t('companyGroups.add')}
        </Button>
        {groups.length > 0 && <SaveCsv path="groups.csv" />}
      </form>
      {data !== undefined && groups.length === 0 ? (
        <EmptyState icon={<BuildingRegular />} title={t('companyGroups.empty')} hint={t('companyGroups.emptyHint')} />
      ) : (
        <div className={styles.panes}>
          <ul className={styles.list} aria-label={t('companyGroups.list')}>
            {groups.map(({ id, name: each, count }) => (
              <li key={id}>
                <Button
                  appearance="subtle"
                  className={mergeClasses(styles.entry, id === selected && styles.current)}
                  icon={<BuildingRegular />}
                  aria-current={id === selected || undefined}
                  onClick={() => select(id)}
                >
                  <span className={styles.grow}>{each}</span>{' '}
                  <span className={styles.count}>{writtenCount(count, i18n.language)}</span>
                </Button>
              </li>
            ))}
          </ul>
          {group !== undefined && <GroupMembers key={group.id} group={group} onGone={() => select(null)} />}
        </div>
      )}
    </div>
  );
}

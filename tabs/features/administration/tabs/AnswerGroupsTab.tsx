import { Button, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { HeadsetRegular } from '@fluentui/react-icons/svg/headset';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { mostAnswerGroups } from '../../../../src/contract/answer-groups/limits';
import type { AnswerGroupAdminList, AnswerGroupAdminView } from '../../../../src/contract/answer-groups/settings';
import type { FocusScope } from '../../../session/focus-keeper';
import { EmptyState } from '../../../ui/EmptyState';
import { focusRing } from '../../../ui/focus-ring';
import { PhoneNumber } from '../../../ui/PhoneNumber';
import { ReadFailed } from '../../../ui/ReadFailed';
import { SectionSkeleton } from '../../../ui/SectionSkeleton';
import { useServices } from '../../../ui/services';
import { tint } from '../../../ui/tint';
import { useFocusScope } from '../../../ui/use-focus-scope';
import { GroupDrawer } from '../answer-groups/GroupDrawer';
import { ReasonsDrawer } from '../answer-groups/ReasonsDrawer';
import { useBarStyles } from '../bar-styles';
import type { TabProps } from '../tab';

const useStyles = makeStyles({
  hint: { flex: '1 1 240px', minWidth: 0, alignSelf: 'center' },
  list: {
    listStyle: 'none',
    margin: 0,
    // Above the first row there is room for its ring.
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalL}`,
    overflowY: 'auto',
    position: 'relative',
  },
  row: { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  open: {
    ...focusRing,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    '@container (min-width: 640px)': { gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr)' },
    columnGap: tokens.spacingHorizontalL,
    alignItems: 'center',
    width: '100%',
    minHeight: '56px',
    padding: `${tokens.spacingVerticalS} 0`,
    font: 'inherit',
    color: 'inherit',
    textAlign: 'start',
    background: 'none',
    border: 'none',
    cursor: 'pointer',
    overflowWrap: 'anywhere',
  },
  selected: { backgroundColor: tint(8) },
  words: { display: 'grid' },
  strong: { fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** Of a group that is removed the next one has it. */
const rows: FocusScope = { items: 'li' };

/** The organisation's answer groups: their numbers, who answers, and what becomes of callers. */
export function AnswerGroupsTab({ selected, select }: TabProps): ReactNode {
  const { t } = useTranslation();
  const { data, error, refetch } = useGroups();
  if (data === undefined)
    return error === null ? (
      <SectionSkeleton />
    ) : (
      <ReadFailed title={t('administration.failed')} error={error} onRetry={() => void refetch()} />
    );
  return <Groups {...{ data, selected, select }} />;
}

function useGroups() {
  const { rest } = useServices();
  return useQuery({
    queryKey: ['administration', 'answer-groups'],
    queryFn: async ({ signal }) =>
      (await rest.ask('GET', '/administration/answer-groups', { signal })).json() as Promise<AnswerGroupAdminList>,
  });
}

function Groups({ data, selected, select }: TabProps & { readonly data: AnswerGroupAdminList }): ReactNode {
  const bar = useBarStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const { groups, names } = data;
  const open = groups.find(({ id }) => id === selected) ?? null;
  const close = (): void => select(null);
  return (
    <div className={bar.tab}>
      <div className={bar.bar}>
        <Text className={styles.hint}>{t('answerGroupAdmin.hint')}</Text>
        <div className={bar.end}>
          <Button onClick={() => select('reasons')}>{t('answerGroupAdmin.reasons')}</Button>
          <Button
            appearance="primary"
            icon={<AddRegular />}
            disabled={groups.length >= mostAnswerGroups}
            onClick={() => select('new')}
          >
            {t('answerGroupAdmin.add')}
          </Button>
        </div>
      </div>
      {groups.length === 0 ? (
        <EmptyState
          icon={<HeadsetRegular />}
          title={t('answerGroupAdmin.empty')}
          hint={t('answerGroupAdmin.emptyHint')}
        />
      ) : (
        <Rows groups={groups} selected={selected} onOpen={select} />
      )}
      {selected === 'reasons' && <ReasonsDrawer onClose={close} />}
      {(open !== null || selected === 'new') && (
        <GroupDrawer
          key={selected}
          group={open}
          others={groups.filter(({ id }) => id !== open?.id)}
          names={names}
          onClose={close}
          onAdded={select}
        />
      )}
    </div>
  );
}

interface RowsProps {
  readonly groups: readonly AnswerGroupAdminView[];
  readonly selected: string | null;
  readonly onOpen: (id: string) => void;
}

function Rows({ groups, selected, onOpen }: RowsProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <ul ref={useFocusScope(rows)} className={styles.list} aria-label={t('answerGroupAdmin.list')}>
      {groups.map(({ id, name, extension, number, strategy, members }) => (
        <li key={id} className={styles.row}>
          <button
            type="button"
            className={mergeClasses(styles.open, id === selected && styles.selected)}
            aria-current={id === selected || undefined}
            onClick={() => onOpen(id)}
          >
            <span className={styles.words}>
              <span className={styles.strong}>{name}</span>
              <span className={styles.quiet}>
                {extension}
                {number !== null && (
                  <>
                    {' · '}
                    <PhoneNumber number={number} />
                  </>
                )}
              </span>
            </span>
            <span className={styles.quiet}>
              {`${t(`answerGroups.strategy.${strategy}`)} · `}
              {t('answerGroupAdmin.agents', { count: members.length })}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

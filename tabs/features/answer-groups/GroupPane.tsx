import { Text, Title2, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupDetail, GroupView } from '../../../src/contract/answer-groups/answer-groups';
import { serviceLevel } from '../../../src/contract/answer-groups/figures';
import { chunk } from '../../ui/chunk';
import { PhoneNumber } from '../../ui/PhoneNumber';
import { ReadFailed } from '../../ui/ReadFailed';
import { SectionSkeleton } from '../../ui/SectionSkeleton';
import { useServerNow } from '../../ui/use-now';
import { lengthText } from '../../view-models/duration';
import { RecordingList } from '../recordings/chunks';
import { AgentTable } from './AgentTable';
import { NotLive } from './NotLive';
import { OpeningText } from './OpeningText';
import { useGroupDetail, useGroupsTold } from './use-groups';
import { nothing, percentText, soon } from './statistics/texts';
import { SupervisorTools, type GroupPaneView } from './SupervisorTools';
import { useWallboards } from './use-wallboards';
import { WaitingList } from './WaitingList';
import { isLongWait } from './waits';

const useStyles = makeStyles({
  pane: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    padding: tokens.spacingHorizontalL,
    maxWidth: '960px',
    boxSizing: 'border-box',
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  words: { flex: 1, minWidth: '160px' },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    overflowWrap: 'anywhere',
    hyphens: 'auto',
  },
  quiet: { color: tokens.colorNeutralForeground3 },
  figures: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(104px, 1fr))',
    margin: 0,
    overflow: 'hidden',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow2,
  },
  figure: {
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'space-between',
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM}`,
    boxShadow: `-1px 0 0 ${tokens.colorNeutralStroke2}`,
  },
  label: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  number: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  },
  long: { color: tokens.colorPaletteRedForeground1 },
});

export interface GroupPaneProps {
  readonly group: GroupView;
  /** All of mine: callers are moved between them. */
  readonly groups: readonly GroupView[];
  readonly pauseReasons: readonly string[];
}

/** For supervisors: fetched when it is opened. */
const Statistics = chunk('groupStatistics', async () => (await import('./statistics/StatisticsView')).StatisticsView);

/** One group: its figures, its agents, and who waits; for supervisors its statistics and recorded calls too. */
export function GroupPane(props: GroupPaneProps): ReactNode {
  const { group } = props;
  const styles = useStyles();
  const [view, setView] = useState<GroupPaneView>('now');
  return (
    <div className={styles.pane}>
      <div className={styles.head}>
        <Heading group={group} />
        {group.isSupervisor && <SupervisorTools group={group} view={view} onView={setView} />}
      </div>
      {view === 'now' && <Now {...props} />}
      {view === 'statistics' && <Statistics group={group} />}
      {view === 'recordings' && <RecordingList of={{ groupId: group.id }} />}
    </div>
  );
}

function Heading({ group: { id, name, number, extension, strategy } }: Pick<GroupPaneProps, 'group'>): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const [now] = useGroupsTold([id]);
  return (
    <div className={styles.words}>
      <Title2 as="h2" block className={styles.title}>
        {name}
      </Title2>
      <Text size={200} className={styles.quiet}>
        {t(`answerGroups.strategy.${strategy}`)}
        {' · '}
        {number !== null && (
          <>
            <PhoneNumber number={number} />
            {' · '}
          </>
        )}
        {extension}
      </Text>
      {now !== undefined && <OpeningText now={now} />}
    </div>
  );
}

function Now({ group, groups, pauseReasons }: GroupPaneProps): ReactNode {
  const { t } = useTranslation();
  const { data, error, refetch } = useGroupDetail(group.id);
  if (data !== undefined)
    return (
      <>
        <NotLive />
        <Figures group={data} />
        <AgentTable group={data} pauseReasons={pauseReasons} />
        <WaitingList group={data} others={groups.filter(({ id }) => id !== group.id)} />
      </>
    );
  if (error === null) return <SectionSkeleton rows={4} />;
  return <ReadFailed title={t('answerGroups.groupFailed')} error={error} onRetry={() => void refetch()} />;
}

function Figures({ group: { id, agents, waiting, isSupervisor } }: { readonly group: GroupDetail }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const oldest = waiting.length === 0 ? null : Math.min(...waiting.map(({ enteredAtMs }) => enteredAtMs));
  const nowMs = useServerNow(oldest !== null);
  const isLong = isLongWait(oldest, nowMs);
  const available = agents.filter(({ state }) => state === 'ready').length;
  const today = useToday(isSupervisor ? id : null);
  const figures = [
    {
      label: t('answerGroups.figures.available'),
      text: t('answerGroups.figure', { available, agents: agents.length }),
    },
    { label: t('answerGroups.figures.waiting'), text: String(waiting.length), isLong },
    { label: t('answerGroups.figures.longest'), text: oldest === null ? '–' : lengthText(nowMs - oldest), isLong },
    ...today,
  ];
  return (
    <dl className={styles.figures}>
      {figures.map(({ label, text, isLong: stands = false }) => (
        <div key={label} className={styles.figure}>
          <dt className={styles.label}>{label}</dt>
          <dd className={mergeClasses(styles.number, stands && styles.long)}>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What supervisors see of today. @param id null = it is nobody's to see */
function useToday(id: GroupView['id'] | null): readonly { label: string; text: string; isLong?: boolean }[] {
  const { t, i18n } = useTranslation();
  const [board] = useWallboards(id === null ? [] : [id]);
  if (id === null) return [];
  const level = board === undefined ? null : serviceLevel(board.today);
  return [
    { label: t('groupStatistics.answered'), text: board === undefined ? nothing : String(board.today.answered) },
    { label: t('groupStatistics.within', soon), text: percentText(level, i18n.language) },
  ];
}

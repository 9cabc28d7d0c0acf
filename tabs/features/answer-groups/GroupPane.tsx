import { Text, Title2, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupDetail, GroupView } from '../../../src/contract/answer-groups/answer-groups';
import { PhoneNumber } from '../../ui/PhoneNumber';
import { ReadFailed } from '../../ui/ReadFailed';
import { SectionSkeleton } from '../../ui/SectionSkeleton';
import { useServerNow } from '../../ui/use-now';
import { lengthText } from '../../view-models/duration';
import { AgentTable } from './AgentTable';
import { useGroupDetail } from './use-groups';
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
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    overflowWrap: 'anywhere',
  },
  quiet: { color: tokens.colorNeutralForeground3 },
  figures: {
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
    margin: 0,
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
    '& + &': { borderLeft: `1px solid ${tokens.colorNeutralStroke2}` },
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
  },
  long: { color: tokens.colorPaletteRedForeground1 },
});

export interface GroupPaneProps {
  readonly group: GroupView;
  /** All of mine: callers are moved between them. */
  readonly groups: readonly GroupView[];
  readonly pauseReasons: readonly string[];
}

/** One group: its figures, its agents, and who waits. */
export function GroupPane({ group, groups, pauseReasons }: GroupPaneProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { data, error, refetch } = useGroupDetail(group.id);
  const { name, number, extension, strategy } = group;
  return (
    <div className={styles.pane}>
      <div>
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
      </div>
      {data === undefined ? (
        error === null ? (
          <SectionSkeleton rows={4} />
        ) : (
          <ReadFailed title={t('answerGroups.groupFailed')} error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <>
          <Figures group={data} />
          <AgentTable group={data} pauseReasons={pauseReasons} />
          <WaitingList group={data} others={groups.filter(({ id }) => id !== group.id)} />
        </>
      )}
    </div>
  );
}

function Figures({ group: { agents, waiting } }: { readonly group: GroupDetail }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const oldest = waiting.length === 0 ? null : Math.min(...waiting.map(({ enteredAtMs }) => enteredAtMs));
  const nowMs = useServerNow(oldest !== null);
  const isLong = isLongWait(oldest, nowMs);
  const available = agents.filter(({ state }) => state === 'ready').length;
  const figures = [
    { id: 'available', text: t('answerGroups.figure', { available, agents: agents.length }), isLong: false },
    { id: 'waiting', text: String(waiting.length), isLong },
    { id: 'longest', text: oldest === null ? '–' : lengthText(nowMs - oldest), isLong },
  ] as const;
  return (
    <dl className={styles.figures}>
      {figures.map(({ id, text, isLong: stands }) => (
        <div key={id} className={styles.figure}>
          <dt className={styles.label}>{t(`answerGroups.figures.${id}`)}</dt>
          <dd className={mergeClasses(styles.number, stands && styles.long)}>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

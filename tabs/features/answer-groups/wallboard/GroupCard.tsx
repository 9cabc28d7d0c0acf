import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerSpeedMs, serviceGoal } from '../../../../src/contract/answer-groups/figures';
import { percentText, timeText } from '../statistics/texts';
import { StateCounts } from './WallAgents';
import { boardOf, type GroupWallProps } from './board';
import { useWallStyles } from './wall-styles';

const useStyles = makeStyles({
  card: { containerType: 'inline-size' },
  head: { margin: 0, fontSize: '1.4em', overflowWrap: 'anywhere', hyphens: 'auto' },
  figures: {
    flex: 1,
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
    gap: '0.6em',
    margin: 0,
    '@container (max-width: 380px)': { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' },
  },
  figure: {
    display: 'flex',
    flexDirection: 'column',
    justifyContent: 'center',
    gap: '0.2em',
    padding: '0.3em 0.5em',
    borderRadius: tokens.borderRadiusMedium,
    border: '1px solid transparent',
  },
  note: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  number: { fontSize: 'min(3.4em, 9cqi)', whiteSpace: 'nowrap' },
});

export interface GroupCardProps extends GroupWallProps {
  /** Whether it is open; null = it always is. */
  readonly note: string | null;
}

/** One of several groups. */
export function GroupCard({ board, nowMs, note }: GroupCardProps): ReactNode {
  const wall = useWallStyles();
  const styles = useStyles();
  const { t, i18n } = useTranslation();
  const { name, waiting, callbacks, today } = board;
  const { waitMs, isLong, areMany, level, free, there } = boardOf(board, nowMs);
  const isBelow = level !== null && level < serviceGoal;
  const over = t('groupStatistics.wall.over');
  const figures = [
    { label: t('groupStatistics.wall.waiting'), text: String(waiting), warning: areMany ? over : null },
    { label: t('groupStatistics.wall.longest'), text: timeText(waitMs), warning: isLong ? over : null },
    {
      label: t('groupStatistics.wall.today'),
      text: percentText(level, i18n.language),
      warning: isBelow ? t('groupStatistics.missed') : null,
    },
    { label: t('groupStatistics.wall.speed'), text: timeText(answerSpeedMs(today)), warning: null },
    { label: t('groupStatistics.wall.abandoned'), text: String(today.abandoned), warning: null },
    { label: t('groupStatistics.wall.callbacks'), text: String(callbacks), warning: null },
  ];
  return (
    <section className={mergeClasses(wall.field, styles.card)} aria-label={name}>
      <div className={wall.row}>
        <h2 className={styles.head}>{name}</h2>
        <span>{t('groupStatistics.wall.free', { free, all: there })}</span>
      </div>
      {note !== null && <p className={styles.note}>{note}</p>}
      <dl className={styles.figures}>
        {figures.map(({ label, text, warning }) => (
          <div key={label} className={mergeClasses(styles.figure, warning !== null && wall.over)}>
            <dt>{warning === null ? label : `${label} (${warning})`}</dt>
            <dd className={mergeClasses(wall.number, styles.number)}>{text}</dd>
          </div>
        ))}
      </dl>
      <StateCounts board={board} />
    </section>
  );
}

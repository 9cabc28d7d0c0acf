import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerSpeedMs, serviceGoal } from '../../../../src/contract/answer-groups/figures';
import { percentText, timeText } from '../statistics/texts';
import { StateCounts } from './WallAgents';
import { boardOf, type GroupWallProps } from './board';
import { useWallStyles } from './wall-styles';

const useStyles = makeStyles({
  figures: { display: 'grid', gridTemplateColumns: 'repeat(3, minmax(0, 1fr))', gap: '0.6em', margin: 0 },
  figure: {
    display: 'flex',
    flexDirection: 'column',
    padding: '0.3em 0.5em',
    borderRadius: tokens.borderRadiusMedium,
    border: '1px solid transparent',
  },
  number: { fontSize: 'min(2.6em, 9vw)' },
});

/** One of several groups. */
export function GroupCard({ board, nowMs }: GroupWallProps): ReactNode {
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
    <section className={wall.field} aria-label={name}>
      <div className={wall.row}>
        <h2 className={wall.label}>{name}</h2>
        <span>{t('groupStatistics.wall.free', { free, all: there })}</span>
      </div>
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

import { PresenceBadge, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { lengthText } from '../../../view-models/duration';
import { badges } from '../badges';
import { usePauseReason, useStateText } from '../use-state-text';
import { boardOf, type GroupWallProps } from './board';
import { useWallStyles } from './wall-styles';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, flex: 1, minHeight: 0, overflowY: 'auto' },
  agent: {
    display: 'flex',
    alignItems: 'center',
    gap: '0.6em',
    padding: '0.3em 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  words: { flex: 1, minWidth: 0, overflowWrap: 'anywhere', hyphens: 'auto' },
  name: { display: 'block', fontSize: '1.2em', fontWeight: tokens.fontWeightSemibold },
  counts: { justifyContent: 'flex-start' },
  time: { fontVariantNumeric: 'tabular-nums', fontSize: '1.2em' },
});

/** Who is there, and how many do what. */
export function WallAgents({ board, nowMs }: GroupWallProps): ReactNode {
  const wall = useWallStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const stateText = useStateText();
  const { free, there } = boardOf(board, nowMs);
  return (
    <section className={wall.field} aria-label={t('groupStatistics.wall.agents')}>
      <div className={wall.row}>
        <h2 className={wall.label}>{t('groupStatistics.wall.agents')}</h2>
        <span className={wall.label}>{t('groupStatistics.wall.free', { free, all: there })}</span>
      </div>
      <ul className={styles.list}>
        {board.agents.map(({ name, state, reason, sinceMs }) => (
          <li key={`${name} ${sinceMs}`} className={styles.agent}>
            <PresenceBadge status={badges[state]} aria-hidden />
            <span className={styles.words}>
              <span className={styles.name}>{name}</span>
              <span className={wall.quiet}>{stateText({ state, pauseReason: reason })}</span>
            </span>
            <span className={styles.time}>{lengthText(nowMs - sinceMs)}</span>
          </li>
        ))}
      </ul>
      <StateCounts board={board} />
    </section>
  );
}

/** How many do what, and why. */
export function StateCounts({ board: { states } }: Pick<GroupWallProps, 'board'>): ReactNode {
  const wall = useWallStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const reasonText = usePauseReason();
  return (
    <p className={mergeClasses(wall.row, wall.quiet, styles.counts)}>
      {states.map(({ state, reason, count }) => (
        <span key={`${state} ${reason}`}>
          {state === 'paused' && reason !== null
            ? t('groupStatistics.wall.states.pausedFor', { count, reason: reasonText(reason) })
            : t(`groupStatistics.wall.states.${state}`, { count })}
        </span>
      ))}
    </p>
  );
}

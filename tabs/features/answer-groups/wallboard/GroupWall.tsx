import { ProgressBar, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  answerSpeedMs,
  judged,
  longWaitMs,
  manyWaiting,
  serviceGoal,
} from '../../../../src/contract/answer-groups/figures';
import { wallIn } from '../../../../src/contract/moments';
import { lengthText } from '../../../view-models/duration';
import { Bars, Legend } from '../statistics/Bars';
import { percentText, soon, timeText } from '../statistics/texts';
import { WallAgents } from './WallAgents';
import { boardOf, type GroupWallProps } from './board';
import { useWallStyles } from './wall-styles';

const useStyles = makeStyles({
  wall: {
    flex: 1,
    minHeight: 0,
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
    gridTemplateRows: 'auto minmax(14em, 1fr)',
    gap: 'clamp(8px, 1.6vmin, 24px)',
    '@media (max-width: 700px)': { gridTemplateColumns: 'minmax(0, 1fr)', gridTemplateRows: 'none', flex: 'none' },
  },
  quarters: { gridColumn: 'span 2', '@media (max-width: 700px)': { gridColumn: 'auto' } },
  chart: { flex: 1, minHeight: '8em' },
  legend: { display: 'inline-flex', columnGap: '1em', color: tokens.colorNeutralForeground2 },
});

/** One group, as large as the screen. */
export function GroupWall({ board, nowMs }: GroupWallProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { isLong, areMany, waitMs } = boardOf(board, nowMs);
  return (
    <div className={styles.wall}>
      <Field
        label={t('groupStatistics.wall.waiting')}
        text={String(board.waiting)}
        hint={t('groupStatistics.wall.warnMany', { count: manyWaiting })}
        isOver={areMany}
      />
      <Field
        label={t('groupStatistics.wall.longest')}
        text={timeText(waitMs)}
        hint={t('groupStatistics.wall.warnLong', { time: lengthText(longWaitMs) })}
        isOver={isLong}
      />
      <Level board={board} nowMs={nowMs} />
      <WallAgents board={board} nowMs={nowMs} />
      <Quarters board={board} />
    </div>
  );
}

interface FieldProps {
  readonly label: string;
  readonly text: string;
  readonly hint: string;
  readonly isOver: boolean;
}

function Field({ label, text, hint, isOver }: FieldProps): ReactNode {
  const styles = useWallStyles();
  const { t } = useTranslation();
  return (
    <section className={mergeClasses(styles.field, isOver && styles.over)} aria-label={label}>
      <h2 className={styles.label}>{label}</h2>
      <p className={mergeClasses(styles.number, styles.large)}>{text}</p>
      <p className={mergeClasses(!isOver && styles.quiet)}>
        {isOver ? `${hint}: ${t('groupStatistics.wall.over')}` : hint}
      </p>
    </section>
  );
}

function Level({ board, nowMs }: GroupWallProps): ReactNode {
  const styles = useWallStyles();
  const { t, i18n } = useTranslation();
  const { today } = board;
  const { level } = boardOf(board, nowMs);
  const percent = (share: number | null): string => percentText(share, i18n.language);
  const of = t('groupStatistics.levelOf', { ...soon, soon: today.answeredSoon, judged: judged(today) });
  const goal = t('groupStatistics.goal', { goal: percent(serviceGoal) });
  const isBelow = level !== null && level < serviceGoal;
  return (
    <section className={styles.field} aria-label={t('groupStatistics.wall.today')}>
      <h2 className={styles.label}>{t('groupStatistics.wall.today')}</h2>
      <p className={mergeClasses(styles.number, styles.large)}>{percent(level)}</p>
      <ProgressBar value={level ?? 0} color={isBelow ? 'error' : 'success'} thickness="large" aria-hidden />
      <p className={styles.quiet}>{level === null ? goal : `${of} · ${goal}`}</p>
      <div className={mergeClasses(styles.row, styles.quiet)}>
        <span>{`${t('groupStatistics.wall.speed')} ${timeText(answerSpeedMs(today))}`}</span>
        <span>{`${t('groupStatistics.wall.abandoned')} ${today.abandoned}`}</span>
        <span>{`${t('groupStatistics.wall.callbacks')} ${board.callbacks}`}</span>
      </div>
    </section>
  );
}

function Quarters({ board: { quarters, today, zone } }: Pick<GroupWallProps, 'board'>): ReactNode {
  const wall = useWallStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <section className={mergeClasses(wall.field, styles.quarters)} aria-label={t('groupStatistics.byQuarter')}>
      <div className={wall.row}>
        <h2 className={wall.label}>{t('groupStatistics.byQuarter')}</h2>
        <span className={styles.legend}>
          <Legend
            answered={t('groupStatistics.wall.answered', { count: today.answered })}
            lost={t('groupStatistics.wall.lost', { count: today.abandoned })}
          />
        </span>
      </div>
      <div className={styles.chart}>
        <Bars
          tall
          bars={quarters.map(({ startMs, answered, lost }, index) => ({
            ...{ key: startMs, answered, lost },
            label: index % 2 === 0 ? wallIn(zone, startMs).slice(11, 16) : '',
          }))}
        />
      </div>
    </section>
  );
}

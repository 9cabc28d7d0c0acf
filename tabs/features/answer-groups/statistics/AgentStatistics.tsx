import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerSpeedMs, handleTimeMs, occupancy } from '../../../../src/contract/answer-groups/figures';
import type { Statistics } from '../../../../src/contract/answer-groups/statistics';
import { usePartStyles } from '../part-styles';
import { FigureTable } from './FigureTable';
import { percentText, timeText } from './texts';

const columns = [
  ...['agent', 'answered', 'waited', 'handling', 'hold', 'missedCalls', 'declined', 'ready', 'paused', 'occupancy'],
];

export interface AgentStatisticsProps {
  readonly statistics: Statistics;
  /** What can be done with it. */
  readonly children: ReactNode;
}

/** Who did what in the time. */
export function AgentStatistics({ statistics: { rows }, children }: AgentStatisticsProps): ReactNode {
  const { t, i18n } = useTranslation();
  const part = usePartStyles();
  const headingId = useId();
  return (
    <section className={part.part} aria-labelledby={headingId}>
      <div className={part.head}>
        <h3 id={headingId} className={part.heading}>
          {t('groupStatistics.agents')}
        </h3>
        {children}
      </div>
      {rows.length === 0 ? (
        <p className={part.empty}>{t('groupStatistics.nobody')}</p>
      ) : (
        <FigureTable
          labelledBy={headingId}
          head={columns.map((key) => t(`groupStatistics.${key}`))}
          rows={rows.map(({ userId, name, counts }) => ({
            key: userId ?? '',
            cells: [
              ...[name ?? '', counts.answered, timeText(answerSpeedMs(counts)), timeText(handleTimeMs(counts))],
              ...[timeText(counts.heldMs), counts.missed, counts.declined, timeText(counts.readyMs)],
              ...[timeText(counts.pausedMs), percentText(occupancy(counts), i18n.language)],
            ],
          }))}
        />
      )}
    </section>
  );
}

import { mergeClasses } from '@fluentui/react-components';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerSpeedMs, serviceLevel } from '../../../../src/contract/answer-groups/figures';
import type { Period } from '../../../../src/contract/answer-groups/limits';
import type { Statistics, StatisticsRow } from '../../../../src/contract/answer-groups/statistics';
import { wallIn } from '../../../../src/contract/moments';
import { usePartStyles } from '../part-styles';
import { Bars, Legend } from './Bars';
import { FigureTable } from './FigureTable';
import { useTableStyles } from './table-styles';
import { percentText, soon, timeText } from './texts';

export interface TimeStatisticsProps {
  readonly statistics: Statistics;
  readonly by: Period;
  /** What can be done with it. */
  readonly children: ReactNode;
}

const isUsed = ({ counts }: StatisticsRow): boolean => counts.entered > 0;

/** From the first time in which somebody called to the last. */
function usedPart(rows: readonly StatisticsRow[]): readonly StatisticsRow[] {
  const first = rows.findIndex(isUsed);
  return first < 0 ? [] : rows.slice(first, rows.findLastIndex(isUsed) + 1);
}

/** How the time went on: a picture, and the same as a table. */
export function TimeStatistics({ statistics: { rows, zone }, by, children }: TimeStatisticsProps): ReactNode {
  const { t, i18n } = useTranslation();
  const part = usePartStyles();
  const styles = useTableStyles();
  const headingId = useId();
  const shown = usedPart(rows);
  const texts = useTexts(zone, by);
  const every = Math.ceil(shown.length / 8);
  const head = ['time', 'came', 'answered', 'within', 'level', 'lost', 'waited'].map((key) =>
    t(`groupStatistics.${key}`, soon),
  );
  return (
    <section className={part.part} aria-labelledby={headingId}>
      <div className={part.head}>
        <h3 id={headingId} className={part.heading}>
          {t(by === 'day' ? 'groupStatistics.byDay' : 'groupStatistics.byQuarter')}
        </h3>
        <span className={part.quiet}>{t('groupStatistics.zone', { zone })}</span>
        <span className={mergeClasses(styles.legend, part.quiet)}>
          <Legend answered={t('groupStatistics.answered')} lost={t('groupStatistics.lost')} />
        </span>
        {children}
      </div>
      {shown.length === 0 ? (
        <p className={part.empty}>{t('groupStatistics.noCalls')}</p>
      ) : (
        <>
          <div className={styles.chart}>
            <Bars
              bars={shown.map(({ startMs, counts }, index) => ({
                ...{ key: startMs ?? index, answered: counts.answered, lost: counts.abandoned },
                label: index % every === 0 ? texts.label(startMs ?? 0) : '',
              }))}
            />
          </div>
          <FigureTable
            labelledBy={headingId}
            head={head}
            rows={shown.filter(isUsed).map(({ startMs, endMs, counts }) => ({
              key: String(startMs),
              cells: [
                texts.time(startMs ?? 0, endMs ?? 0),
                ...[counts.entered, counts.answered, counts.answeredSoon],
                ...[
                  percentText(serviceLevel(counts), i18n.language),
                  counts.abandoned,
                  timeText(answerSpeedMs(counts)),
                ],
              ],
            }))}
          />
        </>
      )}
    </section>
  );
}

/** Times by the organisation's clock, whatever the reader's is. */
function useTexts(zone: string, by: Period) {
  const text = (ms: number): string => (by === 'day' ? wallIn(zone, ms).slice(5, 10) : wallIn(zone, ms).slice(11, 16));
  return {
    label: text,
    time: (startMs: number, endMs: number): string =>
      by === 'day' ? wallIn(zone, startMs).slice(0, 10) : `${text(startMs)}–${text(endMs)}`,
  };
}

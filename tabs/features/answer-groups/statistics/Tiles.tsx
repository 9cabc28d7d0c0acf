import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  abandonment,
  answerSpeedMs,
  handleTimeMs,
  judged,
  occupancy,
  serviceGoal,
  serviceLevel,
} from '../../../../src/contract/answer-groups/figures';
import type { Statistics } from '../../../../src/contract/answer-groups/statistics';
import { nothing, percentText, soon, timeText } from './texts';

const useStyles = makeStyles({
  tiles: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(160px, 1fr))',
    gap: tokens.spacingHorizontalM,
    margin: 0,
  },
  tile: {
    display: 'flex',
    flexDirection: 'column',
    padding: tokens.spacingHorizontalM,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow2,
  },
  wide: { gridColumn: '1 / -1' },
  quiet: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  number: {
    margin: 0,
    fontSize: tokens.fontSizeBase600,
    lineHeight: tokens.lineHeightBase600,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
  },
  below: { color: tokens.colorPaletteRedForeground1 },
  plain: { margin: 0 },
});

interface Tile {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly hint: string;
  /** How it is reckoned. */
  readonly formula?: string;
  readonly isBelow?: boolean;
}

/** The figures of a time, each with what it is made of. */
export function Tiles({ statistics }: { readonly statistics: Statistics }): ReactNode {
  const styles = useStyles();
  const tiles = useTiles(statistics);
  return (
    <dl className={styles.tiles}>
      {tiles.map(({ id, label, text, hint, formula, isBelow = false }) => (
        <div key={id} className={mergeClasses(styles.tile, formula !== undefined && styles.wide)}>
          <dt className={styles.quiet}>{label}</dt>
          <dd className={mergeClasses(styles.number, isBelow && styles.below)}>{text}</dd>
          {[hint, formula ?? ''].filter(Boolean).map((line) => (
            <dd key={line} className={mergeClasses(styles.plain, styles.quiet)}>
              {line}
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

function useTiles({ total, overflows }: Statistics): readonly Tile[] {
  const { t, i18n } = useTranslation();
  const percent = (share: number | null): string => percentText(share, i18n.language);
  const text = (key: string, values?: Record<string, unknown>): string => t(`groupStatistics.${key}`, values ?? {});
  const none = total.entered === 0;
  const { abandoned, short, calledBack, callbacksLost } = total;
  const reasons = overflows.map(({ reason, count }) => `${count} ${text(`reasons.${reason}`)}`).join(', ');
  return [
    useLevel(total),
    {
      ...{ id: 'answered', label: text('answered'), text: none ? nothing : String(total.answered) },
      hint: text('answeredOf', { count: total.entered }),
    },
    {
      ...{ id: 'speed', label: text('speed'), text: timeText(answerSpeedMs(total)) },
      hint: text('speedHint', { time: timeText(none ? null : total.longestMs) }),
    },
    {
      ...{ id: 'abandoned', label: text('abandoned'), text: percent(abandonment(total)) },
      hint: [
        text('abandonedHint', { count: abandoned }),
        ...(short === 0 ? [] : [text('shortHint', { count: short })]),
      ].join('; '),
    },
    {
      ...{ id: 'handling', label: text('handling'), text: timeText(handleTimeMs(total)) },
      hint: text('handlingHint'),
    },
    {
      ...{ id: 'occupancy', label: text('occupancy'), text: percent(occupancy(total)) },
      hint: text('occupancyHint'),
    },
    {
      ...{ id: 'overflowed', label: text('overflowed'), text: none ? nothing : String(total.overflowed) },
      hint: reasons,
    },
    {
      ...{ id: 'callbacks', label: text('callbacks'), text: none ? nothing : String(calledBack) },
      hint: text('callbacksHint', { count: callbacksLost }),
    },
  ];
}

function useLevel(total: Statistics['total']): Tile {
  const { t, i18n } = useTranslation();
  const level = serviceLevel(total);
  const goal = t('groupStatistics.goal', { goal: percentText(serviceGoal, i18n.language) });
  const isBelow = level !== null && level < serviceGoal;
  const of = t('groupStatistics.levelOf', { ...soon, soon: total.answeredSoon, judged: judged(total) });
  const said = t(isBelow ? 'groupStatistics.missed' : 'groupStatistics.reached');
  return {
    ...{ id: 'level', label: t('groupStatistics.level'), text: percentText(level, i18n.language, 1), isBelow },
    hint: level === null ? t('groupStatistics.noCalls') : `${of} · ${goal}, ${said}`,
    formula: `${t('groupStatistics.level')} = ${t('groupStatistics.formula', soon)}`,
  };
}

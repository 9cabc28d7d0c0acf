import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  chart: { display: 'flex', alignItems: 'stretch', gap: '2px', height: '160px', minWidth: 0 },
  tall: { height: '100%' },
  column: {
    flex: '1 1 0',
    minWidth: 0,
    maxWidth: '6em',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
  },
  room: { flex: 1, width: '100%', minHeight: 0, display: 'flex', flexDirection: 'column', justifyContent: 'flex-end' },
  count: { textAlign: 'center', lineHeight: 1.3, fontSize: '0.85em', whiteSpace: 'nowrap' },
  answered: { backgroundColor: tokens.colorBrandBackground, borderRadius: '2px 2px 0 0', forcedColorAdjust: 'none' },
  // The pattern says it where the colour does not.
  lost: {
    marginBottom: '1px',
    borderRadius: '2px 2px 0 0',
    forcedColorAdjust: 'none',
    backgroundImage:
      `repeating-linear-gradient(45deg, ${tokens.colorPaletteRedForeground1} 0 3px, ` +
      `${tokens.colorPaletteRedBackground2} 3px 6px)`,
  },
  label: {
    borderTop: `1px solid ${tokens.colorNeutralStroke1}`,
    width: '100%',
    height: '1.6em',
    textAlign: 'center',
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground3,
    fontSize: '0.85em',
    overflow: 'visible',
  },
  legend: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  mark: { width: '0.8em', height: '0.8em', display: 'inline-block' },
});

export interface Bar {
  readonly key: number;
  /** Empty where there is no room. */
  readonly label: string;
  readonly answered: number;
  readonly lost: number;
}

export interface BarsProps {
  readonly bars: readonly Bar[];
  readonly tall?: boolean;
}

/** How many were answered and gave up, for the eye: the figures stand in words elsewhere. */
export function Bars({ bars, tall = false }: BarsProps): ReactNode {
  const styles = useStyles();
  const most = Math.max(1, ...bars.map(({ answered, lost }) => answered + lost));
  const height = (count: number): string => `${(count / most) * 85}%`;
  const isSparse = bars.length <= 32;
  return (
    <div className={mergeClasses(styles.chart, tall && styles.tall)} aria-hidden data-chart>
      {bars.map(({ key, label, answered, lost }) => (
        <div key={key} className={styles.column}>
          <div className={styles.room}>
            {isSparse && answered + lost > 0 && <span className={styles.count}>{answered + lost}</span>}
            <div className={styles.lost} style={{ height: height(lost) }} />
            <div className={styles.answered} style={{ height: height(answered) }} />
          </div>
          <span className={styles.label}>{label}</span>
        </div>
      ))}
    </div>
  );
}

/** What the two colours are. */
export function Legend({ answered, lost }: { readonly answered: string; readonly lost: string }): ReactNode {
  const styles = useStyles();
  return (
    <>
      {(
        [
          [answered, styles.answered],
          [lost, styles.lost],
        ] as const
      ).map(([text, look]) => (
        <span key={text} className={styles.legend}>
          <span className={mergeClasses(styles.mark, look)} aria-hidden />
          {text}
        </span>
      ))}
    </>
  );
}

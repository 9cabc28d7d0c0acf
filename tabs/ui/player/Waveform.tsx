import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { barsOf } from './bars';

const useStyles = makeStyles({
  // From the middle of the slider's knob at one end to that at the other.
  box: { position: 'absolute', inset: '0 7px' },
  bars: {
    position: 'absolute',
    inset: 0,
    width: '100%',
    height: '100%',
    fill: 'none',
    stroke: 'currentColor',
    strokeLinecap: 'round',
    color: tokens.colorNeutralStroke1,
  },
  played: { color: tokens.colorCompoundBrandStroke, '@media (forced-colors: active)': { color: 'Highlight' } },
});

export interface WaveformProps {
  readonly peaks: readonly number[];
  readonly bars: number;
  /** How much of it has been heard, 0–1. */
  readonly played: number;
}

/** How loud a sound is from its beginning to its end; what stands over it says where one is. */
export function Waveform({ peaks, bars, played }: WaveformProps): ReactNode {
  const styles = useStyles();
  const path = useMemo(
    () =>
      barsOf(peaks, bars)
        .map((height, at) => `M${at + 0.5} ${50 - height / 2}v${height}`)
        .join(''),
    [peaks, bars],
  );
  const drawn = (className: string, clipPath?: string): ReactNode => (
    <svg className={className} viewBox={`0 0 ${bars} 100`} preserveAspectRatio="none" style={{ clipPath }}>
      <path d={path} strokeWidth={3} vectorEffect="non-scaling-stroke" />
    </svg>
  );
  return (
    <div className={styles.box} aria-hidden>
      {drawn(styles.bars)}
      {drawn(mergeClasses(styles.bars, styles.played), `inset(0 ${100 - played * 100}% 0 0)`)}
    </div>
  );
}

import { Tooltip, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallId } from '../../../src/contract/ids';
import { useServices } from '../../ui/services';
import type { CallQuality, QualityRating } from '../../softphone/ports';
import { useStore } from '../../ui/use-store';

const useStyles = makeStyles({
  line: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalSNudge,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    minWidth: 0,
  },
  bars: { display: 'inline-flex', alignItems: 'end', gap: '2px', height: '12px', flexShrink: 0 },
  bar: {
    width: '3px',
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: 'currentColor',
    opacity: 0.28,
    forcedColorAdjust: 'none',
  },
  lit: { opacity: 1 },
  text: { minWidth: 0 },
});

const heights = ['4px', '8px', '12px'];
const litBars: Record<QualityRating, number> = { good: 3, fair: 2, poor: 1 };

/**
 * How the sound of this window's call is: good in two words, else with the cause in plain words; the figures on hover
 * and focus. Takes the colour of its surroundings, so that it reads on the dark card too.
 */
export function QualityLine({ invitedAs }: { invitedAs: CallId }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const call = useStore(useServices().softphone.state, (state) => state.calls.get(invitedAs));
  if (call?.state !== 'established') return null;
  if (call.stalled) {
    return (
      <div className={styles.line} role="status" data-quality="stalled">
        <Bars lit={0} />
        <span className={styles.text}>{t('quality.stalled')}</span>
      </div>
    );
  }
  if (call.quality === null) return null;
  const { rating, cause } = call.quality;
  return (
    <Tooltip content={<Figures quality={call.quality} />} relationship="description" positioning="below-start">
      <div className={styles.line} data-quality={rating}>
        <Bars lit={litBars[rating]} />
        <span className={styles.text}>
          {cause === null ? t('quality.good') : t(`quality.${rating}`, { cause: t(`quality.cause.${cause}`) })}
        </span>
      </div>
    </Tooltip>
  );
}

function Bars({ lit }: { lit: number }): ReactNode {
  const styles = useStyles();
  return (
    <span className={styles.bars} aria-hidden>
      {heights.map((height, index) => (
        <span key={height} className={mergeClasses(styles.bar, index < lit && styles.lit)} style={{ height }} />
      ))}
    </span>
  );
}

function Figures({ quality }: { quality: CallQuality }): ReactNode {
  const { t } = useTranslation();
  return quality.roundTripMs === null
    ? t('quality.figuresShort', { loss: quality.lossPercent, jitter: quality.jitterMs })
    : t('quality.figures', { loss: quality.lossPercent, jitter: quality.jitterMs, roundTrip: quality.roundTripMs });
}

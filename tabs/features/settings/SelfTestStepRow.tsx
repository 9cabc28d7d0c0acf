import { Button, ProgressBar, Spinner, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import { ErrorCircleFilled } from '@fluentui/react-icons/svg/error-circle';
import { SubtractCircleRegular } from '@fluentui/react-icons/svg/subtract-circle';
import { WarningFilled } from '@fluentui/react-icons/svg/warning';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SelfTestStep, StepState } from '../../softphone/self-test-steps';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXXS,
    alignItems: 'start',
  },
  icon: { fontSize: '20px', height: '20px', lineHeight: 1, color: tokens.colorNeutralForeground3 },
  good: { color: tokens.colorPaletteGreenForeground1 },
  fair: { color: tokens.colorPaletteMarigoldForeground1 },
  failed: { color: tokens.colorPaletteRedForeground1 },
  body: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS, minWidth: 0 },
  detail: { color: tokens.colorNeutralForeground2 },
  meter: { marginTop: tokens.spacingVerticalXS, maxWidth: '320px' },
  answers: { display: 'flex', gap: tokens.spacingHorizontalS, flexWrap: 'wrap', marginTop: tokens.spacingVerticalXS },
});

const icons: Record<StepState['state'], ReactNode> = {
  idle: <CircleRegular />,
  running: <Spinner size="tiny" />,
  asking: <Spinner size="tiny" />,
  skipped: <SubtractCircleRegular />,
  good: <CheckmarkCircleFilled />,
  fair: <WarningFilled />,
  failed: <ErrorCircleFilled />,
};

export interface SelfTestStepRowProps {
  readonly step: SelfTestStep;
  readonly value: StepState;
  /** How loud the microphone is, 0–1. */
  readonly level: number;
  readonly onHeard: (yes: boolean) => void;
  readonly onPlayAgain: () => void;
}

/** One part of the self test: what is tried, how it went, and what to do when it went wrong. */
export function SelfTestStepRow({ step, value, level, onHeard, onPlayAgain }: SelfTestStepRowProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const look =
    value.state === 'good' || value.state === 'fair' || value.state === 'failed' ? styles[value.state] : undefined;
  return (
    <li className={styles.row} data-step={step} data-result={value.state}>
      <span className={mergeClasses(styles.icon, look)} aria-hidden>
        {icons[value.state]}
      </span>
      <div className={styles.body}>
        <Text weight="semibold">{t(`selfTest.${step}.title`)}</Text>
        <div role="status" className={styles.body}>
          <Outcome step={step} value={value} />
        </div>
        {step === 'microphone' && value.state === 'running' && (
          <ProgressBar
            className={styles.meter}
            value={level}
            thickness="large"
            color="success"
            aria-label={t('settings.level')}
          />
        )}
        {value.state === 'asking' && (
          <div className={styles.answers}>
            <Button size="small" appearance="primary" onClick={() => onHeard(true)}>
              {t('selfTest.speaker.yes')}
            </Button>
            <Button size="small" onClick={() => onHeard(false)}>
              {t('selfTest.speaker.no')}
            </Button>
            <Button size="small" appearance="subtle" onClick={onPlayAgain}>
              {t('selfTest.speaker.again')}
            </Button>
          </div>
        )}
      </div>
    </li>
  );
}

function Outcome({ step, value }: { step: SelfTestStep; value: StepState }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const figures = 'quality' in value ? value.quality : null;
  return (
    <>
      <Text size={200} className={styles.detail}>
        {outcomeText(t, step, value)}
      </Text>
      {figures && (
        <Text size={200} className={styles.detail}>
          {t(figures.roundTripMs === null ? 'quality.figuresShort' : 'quality.figures', {
            loss: figures.lossPercent,
            jitter: figures.jitterMs,
            roundTrip: figures.roundTripMs,
          })}
        </Text>
      )}
    </>
  );
}

function outcomeText(t: TFunction, step: SelfTestStep, value: StepState): string {
  if (value.state === 'idle') return t('selfTest.waiting');
  if (value.state === 'skipped') return t('selfTest.relay.skipped');
  if (!('problem' in value)) return t(`selfTest.${step}.doing`);
  const { problem, quality } = value;
  if (problem !== null) return t(`selfTest.problem.${problem}`);
  if (quality === null) return t(`selfTest.${step}.good`);
  return t(`selfTest.path.${quality.rating}`, {
    cause: quality.cause === null ? '' : t(`quality.cause.${quality.cause}`),
  });
}

import { Button, ProgressBar, Text, makeStyles, mergeClasses, shorthands, tokens } from '@fluentui/react-components';
import { ArrowReplyRegular } from '@fluentui/react-icons/svg/arrow-reply';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SlowSpinner } from '../../ui/SlowSpinner';
import { useServices } from '../../ui/services';
import { useServerNow } from '../../ui/use-now';
import type { CallCard } from '../../view-models/call-card';
import { clockText } from '../../view-models/duration';
import { CallFrom } from '../call-from/CallFrom';
import { useCardStyles } from './card-styles';
import { useCardTexts } from '../../ui/use-card-texts';

/** Once answered, why a call came back is read and then in the way. */
const returnedForMs = 20_000;

const useStyles = makeStyles({
  returned: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    marginBottom: tokens.spacingVerticalM,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorPaletteMarigoldBackground1,
    border: `1px solid ${tokens.colorPaletteMarigoldBorder1}`,
    '& svg': { color: tokens.colorPaletteMarigoldForeground3, flexShrink: 0 },
  },
  /** As wide as what will turn there. */
  spinner: { width: '16px', flexShrink: 0 },
  onActive: {
    backgroundColor: 'color-mix(in srgb, currentColor 14%, transparent)',
    ...shorthands.borderColor('transparent'),
    '& svg': { color: 'inherit' },
  },
  line: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    marginTop: tokens.spacingVerticalM,
    minHeight: '24px',
  },
  grow: { flex: 1, minWidth: 0 },
  kept: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    marginTop: tokens.spacingVerticalM,
  },
  time: { fontVariantNumeric: 'tabular-nums', fontSize: tokens.fontSizeBase200 },
  advice: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalXS,
    marginTop: tokens.spacingVerticalS,
  },
});

/** Why the call is back from a transfer; stays for a while after it was answered. */
export function ReturnedNote({ card }: { card: CallCard }): ReactNode {
  const styles = useStyles();
  const texts = useCardTexts();
  const { clock } = useServices();
  const [read, setRead] = useState(false);
  const ringing = card.state === 'ringing';
  useEffect(() => (ringing ? undefined : clock.after(returnedForMs, () => setRead(true))), [ringing, clock]);
  if (card.returned === null || (read && !ringing)) return null;
  return (
    <div className={mergeClasses(styles.returned, card.state === 'active' && styles.onActive)}>
      <ArrowReplyRegular fontSize={16} aria-hidden />
      <Text size={200} weight="semibold">
        {texts.text(card.returned)}
      </Text>
    </div>
  );
}

/** How long the call is still kept for whoever lost the connection. */
export function KeptNote({ untilMs }: { untilMs: number }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const leftMs = untilMs - useServerNow(true);
  // How long the server keeps calls is its own affair: the bar is full when the loss is first seen.
  const [fullMs] = useState(leftMs);
  if (leftMs <= 0) return null;
  return (
    <div className={styles.kept}>
      <ProgressBar value={Math.min(1, leftMs / fullMs)} color="warning" thickness="large" aria-hidden />
      <span
        role="timer"
        aria-label={t('call.timeLeft')}
        title={t('call.kept', { time: clockText(leftMs) })}
        className={styles.time}
      >
        {clockText(leftMs)}
      </span>
    </div>
  );
}

/** The audio is on its way to another device, which may be this window. */
export function MovingNote({ card, device }: { card: CallCard; device: string }): ReactNode {
  const styles = useStyles();
  const common = useCardStyles();
  const { t } = useTranslation();
  const texts = useCardTexts();
  const { calls } = useServices();
  return (
    <div className={styles.line}>
      <SlowSpinner
        size="extra-tiny"
        appearance={card.state === 'active' ? 'inverted' : 'primary'}
        before={<span className={styles.spinner} />}
      />
      <Text size={200} className={styles.grow}>
        {t('call.movingTo', { device: texts.device(device) })}
      </Text>
      <Button
        size="small"
        shape="circular"
        className={card.state === 'active' ? common.onActive : undefined}
        onClick={() => calls.cancelMove(card.id)}
      >
        {t('action.cancel')}
      </Button>
    </div>
  );
}

/** What the person can do about it; another phone, where the microphone is what is missing. */
export function AdviceNote({ card }: { card: CallCard }): ReactNode {
  const styles = useStyles();
  const texts = useCardTexts();
  const advice = card.advice && texts.text(card.advice);
  if (advice === null || advice === '') return null;
  return (
    <div className={styles.advice}>
      <Text size={200}>{advice}</Text>
      {card.needsMicrophone && card.state !== 'ringing' && <CallFrom />}
    </div>
  );
}

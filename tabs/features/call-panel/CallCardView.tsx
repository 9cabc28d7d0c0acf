import { Button, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../app/services';
import { useServerNow } from '../../app/use-now';
import { PersonAvatar } from '../../components/PersonAvatar';
import { useNumbers } from '../../components/use-numbers';
import type { CallCard } from '../../view-models/call-card';
import { clockText } from '../../view-models/duration';
import { CallControls } from './CallControls';
import { CallName } from './CallName';
import { CallAgain } from './CallAgain';
import { RingingControls } from './RingingControls';

const useCardStyles = makeStyles({
  card: { backgroundColor: tokens.colorNeutralBackground1, borderRadius: tokens.borderRadiusXLarge, boxShadow: tokens.shadow4, padding: '14px', border: `1px solid ${tokens.colorTransparentStroke}`, flexShrink: 0 },
  ringing: { outline: `2px solid ${tokens.colorPaletteGreenBackground3}`, boxShadow: tokens.shadow16 },
  active: { backgroundColor: tokens.colorBrandBackgroundPressed, color: tokens.colorNeutralForegroundOnBrand },
  quiet: { backgroundColor: 'transparent', boxShadow: 'none', border: `1px dashed ${tokens.colorNeutralStroke1}` },
  top: { display: 'grid', gridTemplateColumns: '40px minmax(0, 1fr) auto', gap: tokens.spacingHorizontalM, alignItems: 'center' },
  texts: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  detail: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, overflowWrap: 'anywhere' },
  onActive: { color: 'color-mix(in srgb, currentColor 82%, transparent)' },
  piece: { display: 'inline-block' },
  time: { fontVariantNumeric: 'tabular-nums', color: tokens.colorNeutralForeground3 },
  timeActive: { color: 'inherit' },
  advice: { marginTop: tokens.spacingVerticalS, display: 'block' },
});

/** One call. Draws a snapshot and hands presses on. */
export function CallCardView({ card }: { card: CallCard }): ReactNode {
  const styles = useCardStyles();
  const { t } = useTranslation();
  const { calls } = useServices();
  const numbers = useNumbers();
  const readable = card.number === null ? null : numbers.readable(card.number);
  const who = card.name ?? readable ?? t('call.anonymous');
  const active = card.state === 'active';
  const details = [t(card.status.key, { ...card.status.values }), card.through === null ? null : t('call.through', { group: card.through }), card.name === null ? null : readable].filter((text) => text !== null);
  return (
    <section
      aria-label={t('call.region', { who })}
      data-call-state={card.state}
      className={mergeClasses(styles.card, card.state === 'ringing' && styles.ringing, active && styles.active, (card.state === 'elsewhere' || card.state === 'ended') && styles.quiet)}
    >
      <div className={styles.top}>
        <PersonAvatar name={card.name} />
        <div className={styles.texts}>
          <CallName who={who} number={card.number} />
          <Text className={mergeClasses(styles.detail, active && styles.onActive)}>
            {details.map((text, index) => (
              <Fragment key={text}>
                <span className={styles.piece}>
                  {text}
                  {index < details.length - 1 && ' ·'}
                </span>{' '}
              </Fragment>
            ))}
          </Text>
        </div>
        {card.canDismiss && <Button appearance="subtle" size="small" icon={<DismissRegular />} aria-label={t('action.dismiss')} onClick={() => calls.dismiss(card.id)} />}
        {card.timerFromMs !== null && <CallTimer fromMs={card.timerFromMs} active={active} />}
      </div>
      {card.advice && (
        <Text size={200} className={styles.advice}>
          {t(card.advice.key)}
        </Text>
      )}
      {card.state === 'ringing' && <RingingControls card={card} />}
      {card.canHangUp && <CallControls card={card} />}
      {card.callAgain && <CallAgain card={card} {...card.callAgain} />}
    </section>
  );
}

function CallTimer({ fromMs, active }: { fromMs: number; active: boolean }): ReactNode {
  const styles = useCardStyles();
  const { t } = useTranslation();
  const nowMs = useServerNow(true);
  return (
    <span role="timer" aria-label={t('call.duration')} className={mergeClasses(styles.time, active && styles.timeActive)}>
      {clockText(nowMs - fromMs)}
    </span>
  );
}

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
import { CallName } from './CallName';
import { useCardStyles } from './card-styles';
import { useCardTexts } from './use-card-text';

const useStyles = makeStyles({
  top: { display: 'grid', gridTemplateColumns: '40px minmax(0, 1fr) auto', gap: tokens.spacingHorizontalM, alignItems: 'center' },
  texts: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  piece: { display: 'inline-block' },
  time: { fontVariantNumeric: 'tabular-nums', color: tokens.colorNeutralForeground3 },
  inherit: { color: 'inherit' },
});

/** Who it is, what the call is doing, and for how long. */
export function CardTop({ card }: { card: CallCard }): ReactNode {
  const styles = useStyles();
  const common = useCardStyles();
  const { t } = useTranslation();
  const { calls } = useServices();
  const numbers = useNumbers();
  const texts = useCardTexts();
  const active = card.state === 'active';
  const details = [
    texts.text(card.status),
    card.transferredBy && texts.text(card.transferredBy),
    card.through === null ? null : t('call.through', { group: card.through }),
    card.name === null || card.number === null ? null : numbers.readable(card.number),
  ].filter((text) => text !== null);
  return (
    <div className={styles.top}>
      <PersonAvatar name={card.name} />
      <div className={styles.texts}>
        <CallName who={texts.who(card)} number={card.number} />
        <Text className={mergeClasses(common.detail, active && common.detailOnActive)}>
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
      {card.timerFromMs !== null && <CallTimer fromMs={card.timerFromMs} className={mergeClasses(styles.time, active && styles.inherit)} />}
    </div>
  );
}

export function CallTimer({ fromMs, className }: { fromMs: number; className?: string | undefined }): ReactNode {
  const { t } = useTranslation();
  const nowMs = useServerNow(true);
  return (
    <span role="timer" aria-label={t('call.duration')} className={className}>
      {clockText(nowMs - fromMs)}
    </span>
  );
}

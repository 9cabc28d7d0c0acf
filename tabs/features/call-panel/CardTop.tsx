import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallViewState } from '../../../src/contract/calls/call-view';
import { useServices } from '../../ui/services';
import { useServerNow } from '../../ui/use-now';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { PhoneNumber } from '../../ui/PhoneNumber';
import { useOwnNumber } from '../../ui/use-own-number';
import type { CallCard } from '../../view-models/call-card';
import { clockText } from '../../view-models/duration';
import { useContact } from '../../ui/use-contact';
import { CallName } from './CallName';
import { useCardStyles } from './card-styles';
import { useCardTexts } from '../../ui/use-card-texts';

const useStyles = makeStyles({
  top: {
    display: 'grid',
    gridTemplateColumns: '40px minmax(0, 1fr) auto',
    gap: tokens.spacingHorizontalM,
    alignItems: 'center',
  },
  texts: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  // Each piece brings its own dot; at the beginning of a line the dot falls outside and is cut off.
  clip: { overflow: 'hidden', display: 'block' },
  details: { display: 'flex', flexWrap: 'wrap', marginLeft: '-12px' },
  piece: {
    position: 'relative',
    paddingLeft: '12px',
    '::before': { content: '"·"', position: 'absolute', left: '4px' },
  },
  time: { fontVariantNumeric: 'tabular-nums', color: tokens.colorNeutralForeground3 },
  inherit: { color: 'inherit' },
});

/** States that are told in so few words that the number stands beside them; it can always be copied. */
const brief: ReadonlySet<CallViewState> = new Set(['ringing', 'connecting', 'active', 'ended']);

/** Who it is, what the call is doing, and for how long. */
export function CardTop({ card }: { card: CallCard }): ReactNode {
  const styles = useStyles();
  const common = useCardStyles();
  const { t } = useTranslation();
  const { calls } = useServices();
  const { contact } = useContact(card.contactId);
  const texts = useCardTexts();
  const active = card.state === 'active';
  const called = useOwnNumber()(card.calledNumber);
  const details = [
    texts.text(card.status),
    called && t('call.to', { number: called }),
    card.transferredBy && texts.text(card.transferredBy),
    card.through === null ? null : t('call.through', { group: card.through }),
    card.waitedMs === null ? null : t('call.waited', { time: clockText(card.waitedMs) }),
  ].filter((text) => text !== null);
  const number =
    card.name === null || !brief.has(card.state) || card.canTakeBack || card.keptUntilMs !== null ? null : card.number;
  return (
    <div className={styles.top}>
      <PersonAvatar name={card.name} contact={contact} />
      <div className={styles.texts}>
        <CallName card={card} who={texts.who(card)} />
        <span className={mergeClasses(common.detail, styles.clip, active && common.detailOnActive)}>
          <span className={styles.details}>
            <Company card={card} />
            {details.map((text) => (
              <Fragment key={text}>
                <span className={styles.piece}>{text}</span>{' '}
              </Fragment>
            ))}
            {number !== null && (
              <span className={styles.piece}>
                <PhoneNumber number={number} />
              </span>
            )}
          </span>
        </span>
      </div>
      {card.canDismiss && (
        <Button
          appearance="subtle"
          size="small"
          icon={<DismissRegular />}
          aria-label={t('action.dismiss')}
          onClick={() => calls.dismiss(card.id)}
        />
      )}
      {card.timerFromMs !== null && (
        <CallTimer
          fromMs={card.timerFromMs}
          counts={card.timer}
          className={mergeClasses(styles.time, active && styles.inherit)}
        />
      )}
    </div>
  );
}

/** Where somebody from outside comes from, as the directory knows; of colleagues one knows it. */
function Company({ card: { userId, contactId } }: { card: CallCard }): ReactNode {
  const styles = useStyles();
  const { contact } = useContact(userId === null ? contactId : null);
  if (!contact?.company) return null;
  return (
    <>
      <span className={styles.piece}>{contact.company}</span>{' '}
    </>
  );
}

const timerNames: Record<CallCard['timer'], string> = {
  talking: 'call.duration',
  ringing: 'call.ringingFor',
  waiting: 'call.heldFor',
};

export function CallTimer({
  fromMs,
  counts,
  className,
}: {
  fromMs: number;
  counts: CallCard['timer'];
  className?: string | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const nowMs = useServerNow(true);
  return (
    <span role="timer" aria-label={t(timerNames[counts])} title={t(timerNames[counts])} className={className}>
      {clockText(nowMs - fromMs)}
    </span>
  );
}

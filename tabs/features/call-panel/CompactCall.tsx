import { Text, makeStyles, mergeClasses } from '@fluentui/react-components';
import { CallEndFilled } from '@fluentui/react-icons/svg/call-end';
import { CallInboundRegular } from '@fluentui/react-icons/svg/call-inbound';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { useContact } from '../../ui/use-contact';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { PhoneNumber } from '../../ui/PhoneNumber';
import type { CallCard } from '../../view-models/call-card';
import type { ConnectOffer } from '../../view-models/connect-offer';
import { CallTimer } from './CardTop';
import { useCardStyles } from './card-styles';
import { useConnect } from './ConnectButton';
import { MoreMenu } from './MoreMenu';
import { RecordingMark } from './RecordingNote';
import { RoundButton } from './RoundButton';
import { useCardTexts } from '../../ui/use-card-texts';
import { useIsNextHeld } from './use-is-next-held';

const useStyles = makeStyles({
  row: { display: 'flex', alignItems: 'center', gap: '6px' },
  texts: { display: 'flex', flexDirection: 'column', minWidth: 0, flex: 1, marginLeft: '2px' },
  line: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  time: { fontVariantNumeric: 'tabular-nums' },
});

/** A call that waits, in one line, so that ten of them can be looked over. */
export function CompactCall({ card, offer }: { card: CallCard; offer: ConnectOffer | null }): ReactNode {
  const styles = useStyles();
  const common = useCardStyles();
  const { t } = useTranslation();
  const { calls } = useServices();
  const texts = useCardTexts();
  const connect = useConnect(card, offer);
  const { contact } = useContact(card.contactId);
  const who = texts.who(card);
  const next = useIsNextHeld(card);
  return (
    <div className={styles.row}>
      <PersonAvatar name={card.name} size={28} contact={contact} />
      <div className={styles.texts}>
        <Text weight="semibold" className={styles.line} title={who}>
          {card.name !== null || card.number === null ? who : <PhoneNumber number={card.number} />}
        </Text>
        <span className={mergeClasses(common.detail, styles.line)}>
          {card.timerFromMs !== null && (
            <CallTimer fromMs={card.timerFromMs} counts={card.timer} className={styles.time} />
          )}{' '}
          · {card.state === 'held' ? t('call.heldShort') : texts.text(card.status)}
        </span>
      </div>
      {card.recording !== null && <RecordingMark recording={card.recording} small />}
      {card.take === 'here' ? (
        <RoundButton
          card={card}
          small
          name={t('action.takeHere')}
          task="takeHere"
          shortcut="takeHere"
          icon={<CallInboundRegular />}
          onClick={() => calls.moveHere(card.id)}
        />
      ) : (
        <RoundButton
          card={card}
          small
          name={t('action.resume')}
          task="hold"
          {...(next ? { shortcut: 'nextHeld' } : {})}
          icon={<PlayRegular />}
          onClick={() => calls.resume(card.id)}
        />
      )}
      <MoreMenu card={card} small onConnect={connect} />
      <RoundButton
        card={card}
        small
        name={t('action.hangUp')}
        task="hangUp"
        className={common.red}
        icon={<CallEndFilled />}
        onClick={() => calls.hangUp(card.id)}
      />
    </div>
  );
}

import { Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { HeadphonesRegular } from '@fluentui/react-icons/svg/headphones';
import { MicOffFilled } from '@fluentui/react-icons/svg/mic-off';
import { MicRegular } from '@fluentui/react-icons/svg/mic';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GuestView } from '../../../src/contract/calls/call-view';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { PhoneNumber } from '../../ui/PhoneNumber';
import { useCardTexts } from '../../ui/use-card-texts';
import { useContact } from '../../ui/use-contact';
import type { CallCard } from '../../view-models/call-card';
import { guestText, participantsIn, supervisorKey, supervisorsIn } from '../../view-models/guests';
import { useCardStyles } from './card-styles';
import { RoundButton } from './RoundButton';
import { useConference } from './use-conference';

const useStyles = makeStyles({
  note: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    marginTop: tokens.spacingVerticalS,
    '& svg': { flexShrink: 0 },
  },
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    margin: `${tokens.spacingVerticalM} 0 0`,
    padding: 0,
    listStyleType: 'none',
  },
  row: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minHeight: '32px' },
  texts: { display: 'flex', flexDirection: 'column', flex: 1, minWidth: 0 },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
});

/** Who takes part besides, and which supervisor does what. */
export function Participants({ card }: { card: CallCard }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const texts = useCardTexts();
  const participants = participantsIn(card.guests);
  return (
    <>
      {supervisorsIn(card.guests).map((guest) => (
        <div key={guest.id} className={styles.note}>
          <HeadphonesRegular fontSize={16} aria-hidden />
          <Text size={200}>{t(supervisorKey(guest), { who: texts.who(guest) })}</Text>
        </div>
      ))}
      {participants.length > 0 && (
        <ul className={styles.list} aria-label={t('call.participants')}>
          {participants.map((guest) => (
            <Participant key={guest.id} card={card} guest={guest} />
          ))}
        </ul>
      )}
    </>
  );
}

interface ParticipantProps {
  readonly card: CallCard;
  readonly guest: GuestView;
}

function Participant({ card, guest }: ParticipantProps): ReactNode {
  const styles = useStyles();
  const common = useCardStyles();
  const texts = useCardTexts();
  const { contact } = useContact(guest.contactId);
  const who = texts.who(guest);
  return (
    <li className={styles.row}>
      <PersonAvatar name={guest.name} size={24} contact={contact} />
      <span className={styles.texts}>
        <Text size={200} weight="semibold" className={styles.name} title={who}>
          {guest.name === null && guest.number !== null ? <PhoneNumber number={guest.number} /> : who}
        </Text>
        <span className={mergeClasses(common.detail, card.state === 'active' && common.detailOnActive)}>
          {texts.text(guestText(guest))}
        </span>
      </span>
      {guest.mine && guest.state !== 'left' && <GuestButtons card={card} guest={guest} who={who} />}
    </li>
  );
}

/** For whoever has brought the guest, and for who made the conference. */
function GuestButtons({ card, guest: { id, state, muted }, who }: ParticipantProps & { who: string }): ReactNode {
  const { t } = useTranslation();
  const conference = useConference();
  return (
    <>
      {state !== 'ringing' && (
        <RoundButton
          card={card}
          small
          name={t(muted ? 'action.unmuteWho' : 'action.muteWho', { who })}
          pressed={muted}
          icon={muted ? <MicOffFilled /> : <MicRegular />}
          onClick={() => conference.mute(card.id, id, !muted)}
        />
      )}
      <RoundButton
        card={card}
        small
        name={t('action.removeWho', { who })}
        icon={<DismissRegular />}
        onClick={() => conference.remove(card.id, id)}
      />
    </>
  );
}

import { Badge, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { VoicemailMessage } from '../../../src/contract/voicemail/voicemail';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { PhoneNumber } from '../../ui/PhoneNumber';
import { littleRoom } from '../../ui/player/little-room';
import { PlayButton } from '../../ui/player/PlayButton';
import { Player } from '../../ui/player/Player';
import { PlayFailed } from '../../ui/player/PlayFailed';
import { useSoundCardStyles } from '../../ui/player/sound-card-styles';
import type { Player as PlayerOf } from '../../ui/player/player';
import { rowKeys } from '../../ui/row-keys';
import { useLine } from '../../ui/use-line';
import { useRowPhoto } from '../../ui/use-row-photo';
import { useWhen } from '../../ui/use-when';
import { lengthText } from '../../view-models/duration';
import { MessageActions } from './MessageActions';
import { Transcript } from './Transcript';
import type { MessageActs } from './use-message-acts';
import { useMessageTexts } from './use-message-texts';

const useStyles = makeStyles({
  // Not by colour alone: the name is bold, and a word stands behind it.
  isNew: {
    '::before': {
      content: '""',
      position: 'absolute',
      left: '-1px',
      top: tokens.spacingVerticalM,
      bottom: tokens.spacingVerticalM,
      width: '3px',
      borderRadius: '2px',
      backgroundColor: tokens.colorBrandStroke1,
    },
  },
  bold: { fontWeight: tokens.fontWeightSemibold },
  // The word stands where there is room for it.
  besideName: { flexShrink: 0, [littleRoom]: { display: 'none' } },
  belowName: { display: 'none', [littleRoom]: { display: 'inline' } },
});

export interface MessageCardProps {
  readonly message: VoicemailMessage;
  readonly open: boolean;
  /** Tab reaches this one and none of the others. */
  readonly stop: boolean;
  readonly player: PlayerOf;
  readonly acts: MessageActs;
  readonly onOpen: (open: boolean) => void;
}

/** One message: a row, and, once it is opened or played, its sound and all that can be done with it. */
export function MessageCard({ message, open, stop, player, acts, onOpen }: MessageCardProps): ReactNode {
  const own = useStyles();
  const styles = useSoundCardStyles();
  const { t } = useTranslation();
  const when = useWhen();
  const texts = useMessageTexts();
  const { id, leftAtMs, ms, heard } = message;
  return (
    <article
      aria-label={t('voicemail.from', { who: texts.who(message) })}
      className={mergeClasses(styles.card, open ? styles.open : styles.atRest, !heard && own.isNew)}
    >
      <button
        type="button"
        data-row={id}
        tabIndex={stop ? 0 : -1}
        aria-expanded={open}
        aria-keyshortcuts="Delete"
        className={styles.who}
        onClick={() => onOpen(!open)}
        onKeyDown={rowKeys({ remove: () => acts.remove(id) })}
      >
        <Who message={message} />
      </button>
      <PlayButton
        {...{ soundId: id, player, open }}
        className={mergeClasses(styles.play, open && styles.playOpen)}
        tabIndex={stop ? 0 : -1}
        onPlay={() => onOpen(true)}
      />
      {open && <Player sound={message} player={player} />}
      <span className={styles.time}>
        <time dateTime={new Date(leftAtMs).toISOString()}>{when.time(leftAtMs)}</time>
        <span title={t('player.length')}>{lengthText(ms)}</span>
      </span>
      <MessageActions message={message} open={open} stop={stop} acts={acts} />
      {open && <Transcript message={message} />}
      {open && <PlayFailed soundId={id} player={player} text={t('voicemail.playFailed')} />}
    </article>
  );
}

function Who({ message }: { message: VoicemailMessage }): ReactNode {
  const own = useStyles();
  const styles = useSoundCardStyles();
  const { t } = useTranslation();
  const texts = useMessageTexts();
  const { from, heard } = message;
  const line = useLine(from.userId);
  const photo = useRowPhoto(from.contactId);
  const details = texts.details(message);
  return (
    <>
      <PersonAvatar name={from.name} line={line} contact={photo} />
      <span className={styles.texts}>
        <span className={styles.name}>
          <span className={mergeClasses(styles.ellipsis, !heard && own.bold)}>
            {from.name ?? (from.number === null ? t('history.anonymous') : <PhoneNumber number={from.number} />)}
          </span>
          {!heard && (
            <Badge appearance="tint" shape="rounded" className={own.besideName}>
              {t('voicemail.isNew')}
            </Badge>
          )}
        </span>
        <Text size={200} className={mergeClasses(styles.ellipsis, styles.muted)}>
          {!heard && <span className={own.belowName}>{[t('voicemail.isNew'), details && ' · ']}</span>}
          {details}
        </Text>
      </span>
    </>
  );
}

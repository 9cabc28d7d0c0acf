import { Button, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallRecording } from '../../../src/contract/call-recordings/call-recordings';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { PhoneNumber } from '../../ui/PhoneNumber';
import { PlayButton } from '../../ui/player/PlayButton';
import { Player } from '../../ui/player/Player';
import { PlayFailed } from '../../ui/player/PlayFailed';
import type { Player as PlayerOf } from '../../ui/player/player';
import { useSoundCardStyles } from '../../ui/player/sound-card-styles';
import { rowKeys } from '../../ui/row-keys';
import { useNumbers } from '../../ui/use-numbers';
import { useRowPhoto } from '../../ui/use-row-photo';
import { useWhen } from '../../ui/use-when';
import { lengthText } from '../../view-models/duration';
import { Plays } from './Plays';
import type { RecordingActs } from './use-recording-acts';

const useStyles = makeStyles({
  actions: { gridArea: 'actions', display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  whole: { whiteSpace: 'nowrap' },
});

export interface RecordingCardProps {
  readonly recording: CallRecording;
  readonly open: boolean;
  /** Tab reaches this one and none of the others. */
  readonly stop: boolean;
  readonly player: PlayerOf;
  readonly acts: RecordingActs;
  readonly onOpen: (open: boolean) => void;
}

/** One recorded call: a row, and, once it is opened or played, its sound, who has listened, and what can be done. */
export function RecordingCard({ recording, open, stop, player, acts, onOpen }: RecordingCardProps): ReactNode {
  const styles = useSoundCardStyles();
  const { t } = useTranslation();
  const when = useWhen();
  const numbers = useNumbers();
  const { id, other, startedAtMs, ms } = recording;
  const who = other.name ?? (other.number === null ? t('history.anonymous') : numbers.readable(other.number));
  return (
    <article
      aria-label={t('recordings.of', { who })}
      className={mergeClasses(styles.card, open ? styles.open : styles.atRest)}
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
        <Parties recording={recording} />
      </button>
      <PlayButton
        {...{ soundId: id, player, open }}
        className={mergeClasses(styles.play, open && styles.playOpen)}
        tabIndex={stop ? 0 : -1}
        onPlay={() => onOpen(true)}
      />
      {open && <Player sound={recording} player={player} />}
      <span className={styles.time}>
        <time dateTime={new Date(startedAtMs).toISOString()}>{when.dayAndTime(startedAtMs)}</time>
        <span title={t('player.length')}>{lengthText(ms)}</span>
      </span>
      {open && <Actions recording={recording} acts={acts} />}
      {open && <PlayFailed soundId={id} player={player} text={t('recordings.playFailed')} />}
      {open && <Plays recordingId={id} />}
    </article>
  );
}

/** Who was on the other side, who recorded it, and through which group it came. */
function Parties({ recording: { other, by, group, cutShort } }: { recording: CallRecording }): ReactNode {
  const styles = useSoundCardStyles();
  const { t } = useTranslation();
  const numbers = useNumbers();
  const photo = useRowPhoto(other.contactId);
  const details = [
    other.name === null || other.number === null ? null : numbers.local(other.number),
    t('recordings.by', { who: by.name }),
    group && group.name,
    cutShort ? t('recordings.cutShort') : null,
  ].filter((part) => part !== null);
  return (
    <>
      <PersonAvatar name={other.name} contact={photo} />
      <span className={styles.texts}>
        <span className={styles.ellipsis}>
          {other.name ?? (other.number === null ? t('history.anonymous') : <PhoneNumber number={other.number} />)}
        </span>
        <Text size={200} className={mergeClasses(styles.ellipsis, styles.muted)}>
          {details.join(' · ')}
        </Text>
      </span>
    </>
  );
}

function Actions({ recording: { id }, acts }: Pick<RecordingCardProps, 'recording' | 'acts'>): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <div data-actions className={styles.actions}>
      <Button className={styles.whole} icon={<ArrowDownloadRegular />} onClick={() => acts.download(id)}>
        {t('player.download')}
      </Button>
      <Button className={styles.whole} icon={<DeleteRegular />} onClick={() => acts.remove(id)}>
        {t('recordings.delete')}
      </Button>
    </div>
  );
}

import { Badge, Button, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { PauseFilled } from '@fluentui/react-icons/svg/pause';
import { PlayFilled } from '@fluentui/react-icons/svg/play';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { VoicemailMessage } from '../../../src/contract/voicemail/voicemail';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { PhoneNumber } from '../../ui/PhoneNumber';
import { rowKeys } from '../../ui/row-keys';
import { touch } from '../../ui/touch';
import { useLine } from '../../ui/use-line';
import { useRowPhoto } from '../../ui/use-row-photo';
import { useStore } from '../../ui/use-store';
import { useWhen } from '../../ui/use-when';
import { lengthText } from '../../view-models/duration';
import { littleRoom } from './little-room';
import { MessageActions } from './MessageActions';
import { Player } from './Player';
import type { Player as PlayerOf } from './player';
import { Transcript } from './Transcript';
import type { MessageActs } from './use-message-acts';
import { useMessageTexts } from './use-message-texts';

const useStyles = makeStyles({
  card: {
    position: 'relative',
    display: 'grid',
    alignItems: 'center',
    gridTemplateColumns: 'minmax(0, 1fr) auto auto auto',
    gridTemplateAreas: '"who actions play time"',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalM,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusXLarge,
    boxShadow: tokens.shadow2,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    [littleRoom]: { columnGap: tokens.spacingHorizontalS, padding: tokens.spacingHorizontalM },
  },
  open: {
    gridTemplateColumns: 'auto minmax(0, 1fr) auto',
    gridTemplateAreas: '"who who time" "play player player" "actions actions actions"',
  },
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
  /** Of a row, what is seldom needed comes with the mouse and the focus; a finger opens the row. */
  atRest: {
    '& > [data-actions]': { opacity: 0 },
    ':hover > [data-actions]': { opacity: 1 },
    ':focus-within > [data-actions]': { opacity: 1 },
    [touch]: { '& > [data-actions]': { display: 'none' } },
    [littleRoom]: { '& > [data-actions]': { display: 'none' } },
  },
  who: {
    gridArea: 'who',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    minWidth: 0,
    padding: 0,
    border: 'none',
    background: 'none',
    font: 'inherit',
    color: 'inherit',
    textAlign: 'left',
    cursor: 'pointer',
    borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  texts: { flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' },
  name: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minWidth: 0 },
  bold: { fontWeight: tokens.fontWeightSemibold },
  ellipsis: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  muted: { color: tokens.colorNeutralForeground3 },
  // The word stands where there is room for it.
  besideName: { flexShrink: 0, [littleRoom]: { display: 'none' } },
  belowName: { display: 'none', [littleRoom]: { display: 'inline' } },
  play: { gridArea: 'play' },
  // Beside what is drawn, not beside both lines.
  playOpen: { [littleRoom]: { alignSelf: 'start', marginTop: '4px' } },
  failed: {
    gridColumn: '1 / -1',
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalM,
    color: tokens.colorPaletteRedForeground1,
  },
  time: {
    gridArea: 'time',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-end',
    minWidth: '40px',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontVariantNumeric: 'tabular-nums',
  },
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
  const styles = useStyles();
  const { t } = useTranslation();
  const when = useWhen();
  const texts = useMessageTexts();
  const { id, leftAtMs, ms, heard } = message;
  return (
    <article
      aria-label={t('voicemail.from', { who: texts.who(message) })}
      className={mergeClasses(styles.card, open ? styles.open : styles.atRest, !heard && styles.isNew)}
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
      <PlayButton message={message} open={open} stop={stop} player={player} onOpen={onOpen} />
      {open && <Player message={message} player={player} />}
      <span className={styles.time}>
        <time dateTime={new Date(leftAtMs).toISOString()}>{when.time(leftAtMs)}</time>
        <span title={t('voicemail.length')}>{lengthText(ms)}</span>
      </span>
      <MessageActions message={message} open={open} stop={stop} acts={acts} />
      {open && <Transcript message={message} />}
      {open && <Failed message={message} player={player} />}
    </article>
  );
}

function Who({ message }: { message: VoicemailMessage }): ReactNode {
  const styles = useStyles();
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
          <span className={mergeClasses(styles.ellipsis, !heard && styles.bold)}>
            {from.name ?? (from.number === null ? t('history.anonymous') : <PhoneNumber number={from.number} />)}
          </span>
          {!heard && (
            <Badge appearance="tint" shape="rounded" className={styles.besideName}>
              {t('voicemail.isNew')}
            </Badge>
          )}
        </span>
        <Text size={200} className={mergeClasses(styles.ellipsis, styles.muted)}>
          {!heard && <span className={styles.belowName}>{[t('voicemail.isNew'), details && ' · ']}</span>}
          {details}
        </Text>
      </span>
    </>
  );
}

function PlayButton(props: Pick<MessageCardProps, 'message' | 'open' | 'stop' | 'player' | 'onOpen'>): ReactNode {
  const { message, open, stop, player, onOpen } = props;
  const { id } = message;
  const styles = useStyles();
  const { t } = useTranslation();
  const sounds = useStore(
    player.state,
    ({ messageId, phase }) => messageId === id && (phase === 'playing' || phase === 'loading'),
  );
  const name = t(sounds ? 'voicemail.pause' : 'voicemail.play');
  function press(): void {
    if (sounds) return player.pause();
    onOpen(true);
    player.play(id);
  }
  return (
    <Button
      className={mergeClasses(styles.play, open && styles.playOpen)}
      appearance={open ? 'primary' : 'outline'}
      shape={open ? 'circular' : 'rounded'}
      tabIndex={stop ? 0 : -1}
      icon={sounds ? <PauseFilled /> : <PlayFilled />}
      aria-label={name}
      title={name}
      onClick={press}
    />
  );
}

function Failed({ message: { id }, player }: Pick<MessageCardProps, 'message' | 'player'>): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const failed = useStore(player.state, ({ messageId, phase }) => messageId === id && phase === 'failed');
  if (!failed) return null;
  return (
    <div role="alert" className={styles.failed}>
      <Text size={200}>{t('voicemail.playFailed')}</Text>
      <Button size="small" onClick={() => player.play(id)}>
        {t('action.retry')}
      </Button>
    </div>
  );
}

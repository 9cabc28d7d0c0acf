import { Button, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CallEndFilled } from '@fluentui/react-icons/svg/call-end';
import { ChevronLeftRegular } from '@fluentui/react-icons/svg/chevron-left';
import { ChevronUpRegular } from '@fluentui/react-icons/svg/chevron-up';
import { MicOffFilled } from '@fluentui/react-icons/svg/mic-off';
import { MicRegular } from '@fluentui/react-icons/svg/mic';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { useContact } from '../../ui/use-contact';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { useStore } from '../../ui/use-store';
import type { CallCard } from '../../view-models/call-card';
import { CallTimer } from './CardTop';
import { useCardStyles } from './card-styles';
import { RecordingMark } from './RecordingNote';
import { RoundButton } from './RoundButton';
import { useCardTexts } from '../../ui/use-card-texts';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    borderRadius: tokens.borderRadiusXLarge,
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalXS}`,
    minWidth: 0,
    boxSizing: 'border-box',
  },
  upright: {
    flexDirection: 'column',
    width: '44px',
    padding: `${tokens.spacingVerticalXS} 0`,
    gap: tokens.spacingVerticalS,
  },
  unfold: {
    flex: 1,
    minWidth: 0,
    justifyContent: 'flex-start',
    color: 'inherit',
    gap: tokens.spacingHorizontalS,
    padding: `0 ${tokens.spacingHorizontalXS}`,
    minHeight: '44px',
    ':hover': { color: 'inherit' },
    ':hover:active': { color: 'inherit' },
  },
  unfoldUpright: {
    flex: 'none',
    flexDirection: 'column',
    width: '44px',
    padding: `${tokens.spacingVerticalXS} 0`,
    gap: tokens.spacingVerticalXS,
  },
  texts: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', minWidth: 0 },
  line: { maxWidth: '100%', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  time: { fontVariantNumeric: 'tabular-nums', fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
});

/** The first of my calls where there is room for one line: who, how long, mute and hang up, and the way back to all. */
export function MiniCall({ upright = false, onUnfold }: { upright?: boolean; onUnfold: () => void }): ReactNode {
  const styles = useStyles();
  const look = useCardStyles();
  const { t } = useTranslation();
  const { cards, calls } = useServices();
  const texts = useCardTexts();
  const [card, ...others] = useStore(cards, (value) => value);
  if (!card) return null;
  return (
    <section
      aria-label={t('call.region', { who: texts.who(card) })}
      data-call-state={card.state}
      data-call={card.id}
      className={mergeClasses(styles.bar, upright && styles.upright, card.state === 'active' && look.active)}
    >
      <UnfoldButton card={card} others={others.length} upright={upright} onUnfold={onUnfold} />
      {card.recording !== null && <RecordingMark recording={card.recording} small />}
      {card.canTalk && (
        <RoundButton
          card={card}
          name={t(card.muted ? 'action.unmute' : 'action.mute')}
          pressed={card.muted}
          icon={card.muted ? <MicOffFilled /> : <MicRegular />}
          onClick={() => calls.mute(card.id, !card.muted)}
        />
      )}
      {card.canHangUp && (
        <RoundButton
          card={card}
          name={t('action.hangUp')}
          className={look.red}
          icon={<CallEndFilled />}
          onClick={() => calls.hangUp(card.id)}
        />
      )}
    </section>
  );
}

interface UnfoldButtonProps {
  readonly card: CallCard;
  /** How many calls there are besides this one. */
  readonly others: number;
  readonly upright: boolean;
  readonly onUnfold: () => void;
}

/** Who, how long and how many more; shows all calls. */
function UnfoldButton({ card, others, upright, onUnfold }: UnfoldButtonProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const texts = useCardTexts();
  const { contact } = useContact(card.contactId);
  const who = texts.who(card);
  const more = others === 0 ? null : t('call.others', { count: others });
  const text = [card.timerFromMs === null ? texts.text(card.status) : null, more]
    .filter((part) => part !== null)
    .join(' · ');
  return (
    <Button
      appearance="transparent"
      className={mergeClasses(styles.unfold, upright && styles.unfoldUpright)}
      aria-expanded={false}
      aria-label={t('call.showCalls')}
      aria-description={[who, text].join(', ')}
      title={upright ? who : undefined}
      onClick={onUnfold}
    >
      {upright ? <ChevronLeftRegular fontSize={16} /> : <ChevronUpRegular fontSize={16} />}
      <PersonAvatar name={card.name} size={28} contact={contact} />
      {upright && card.timerFromMs !== null && (
        <CallTimer fromMs={card.timerFromMs} counts={card.timer} className={styles.time} />
      )}
      {!upright && (
        <span className={styles.texts}>
          <Text weight="semibold" className={styles.line}>
            {who}
          </Text>
          <span className={mergeClasses(styles.time, styles.line)}>
            {card.timerFromMs !== null && <CallTimer fromMs={card.timerFromMs} counts={card.timer} />}
            {card.timerFromMs !== null && text !== '' && ' · '}
            {text}
          </span>
        </span>
      )}
    </Button>
  );
}

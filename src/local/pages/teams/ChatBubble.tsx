import { Avatar, Caption1, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { wallIn } from '../../../contract/moments';
import { computerTimeZone } from '../../../contract/time-zone';
import type { ChatMessage } from '../../connector/feed';
import type { HostTheme } from '../shared/themes';
import { AdaptiveCardView, type CardAction } from './AdaptiveCardView';

const useStyles = makeStyles({
  row: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'flex-start' },
  mine: { justifyContent: 'flex-end' },
  column: { minWidth: 0, maxWidth: '100%', display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
  wide: { flexGrow: 1 },
  bubble: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
  },
  mineBubble: { backgroundColor: tokens.colorBrandBackground2, color: tokens.colorNeutralForeground1 },
  time: { color: tokens.colorNeutralForeground3 },
});

export interface ChatBubbleProps {
  readonly message: ChatMessage;
  readonly theme: HostTheme;
  readonly onOpenUrl: (url: string) => void;
  readonly onPress: (action: CardAction) => void;
}

/** One message of the chat: a text, cards, or both. */
export function ChatBubble({ message, theme, onOpenUrl, onPress }: ChatBubbleProps) {
  const styles = useStyles();
  const mine = message.author === 'person';
  const time = wallIn(computerTimeZone(), message.atMs).slice(11, 16);
  return (
    <article className={mergeClasses(styles.row, mine && styles.mine)}>
      {!mine && <Avatar name="Växel" size={28} color="brand" aria-hidden />}
      <div className={mergeClasses(styles.column, message.cards.length > 0 && styles.wide)}>
        <Caption1 className={styles.time}>{mine ? time : `Växel ${time}`}</Caption1>
        {message.text !== null && message.text !== '' && (
          <Text className={mergeClasses(styles.bubble, mine && styles.mineBubble)}>{message.text}</Text>
        )}
        {message.cards.map((card, index) => (
          <AdaptiveCardView key={index} card={card} theme={theme} onOpenUrl={onOpenUrl} onPress={onPress} />
        ))}
      </div>
    </article>
  );
}

import {
  Button,
  Input,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Subtitle2,
  Text,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { SendRegular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import type { DemoPerson } from '../../page-routes';
import type { HostTheme } from '../shared/themes';
import { ChatBubble } from './ChatBubble';
import { teamsTexts, type TeamsTexts } from './texts';
import { useChat } from './use-chat';

const useStyles = makeStyles({
  root: { flexGrow: 1, minWidth: 0, display: 'flex', flexDirection: 'column' },
  heading: {
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  log: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalM,
  },
  empty: { color: tokens.colorNeutralForeground3, margin: 'auto', textAlign: 'center' },
  compose: { display: 'flex', padding: tokens.spacingHorizontalM },
  input: { flexGrow: 1, minWidth: 0 },
});

export interface ChatProps {
  readonly person: DemoPerson;
  readonly locale: string;
  readonly theme: HostTheme;
  readonly onOpenUrl: (url: string) => void;
}

/** The personal chat with the bot, as Teams shows it. */
export function Chat({ person, locale, theme, onOpenUrl }: ChatProps) {
  const styles = useStyles();
  const texts = teamsTexts(locale);
  const chat = useChat(person.key, locale);
  const [notice, setNotice] = useState<string | null>(null);
  const log = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chat.messages.length === 0 && !chat.typing) return;
    // In braces: newer browsers answer scrollTo with a promise, which is no clean-up.
    log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [chat.messages, chat.typing]);

  return (
    <section className={styles.root}>
      <div className={styles.heading}>
        <Subtitle2 as="h2">Växel</Subtitle2>
      </div>
      {chat.unreachable && (
        <MessageBar intent="warning">
          <MessageBarBody>{texts.unreachable}</MessageBarBody>
          <MessageBarActions>
            <Button size="small" onClick={chat.retry}>
              {texts.tryAgain}
            </Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {/* What scrolls must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div ref={log} role="log" aria-label={texts.chatLog} tabIndex={0} className={styles.log}>
        {chat.messages.length === 0 && <Text className={styles.empty}>{texts.empty}</Text>}
        {chat.messages.map((message) => (
          <ChatBubble
            key={message.id}
            message={message}
            theme={theme}
            onOpenUrl={onOpenUrl}
            onPress={(action) => void chat.press(message.id, action).then(setNotice)}
          />
        ))}
        {chat.typing && <Text italic>{texts.typing}</Text>}
      </div>
      {notice !== null && (
        <MessageBar>
          <MessageBarBody>{notice}</MessageBarBody>
        </MessageBar>
      )}
      <ComposeBox texts={texts} onSend={chat.say} />
    </section>
  );
}

interface ComposeBoxProps {
  readonly texts: TeamsTexts;
  readonly onSend: (text: string) => Promise<boolean>;
}

function ComposeBox({ texts, onSend }: ComposeBoxProps) {
  const styles = useStyles();
  const [text, setText] = useState('');
  return (
    <form
      className={styles.compose}
      onSubmit={(event) => {
        event.preventDefault();
        const said = text.trim();
        if (said === '') return;
        setText('');
        void onSend(said);
      }}
    >
      <Input
        className={styles.input}
        aria-label={texts.message}
        placeholder={texts.message}
        value={text}
        onChange={(_event, { value }) => setText(value)}
        contentAfter={
          <Button type="submit" appearance="transparent" size="small" icon={<SendRegular />} aria-label={texts.send} />
        }
      />
    </form>
  );
}

import { Button, Text, Title3, makeStyles, tokens } from '@fluentui/react-components';
import { VoicemailRegular } from '@fluentui/react-icons/svg/voicemail';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FocusScope } from '../../session/focus-keeper';
import { sliceOf } from '../../state/app-state';
import { EmptyState } from '../../ui/EmptyState';
import type { Player } from '../../ui/player/player';
import { Sound } from '../../ui/player/Sound';
import { usePlayer } from '../../ui/player/use-player';
import { ReadFailed } from '../../ui/ReadFailed';
import { SectionSkeleton } from '../../ui/SectionSkeleton';
import { SegmentedChoice } from '../../ui/SegmentedChoice';
import { useServices } from '../../ui/services';
import { useFocusScope } from '../../ui/use-focus-scope';
import { useRowKeys } from '../../ui/use-row-keys';
import { useStore } from '../../ui/use-store';
import { useWhen } from '../../ui/use-when';
import { MessageCard } from './MessageCard';
import { messageDays, withOpened } from './message-days';
import { unheardSlice } from './slice';
import { useMessageActs, type MessageActs } from './use-message-acts';
import { useOpened } from './use-opened';
import { useMessages, type Messages, type Shown } from './use-messages';

const articles: FocusScope = { items: 'article' };

const useStyles = makeStyles({
  section: {
    display: 'flex',
    flexDirection: 'column',
    minHeight: 0,
    minWidth: 0,
    height: '100%',
    outlineStyle: 'none',
  },
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalXL} ${tokens.spacingVerticalS}`,
    maxWidth: '1000px',
    boxSizing: 'border-box',
  },
  title: { fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  count: { flex: 1, color: tokens.colorNeutralForeground3 },
  scroll: {
    flex: 1,
    minHeight: 0,
    overflowY: 'auto',
    // What is hidden in it for the eye only scrolls along.
    position: 'relative',
    padding: `0 ${tokens.spacingHorizontalXL} ${tokens.spacingVerticalXXL}`,
  },
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    maxWidth: '960px',
    containerType: 'inline-size',
  },
  day: {
    margin: `${tokens.spacingVerticalM} 0 0`,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightSemibold,
  },
  more: { alignSelf: 'center' },
});

/** What callers have said whose calls I did not take. */
export function VoicemailSection(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { store } = useServices();
  const unheard = useStore(store, (state) => sliceOf(state, unheardSlice));
  const [show, setShow] = useState<Shown>('all');
  const messages = useMessages(show);
  const acts = useMessageActs();
  const player = usePlayer({ address: acts.address, onSound: acts.noteHeard });
  return (
    <section data-region="list" tabIndex={-1} className={styles.section} aria-label={t('voicemail.list')}>
      <div className={styles.bar}>
        <Title3 as="h1" className={styles.title}>
          {t('nav.voicemail')}
        </Title3>
        <Text size={200} className={styles.count}>
          {unheard > 0 && t('nav.unheard', { count: unheard })}
        </Text>
        <SegmentedChoice
          label={t('history.show')}
          options={[
            { value: 'all', text: t('history.all') },
            { value: 'new', text: t('voicemail.new') },
          ]}
          value={show}
          onChange={setShow}
        />
      </div>
      <MessageList {...{ messages, show, player, acts }} />
      <Sound player={player} />
    </section>
  );
}

interface MessageListProps {
  readonly messages: Messages;
  readonly show: Shown;
  readonly player: Player;
  readonly acts: MessageActs;
}

function MessageList({ messages, show, player, acts }: MessageListProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const when = useWhen();
  const { opened, open } = useOpened(messages.messages);
  const actsHere: MessageActs = {
    ...acts,
    remove(id) {
      if (id === opened?.id) open(null);
      acts.remove(id);
    },
  };
  const shown = withOpened(messages.messages, opened);
  const keys = useRowKeys({ keys: shown.map(({ id }) => id), preferred: opened?.id });
  const scope = useFocusScope(articles);
  if (messages.loading) return <SectionSkeleton rows={5} />;
  if (messages.failed && shown.length === 0)
    return <ReadFailed title={t('voicemail.failed')} error={messages.error} onRetry={messages.retry} />;
  if (shown.length === 0) return <NoMessages show={show} />;
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- arrows between the buttons in it
    <div className={styles.scroll} onFocus={keys.onFocus} onKeyDown={keys.onKeyDown}>
      <div ref={scope} className={styles.list}>
        {messageDays(shown, when.date).map(({ date, messages: ofDay }) => [
          <h2 key={date} className={styles.day}>
            {when.day(date)}
          </h2>,
          ...ofDay.map((message) => (
            <MessageCard
              key={message.id}
              {...{ message, player }}
              acts={actsHere}
              open={message.id === opened?.id}
              stop={message.id === keys.stop}
              onOpen={(isOpen) => open(isOpen ? message.id : null)}
            />
          )),
        ])}
        {messages.more && (
          <Button appearance="transparent" className={styles.more} onClick={messages.loadMore}>
            {t('action.showMore')}
          </Button>
        )}
      </div>
    </div>
  );
}

function NoMessages({ show }: { show: Shown }): ReactNode {
  const { t } = useTranslation();
  const kind = show === 'all' ? 'empty' : 'emptyNew';
  return <EmptyState icon={<VoicemailRegular />} title={t(`voicemail.${kind}`)} hint={t(`voicemail.${kind}Hint`)} />;
}

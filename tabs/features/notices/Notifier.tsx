import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { useNumbers } from '../../ui/use-numbers';
import { createCallNotices } from '../../notifications/call-notices';
import type { CallNotice } from '../../notifications/ports';
import { useStore } from '../../ui/use-store';
import type { CallCard } from '../../view-models/call-card';
import { useUnseenMissed } from '../../ui/use-history';

/** Tells the operating system of calls that ring and of those that were missed; draws nothing. */
export function Notifier(): ReactNode {
  const { t } = useTranslation();
  const { notifications, cards, calls, store } = useServices();
  const numbers = useNumbers();
  const wanted = useStore(store, (state) => state.settings.notifications !== false);
  const missed = useUnseenMissed().length;
  const noticeOf = (card: CallCard): CallNotice => {
    const number = card.number === null ? null : numbers.readable(card.number);
    return {
      tag: card.id,
      title: t(card.status.key === 'call.callback' ? 'notification.callback' : 'notification.incoming', {
        who: card.name ?? number ?? t('call.anonymous'),
      }),
      body: [card.name === null ? null : number, card.through].filter((part) => part !== null).join(' · '),
      answer: t('action.answer'),
      decline: t('action.decline'),
    };
  };
  // Read when a call rings, so that no change of a text takes notices off the screen.
  const now = useRef({ wanted, noticeOf });
  useEffect(() => {
    now.current = { wanted, noticeOf };
  });
  useEffect(
    () =>
      createCallNotices({
        os: notifications,
        cards,
        calls,
        wanted: () => now.current.wanted,
        isSeen: () => document.visibilityState === 'visible' && document.hasFocus(),
        noticeOf: (card) => now.current.noticeOf(card),
      }),
    [notifications, cards, calls],
  );
  useEffect(() => notifications.setBadge(missed), [notifications, missed]);
  return null;
}

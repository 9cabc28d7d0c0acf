import type { Activity } from './activity';
import type { StoredMessage } from './store';
import { adaptiveCard } from './activity';

/** A message as the chat beside the tab shows it. */
export interface ChatMessage {
  readonly id: string;
  readonly author: 'bot' | 'person';
  readonly text: string | null;
  /** Adaptive Cards, as the bot sent them. */
  readonly cards: readonly unknown[];
  readonly atMs: number;
}

/** What the open chats are told; `message` adds or replaces by id. */
export type ChatEvent =
  | { readonly type: 'message'; readonly message: ChatMessage }
  | { readonly type: 'removed'; readonly id: string }
  | { readonly type: 'typing' };

export interface Feed {
  publish(conversationId: string, event: ChatEvent): void;
  /** Returns the unsubscriber. */
  subscribe(conversationId: string, listener: (event: ChatEvent) => void): () => void;
}

/** Carries changes of a conversation to the windows that show it. */
export function createFeed(): Feed {
  const listeners = new Map<string, Set<(event: ChatEvent) => void>>();
  return {
    publish(conversationId, event) {
      for (const listener of listeners.get(conversationId) ?? []) listener(event);
    },
    subscribe(conversationId, listener) {
      const group = listeners.get(conversationId) ?? new Set();
      listeners.set(conversationId, group.add(listener));
      return () => {
        group.delete(listener);
        if (group.size === 0 && listeners.get(conversationId) === group) listeners.delete(conversationId);
      };
    },
  };
}

export function toChatMessage(stored: StoredMessage): ChatMessage {
  return {
    id: stored.id,
    author: stored.author,
    text: stored.activity.text ?? null,
    cards: cardsOf(stored.activity),
    atMs: stored.atMs,
  };
}

function cardsOf(activity: Activity): unknown[] {
  return (activity.attachments ?? [])
    .filter(({ contentType }) => contentType === adaptiveCard)
    .map(({ content }) => content);
}

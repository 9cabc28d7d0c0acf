import { useCallback, useEffect, useMemo, useReducer, useState } from 'react';
import type { ChatMessage } from '../../connector/feed';
import { createChatClient, type ChatStreamEvent } from './chat-client';

interface ChatState {
  readonly messages: readonly ChatMessage[];
  readonly typing: boolean;
}

/** Pure: what the chat shows after an event. */
export function chatAfter(state: ChatState, event: ChatStreamEvent): ChatState {
  switch (event.type) {
    case 'snapshot':
      return { messages: event.messages, typing: false };
    case 'typing':
      return { ...state, typing: true };
    case 'removed':
      return { ...state, messages: state.messages.filter(({ id }) => id !== event.id) };
    case 'message': {
      const { message } = event;
      const known = state.messages.some(({ id }) => id === message.id);
      const messages = known
        ? state.messages.map((other) => (other.id === message.id ? message : other))
        : [...state.messages, message];
      return { messages, typing: state.typing && message.author !== 'bot' };
    }
  }
}

export interface ChatModel extends ChatState {
  readonly unreachable: boolean;
  readonly retry: () => void;
  readonly say: (text: string) => Promise<boolean>;
  /**
   * A press on Action.Execute; the answer replaces the card in this window. Returns a text to show, if that is the
   * answer.
   */
  readonly press: (
    activityId: string,
    action: { readonly verb: string; readonly data: unknown },
  ) => Promise<string | null>;
}

/** The chat with the bot, live. */
export function useChat(as: string, locale: string): ChatModel {
  const client = useMemo(() => createChatClient(as, locale), [as, locale]);
  const [state, apply] = useReducer(chatAfter, { messages: [], typing: false });
  const [unreachable, setUnreachable] = useState(false);

  const retry = useCallback(() => {
    client.open().then(
      (answers) => setUnreachable(!answers),
      () => setUnreachable(true),
    );
  }, [client]);
  useEffect(() => client.listen(apply), [client]);
  useEffect(retry, [retry]);

  const press = useCallback<ChatModel['press']>(
    async (activityId, action) => {
      const answer = await client.press(activityId, action);
      if (answer.kind === 'text') return answer.text;
      const pressed = state.messages.find(({ id }) => id === activityId);
      if (pressed !== undefined) apply({ type: 'message', message: { ...pressed, cards: [answer.card] } });
      return null;
    },
    [client, state.messages],
  );
  const say = useCallback(
    async (text: string) => {
      const said = await client.say(text);
      setUnreachable(!said);
      return said;
    },
    [client],
  );
  return { ...state, unreachable, retry, say, press };
}

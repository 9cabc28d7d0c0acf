import type { ChatEvent, ChatMessage } from '../../connector/feed';

export type ChatStreamEvent = ChatEvent | { readonly type: 'snapshot'; readonly messages: readonly ChatMessage[] };

/** What the bot answered to a press on a card: a card or a text instead of it, or what went wrong. */
export type PressAnswer =
  | { readonly kind: 'card'; readonly card: unknown }
  | { readonly kind: 'text'; readonly text: string };

export interface ChatClient {
  /** Makes sure that the bot knows this person. False = it does not answer now. */
  open(): Promise<boolean>;
  say(text: string): Promise<boolean>;
  press(activityId: string, action: { readonly verb: string; readonly data: unknown }): Promise<PressAnswer>;
  listen(listener: (event: ChatStreamEvent) => void): () => void;
}

/** One person's chat with the bot, over the local connector. */
export function createChatClient(as: string, locale: string): ChatClient {
  const post = (path: string, body: object) =>
    fetch(`/local/chat/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ as, locale, ...body }),
    }).catch(() => null);

  return {
    open: async () => (await post('open', {}))?.ok === true,
    say: async (text) => (await post('messages', { text }))?.ok === true,
    async press(activityId, { verb, data }) {
      const response = await post('actions', { activityId, action: { type: 'Action.Execute', verb, data } });
      if (response?.ok !== true) return { kind: 'text', text: 'The bot does not answer. Try again.' };
      return readAnswer(await response.json());
    },
    listen(listener) {
      const source = new EventSource(`/local/chat/events?as=${encodeURIComponent(as)}`);
      source.onmessage = (event: MessageEvent<string>) => listener(JSON.parse(event.data) as ChatStreamEvent);
      return () => source.close();
    },
  };
}

/** Reads an invoke response of adaptiveCard/action (Universal Actions). */
function readAnswer(answer: {
  readonly status?: number;
  readonly body?: { readonly type?: string; readonly value?: unknown } | null;
}): PressAnswer {
  const { type, value } = answer.body ?? {};
  if (type === 'application/vnd.microsoft.card.adaptive') return { kind: 'card', card: value };
  if (type === 'application/vnd.microsoft.activity.message') return { kind: 'text', text: String(value) };
  const message =
    typeof value === 'object' && value !== null && 'message' in value
      ? String(value.message)
      : 'Something went wrong. Try again.';
  return { kind: 'text', text: message };
}

import { randomUUID } from 'node:crypto';
import type { Clock } from '../../ports/clock';
import type { DemoAccount } from '../demo/accounts';
import { stableId } from '../demo/stable-id';
import { localApp } from '../entra-settings';
import type { Activity } from './activity';
import { connectorUrl, type BotTokens } from './bot-tokens';
import { toChatMessage, type Feed } from './feed';
import { createMessagingEndpoint } from './messaging-endpoint';
import type { ConnectorStore } from './store';

/** What a bot answers to an invoke; for adaptiveCard/action `body` carries the card or the message to show. */
export interface InvokeAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface Channel {
  /**
   * Opens the person's chat; the first time the bot is told that it was installed, later the language, when it is
   * another than the bot knows. Returns the conversation's id.
   */
  open(account: DemoAccount, locale: string): Promise<string>;
  /** What the person writes to the bot. */
  say(account: DemoAccount, locale: string, text: string): Promise<void>;
  /** A press on an Action.Execute of a card. */
  invoke(
    account: DemoAccount,
    locale: string,
    press: { readonly activityId: string; readonly action: unknown },
  ): Promise<InvokeAnswer>;
}

export interface ChannelDeps {
  readonly baseUrl: string;
  readonly tokens: BotTokens;
  readonly store: ConnectorStore;
  readonly feed: Feed;
  readonly clock: Clock;
}

export function conversationIdOf(account: DemoAccount): string {
  return `a:${stableId(`conversation ${account.objectId}`)}`;
}

/** The channel's side of the Bot Framework protocol: wraps what a person does into activities as Teams makes them. */
export function createChannel({ baseUrl, tokens, store, feed, clock }: ChannelDeps): Channel {
  const endpoint = createMessagingEndpoint(baseUrl, tokens);
  /** The language in which the bot has last heard of each person, in this run of the server. */
  const told = new Map<string, string>();
  const frame = (account: DemoAccount, locale: string) => {
    told.set(account.key, locale);
    return frameOf(baseUrl, clock, account, locale);
  };

  return {
    async open(account, locale) {
      const id = conversationIdOf(account);
      const { installed } = await store.open(id, account.key);
      if (installed) {
        if (told.get(account.key) !== locale)
          await endpoint.tell({ ...frame(account, locale), type: 'conversationUpdate' });
        return id;
      }
      const bot = { id: `28:${localApp.botAppId}`, name: 'Växel' };
      await endpoint.tell({ ...frame(account, locale), type: 'conversationUpdate', membersAdded: [bot] });
      await endpoint.tell({ ...frame(account, locale), type: 'installationUpdate', action: 'add' });
      await store.markInstalled(id, new Date(clock.nowMs()));
      return id;
    },
    async say(account, locale, text) {
      const id = conversationIdOf(account);
      const activity: Activity & { id: string } = {
        ...frame(account, locale),
        type: 'message',
        id: randomUUID(),
        text,
        textFormat: 'plain',
      };
      const message = {
        id: activity.id,
        author: 'person' as const,
        activity: { type: 'message', text },
        atMs: clock.nowMs(),
      };
      await store.add(id, message);
      feed.publish(id, { type: 'message', message: toChatMessage(message) });
      await endpoint.tell(activity);
    },
    async invoke(account, locale, { activityId, action }) {
      const value = { action, trigger: 'manual' };
      const invoke = { type: 'invoke', name: 'adaptiveCard/action', replyToId: activityId, value };
      const response = await endpoint.ask({ ...frame(account, locale), ...invoke });
      const body: unknown = await response.json().catch(() => null);
      return { status: response.status, body };
    },
  };
}

/** Fields that Teams puts into every activity of a personal chat. */
function frameOf(baseUrl: string, clock: Clock, account: DemoAccount, locale: string): Record<string, unknown> {
  return {
    id: randomUUID(),
    timestamp: new Date(clock.nowMs()).toISOString(),
    channelId: 'msteams',
    serviceUrl: connectorUrl(baseUrl),
    from: { id: `29:${stableId(`teams user ${account.objectId}`)}`, name: account.name, aadObjectId: account.objectId },
    recipient: { id: `28:${localApp.botAppId}`, name: 'Växel' },
    conversation: { id: conversationIdOf(account), conversationType: 'personal', tenantId: account.tenantId },
    channelData: { tenant: { id: account.tenantId } },
    locale,
    entities: [{ type: 'clientInfo', locale, country: 'SE', platform: 'Web', timezone: 'Europe/Stockholm' }],
  };
}

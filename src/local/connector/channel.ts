import { randomUUID } from 'node:crypto';
import type { Clock } from '../../ports/clock';
import { VaxelError } from '../../contract/errors';
import type { DemoAccount } from '../demo/accounts';
import { stableId } from '../demo/stable-id';
import { localApp } from '../entra-settings';
import type { Activity } from './activity';
import { connectorUrl, type BotTokens } from './bot-tokens';
import { toChatMessage, type Feed } from './feed';
import type { ConnectorStore } from './store';

/** How long the channel waits for the bot's answer to a press; Teams waits about as long. */
const invokeTimeoutMs = 15_000;
/** Nobody waits for the rest, and a busy machine is late: the first message finds a bot that has still to be loaded. */
const tellTimeoutMs = 60_000;

/** What a bot answers to an invoke; for adaptiveCard/action `body` carries the card or the message to show. */
export interface InvokeAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface Channel {
  /** Opens the person's chat; the first time the bot is told that it was installed. Returns the conversation's id. */
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
  async function post(activity: Record<string, unknown>, timeoutMs: number): Promise<Response> {
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${await tokens.channelToken()}` };
    try {
      return await fetch(`${baseUrl}/api/messages`, {
        method: 'POST',
        headers,
        body: JSON.stringify(activity),
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch (error) {
      throw new VaxelError('server.unavailable', 'The bot does not answer.', { cause: error });
    }
  }
  async function tell(activity: Record<string, unknown>): Promise<void> {
    const response = await post(activity, tellTimeoutMs);
    await response.body?.cancel();
    if (!response.ok) throw new VaxelError('server.unavailable', `The bot answered ${response.status}.`);
  }
  const frame = (account: DemoAccount, locale: string) => frameOf(baseUrl, clock, account, locale);

  return {
    async open(account, locale) {
      const id = conversationIdOf(account);
      const { installed } = await store.open(id, account.key);
      if (installed) return id;
      const bot = { id: `28:${localApp.botAppId}`, name: 'Växel' };
      await tell({ ...frame(account, locale), type: 'conversationUpdate', membersAdded: [bot] });
      await tell({ ...frame(account, locale), type: 'installationUpdate', action: 'add' });
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
      await tell(activity);
    },
    async invoke(account, locale, { activityId, action }) {
      const value = { action, trigger: 'manual' };
      const response = await post(
        { ...frame(account, locale), type: 'invoke', name: 'adaptiveCard/action', replyToId: activityId, value },
        invokeTimeoutMs,
      );
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

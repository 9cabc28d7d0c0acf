import { AsyncLocalStorage } from 'node:async_hooks';
import type { Activity, ConfigurationBotFrameworkAuthentication, ConversationReference, TurnContext } from 'botbuilder';
import type { Request, Response } from 'express';
import { VaxelError } from '../src/contract/errors';
import type { BotConversation } from '../src/notifications/card-sender';
import type { BotCredentials } from './credentials';
import type { CardMessage } from './cards/card';
import { createLocalCredentials } from './local-credentials';
import { readActivity, type IncomingActivity } from './incoming-activity';

/** What the bot says: a card, or a plain text. */
export type BotMessage = CardMessage | { readonly text: string };

/** One activity and the ways to answer it. */
export interface Turn {
  readonly activity: IncomingActivity;
  readonly conversation: BotConversation;
  reply(message: BotMessage): Promise<void>;
  /** The body of the answer to an invoke. */
  answerInvoke(body: object): Promise<void>;
}

export interface BotAdapter {
  /**
   * Takes a POST of the channel that `Arrival` let pass, its body parsed. @throws VaxelError auth.invalid |
   * request.invalid | server.unavailable
   */
  receive(request: Request, response: Response, onAuthenticated: () => void): Promise<void>;
  /**
   * Returns the message's id. @throws VaxelError request.notFound (the conversation is gone for good) |
   * server.unavailable
   */
  send(conversation: BotConversation, message: BotMessage): Promise<string>;
  update(conversation: BotConversation, activityId: string, message: BotMessage): Promise<void>;
  /** Takes a message of the bot's out of the chat. */
  remove(conversation: BotConversation, activityId: string): Promise<void>;
}

type CredentialsFactory = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]>;

const adaptiveCard = 'application/vnd.microsoft.card.adaptive';

/**
 * botbuilder's CloudAdapter behind our own words: the only file that knows the library. It is loaded here, at the first
 * use, since loading takes half a second that the start of the server does not have.
 */
export async function createAdapter(
  config: BotCredentials,
  onTurn: (turn: Turn) => Promise<void>,
): Promise<BotAdapter> {
  const botbuilder = await import('botbuilder');
  const authentication = await createAuthentication(config);
  const authenticate = createAuthenticateRequest(authentication);
  const adapter = createCloudAdapter(botbuilder, authentication);
  const continueWith = createContinue(adapter, config.kind === 'playground' ? '' : config.appId);
  const turnOf = (context: TurnContext): Turn => ({
    activity: readActivity(context.activity),
    conversation: { ...botbuilder.TurnContext.getConversationReference(context.activity) },
    reply: async (message) => void (await context.sendActivity(toActivity(message))),
    answerInvoke: async (body) =>
      void (await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } })),
  });

  return {
    async receive(request, response, onAuthenticated) {
      const header = request.headers.authorization ?? '';
      readActivity(request.body);
      const activity = request.body as Activity;
      const authenticated = await authenticate(activity, header);
      onAuthenticated();
      const answer = await adapter.run(authenticated, activity, (context) => onTurn(turnOf(context)));
      response.status(answer?.status ?? 200);
      if (answer?.body === undefined) response.end();
      else response.json(answer.body);
    },
    async send(conversation, message) {
      const sent = await continueWith(conversation, (context) => context.sendActivity(toActivity(message)));
      if (sent?.id === undefined) throw new VaxelError('server.unavailable', 'The channel gave the message no id.');
      return sent.id;
    },
    async update(conversation, activityId, message) {
      await continueWith(conversation, (context) => context.updateActivity({ ...toActivity(message), id: activityId }));
    },
    async remove(conversation, activityId) {
      await continueWith(conversation, (context) => context.deleteActivity(activityId));
    },
  };
}

type Authentication = Awaited<ReturnType<typeof createAuthentication>>;

/** `processActivity` takes a request that was authenticated before; `process` would answer forged tokens with 500. */
function createCloudAdapter(botbuilder: typeof import('botbuilder'), authentication: Authentication) {
  return new (class extends botbuilder.CloudAdapter {
    run(
      ...args: [
        Awaited<ReturnType<Authentication['authenticateRequest']>>,
        Activity,
        (context: TurnContext) => Promise<void>,
      ]
    ) {
      return this.processActivity(...args);
    }
  })(authentication);
}

/** Lets the bot speak first in a conversation that it knows. */
function createContinue(adapter: ReturnType<typeof createCloudAdapter>, appId: string) {
  return async <T>(
    conversation: BotConversation,
    work: (context: TurnContext) => Promise<T>,
  ): Promise<T | undefined> => {
    const results: T[] = [];
    try {
      await adapter.continueConversationAsync(
        appId,
        conversation as Partial<ConversationReference>,
        async (context) => {
          repeatNothing(context);
          results.push(await work(context));
        },
      );
    } catch (error) {
      throw deliveryError(error);
    }
    return results[0];
  };
}

function createAuthenticateRequest(authentication: Authentication) {
  const silently = createSilence();
  return async (activity: Activity, header: string) => {
    try {
      return await silently(() => authentication.authenticateRequest(activity, header));
    } catch (error) {
      const text = 'The keys of the channel cannot be fetched.';
      if (statusOf(error) === 500) throw new VaxelError('server.unavailable', text, { cause: error });
      throw new VaxelError('auth.invalid', 'Not a token of the Bot Connector for this bot.', { cause: error });
    }
  };
}

/**
 * A request that the library repeats by itself could put a card into the chat twice, and holds a job up for seconds;
 * our jobs decide when to try again. Its own option for this (`noRetryPolicy`) has no effect since 4.23.
 */
function repeatNothing(context: TurnContext): void {
  interface Repeating {
    readonly client?: { readonly pipeline: { removePolicy(policy: { readonly name: string }): unknown } };
  }
  const connector = context.turnState.get<Repeating>(context.adapter.ConnectorClientKey);
  connector?.client?.pipeline.removePolicy({ name: 'defaultRetryPolicy' });
}

/** The library writes refused tokens to the console, in many lines; our log tells of them where they are counted. */
function createSilence(): <T>(work: () => Promise<T>) => Promise<T> {
  const silent = new AsyncLocalStorage<true>();
  // oxlint-disable-next-line no-console -- the library has no other way to be told what to do with it
  const write = console.error;
  // oxlint-disable-next-line no-console
  console.error = (...words: unknown[]) => {
    if (silent.getStore() === undefined) write(...words);
  };
  return (work) => silent.run(true, work);
}

async function createAuthentication(config: BotCredentials) {
  const { ConfigurationBotFrameworkAuthentication: Authentication } = await import('botbuilder');
  switch (config.kind) {
    case 'playground':
      return new Authentication({});
    case 'production':
      return new Authentication({
        MicrosoftAppId: config.appId,
        MicrosoftAppPassword: config.appPassword,
        MicrosoftAppType: 'SingleTenant',
        MicrosoftAppTenantId: config.tenantId,
      });
    case 'local': {
      const channel = {
        ValidateAuthority: 'false',
        ToChannelFromBotLoginUrl: config.tokenUrl,
        ToChannelFromBotOAuthScope: config.scope,
        ToBotFromChannelTokenIssuer: config.channelIssuer,
        ToBotFromChannelOpenIdMetadataUrl: config.channelMetadataUrl,
        // Nobody else may vouch for a request: the connector's keys are the only ones.
        ToBotFromEmulatorOpenIdMetadataUrl: config.channelMetadataUrl,
        OAuthUrl: config.tokenUrl,
        CallerId: '',
      };
      return new Authentication(channel, createLocalCredentials(config) as CredentialsFactory);
    }
  }
}

function toActivity(message: BotMessage): Partial<Activity> {
  if ('text' in message) return { type: 'message', text: message.text, textFormat: 'plain' };
  return {
    type: 'message',
    summary: message.summary,
    attachments: [{ contentType: adaptiveCard, content: message.card }],
  };
}

/**
 * Refusals that no later attempt changes: uninstalled, blocked, deleted, or beyond the channel (the Playground deletes
 * nothing). Everything else may be tried again.
 */
function deliveryError(error: unknown): VaxelError {
  const status = statusOf(error);
  if (status === 403 || status === 404 || status === 501)
    return new VaxelError('request.notFound', `The channel refuses: ${status}`, { cause: error });
  return new VaxelError(
    'server.unavailable',
    `The channel does not take the message${status === null ? '' : `: ${status}`}.`,
    { cause: error },
  );
}

function statusOf(error: unknown): number | null {
  return typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : null;
}

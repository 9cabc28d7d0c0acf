import { randomUUID } from 'node:crypto';
import express, { Router, type Request } from 'express';
import { z } from 'zod';
import type { Clock } from '../../ports/clock';
import { VaxelError } from '../../contract/errors';
import { demoAccounts } from '../demo/accounts';
import { stableId } from '../demo/stable-id';
import { tenantUrl } from '../entra-settings';
import type { SigningKey } from '../issuer/signing-key';
import { parse } from '../parse';
import { Activity } from './activity';
import { connectorUrl, type BotTokens } from './bot-tokens';
import { toChatMessage, type Feed } from './feed';
import type { ConnectorStore } from './store';

const ClientCredentials = z.object({
  grant_type: z.literal('client_credentials'),
  client_id: z.string().max(200),
  client_secret: z.string().max(500),
  scope: z.string().max(500),
});
const NewConversation = z.looseObject({
  members: z
    .array(z.looseObject({ id: z.string().max(200) }))
    .min(1)
    .max(1),
});

export interface ConnectorRouteDeps {
  readonly baseUrl: string;
  readonly key: SigningKey;
  readonly tokens: BotTokens;
  readonly store: ConnectorStore;
  readonly feed: Feed;
  readonly clock: Clock;
}

/** What a bot sees of the Bot Connector: key metadata, its token endpoint and the conversations API (v3). */
export function createConnectorRoutes(deps: ConnectorRouteDeps): Router {
  const router = Router();
  addTrustRoutes(router, deps);
  const api = Router();
  api.use(express.json({ limit: '256kb' }));
  api.use(async (request, _response, next) => {
    await deps.tokens.verifyBot(request.headers.authorization);
    next();
  });
  addConversationRoutes(api, deps);
  router.use('/local/connector/v3', api);
  return router;
}

function addTrustRoutes(router: Router, { baseUrl, key, tokens }: ConnectorRouteDeps): void {
  router.get('/local/connector/.well-known/openidconfiguration', (_request, response) => {
    const url = connectorUrl(baseUrl);
    response.json({
      issuer: url,
      jwks_uri: `${url}/.well-known/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    });
  });
  router.get('/local/connector/.well-known/keys', (_request, response) => {
    response.json({ keys: [{ ...key.publicJwk, endorsements: ['msteams'] }] });
  });
  router.post(
    new URL(`${tenantUrl(baseUrl, 'botframework.com')}/oauth2/v2.0/token`).pathname,
    express.urlencoded({ extended: false, limit: '8kb' }),
    async (request, response) => {
      const form = ClientCredentials.safeParse(request.body);
      if (!form.success) throw new VaxelError('request.invalid', 'Only client_credentials are given here.');
      const { accessToken, expiresInSeconds } = await tokens.botToken(form.data.client_id, form.data.client_secret);
      response
        .set('Cache-Control', 'no-store')
        .json({ token_type: 'Bearer', access_token: accessToken, expires_in: expiresInSeconds });
    },
  );
}

function addConversationRoutes(api: Router, { store, feed, clock }: ConnectorRouteDeps): void {
  async function conversation(request: Request): Promise<string> {
    const id = String(request.params.conversation);
    if ((await store.personOf(id)) === null) throw new VaxelError('request.notFound', 'No such conversation.');
    return id;
  }
  async function add(request: Request): Promise<{ id: string }> {
    const conversationId = await conversation(request);
    const activity = parse(Activity, request.body);
    const message = { id: randomUUID(), author: 'bot' as const, activity, atMs: clock.nowMs() };
    if (activity.type === 'typing') feed.publish(conversationId, { type: 'typing' });
    if (activity.type === 'message') {
      await store.add(conversationId, message);
      feed.publish(conversationId, { type: 'message', message: toChatMessage(message) });
    }
    return { id: message.id };
  }

  api.post('/conversations', async (request, response) => {
    const memberId = parse(NewConversation, request.body).members[0]?.id;
    const account = [...demoAccounts.values()].find(
      ({ objectId }) => memberId === objectId || memberId === `29:${stableId(`teams user ${objectId}`)}`,
    );
    if (account === undefined) throw new VaxelError('request.notFound', 'No such member.');
    const id = `a:${stableId(`conversation ${account.objectId}`)}`;
    await store.open(id, account.key);
    response.status(201).json({ id });
  });
  api.post(
    '/conversations/:conversation/activities',
    async (request, response) => void response.status(201).json(await add(request)),
  );
  api.post(
    '/conversations/:conversation/activities/:activity',
    async (request, response) => void response.status(201).json(await add(request)),
  );
  api.put('/conversations/:conversation/activities/:activity', async (request, response) => {
    const conversationId = await conversation(request);
    const stored = await store.replace(conversationId, request.params.activity, parse(Activity, request.body));
    if (stored === null) throw new VaxelError('request.notFound', 'No such activity.');
    feed.publish(conversationId, { type: 'message', message: toChatMessage(stored) });
    response.json({ id: stored.id });
  });
  api.delete('/conversations/:conversation/activities/:activity', async (request, response) => {
    const conversationId = await conversation(request);
    if (!(await store.remove(conversationId, request.params.activity)))
      throw new VaxelError('request.notFound', 'No such activity.');
    feed.publish(conversationId, { type: 'removed', id: request.params.activity });
    response.status(200).end();
  });
}

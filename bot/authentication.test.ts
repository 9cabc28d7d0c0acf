import { generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { stableId } from '../src/local/demo/stable-id';
import { localApp } from '../src/local/entra-settings';
import { loadSigningKey, type SigningKey } from '../src/local/issuer/signing-key';
import { startBotWorkplace, type BotWorkplace } from '../tests/fakes/bot-workplace';

let workplace: BotWorkplace;
let key: SigningKey;
let onConsole: jest.SpyInstance;
beforeAll(async () => {
  workplace = await startBotWorkplace();
  key = await loadSigningKey(workplace.dataFolder);
  onConsole = jest.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterAll(() => workplace.close());

interface TokenChanges {
  readonly issuer?: string;
  readonly audience?: string;
  readonly serviceUrl?: string;
  readonly expiresInSeconds?: number;
  readonly privateKey?: CryptoKey;
}

const connector = () => `${workplace.baseUrl}/local/connector`;

async function channelToken(changes: TokenChanges = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ serviceurl: changes.serviceUrl ?? connector() })
    .setProtectedHeader({ alg: 'RS256', kid: key.kid })
    .setIssuer(changes.issuer ?? connector())
    .setAudience(changes.audience ?? localApp.botAppId)
    .setNotBefore(now - 7_200)
    .setExpirationTime(now + (changes.expiresInSeconds ?? 600))
    .sign(changes.privateKey ?? key.privateKey);
}

function activity(changes: Record<string, unknown> = {}) {
  const tenantId = stableId('tenant of strangers');
  return {
    type: 'installationUpdate',
    action: 'add',
    id: 'an-activity',
    channelId: 'msteams',
    serviceUrl: connector(),
    from: { id: '29:someone', aadObjectId: stableId('a stranger') },
    recipient: { id: `28:${localApp.botAppId}` },
    conversation: { id: 'a:somewhere', conversationType: 'personal', tenantId },
    channelData: { tenant: { id: tenantId } },
    ...changes,
  };
}

/** Each request comes from an address of its own, but where they shall be told apart by nothing. */
let strangers = 0;
const stranger = (): string => `192.0.2.${(strangers += 1)}`;

async function statusOf(authorization: string | null, body: unknown = activity(), from = stranger()): Promise<number> {
  const who = authorization === null ? {} : { Authorization: authorization };
  const response = await workplace.post('/api/messages', body, { ...who, 'X-Forwarded-For': from });
  await response.arrayBuffer();
  return response.status;
}

test("the channel's own token is taken", async () => {
  expect(await statusOf(`Bearer ${await channelToken()}`)).toBe(200);
});

test.each<[string, () => Promise<string | null>]>([
  ['no token', () => Promise.resolve(null)],
  ['no token after the scheme', () => Promise.resolve('Bearer ')],
  ['garbage', () => Promise.resolve('Bearer a.b.c')],
  ['another scheme', async () => `Basic ${await channelToken()}`],
  [
    'a token of another key',
    async () => `Bearer ${await channelToken({ privateKey: (await generateKeyPair('RS256')).privateKey })}`,
  ],
  ['a token for another bot', async () => `Bearer ${await channelToken({ audience: stableId('another bot') })}`],
  ['a token of another issuer', async () => `Bearer ${await channelToken({ issuer: 'https://api.botframework.com' })}`],
  // The library takes these besides the channel's, and compares no service address for them.
  [
    'a token of the Emulator’s issuer',
    async () =>
      `Bearer ${await channelToken({ issuer: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/' })}`,
  ],
  [
    'a token for another service address',
    async () => `Bearer ${await channelToken({ serviceUrl: 'https://evil.example' })}`,
  ],
  ['a token that has ended', async () => `Bearer ${await channelToken({ expiresInSeconds: -3_600 })}`],
])('%s is refused', async (_name, authorization) => {
  expect(await statusOf(await authorization())).toBe(401);
});

test('activities of other channels, or without a service address, are refused even with a good token', async () => {
  const authorization = `Bearer ${await channelToken()}`;
  expect(await statusOf(authorization, activity({ channelId: 'webchat' }))).toBe(400);
  expect(await statusOf(authorization, activity({ serviceUrl: '' }))).toBe(400);
  expect(await statusOf(authorization, { type: 'message' })).toBe(400);
  expect(await statusOf(authorization, [])).toBe(400);
});

test.each([
  ['a conversation', { conversation: { id: 'a:some\u0000where', conversationType: 'personal' } }],
  ['a sender', { from: { id: '29:\ud800' } }],
  ['a bot', { recipient: { id: '28:\u0007' } }],
  ['a language', { locale: 'sv\u0000' }],
])('%s with signs that are no text is refused', async (_name, change) => {
  expect(await statusOf(`Bearer ${await channelToken()}`, activity(change))).toBe(400);
});

test('a person of an organisation that the server does not know is not remembered', async () => {
  const count = async () =>
    (await workplace.database.db.selectFrom('bot_waiting_installation').select('entra_object_id').execute()).length;
  expect(await statusOf(`Bearer ${await channelToken()}`)).toBe(200);
  expect(await count()).toBe(0);
  expect(await workplace.database.db.selectFrom('bot_installation').select('user_id').execute()).toEqual([]);
});

test("the connector takes the bot's own token only", async () => {
  const path = '/local/connector/v3/conversations/a:nowhere/activities';
  const ask = async (headers: Record<string, string>) =>
    (await workplace.post(path, { type: 'message', text: 'x' }, headers)).status;
  expect(await ask({})).toBe(401);
  expect(await ask({ Authorization: `Bearer ${await channelToken()}` })).toBe(401);
  const { tokenUrl, appId, appSecret, scope } = workplace.local.bot;
  const tokenFor = (secret: string) =>
    fetch(tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: appId, client_secret: secret, scope }),
    });
  expect((await tokenFor('guess')).status).toBe(401);
  const { access_token: token } = (await (await tokenFor(appSecret)).json()) as { access_token: string };
  expect(await ask({ Authorization: `Bearer ${token}` })).toBe(404);
});

test("a person's token for the tab is no token of the channel", async () => {
  const token = await (await fetch(`${workplace.baseUrl}/local/token?as=anna`)).text();
  expect(await statusOf(`Bearer ${token}`)).toBe(401);
});

test('what the library says of refused tokens does not reach the console', async () => {
  await statusOf(`Bearer ${await channelToken({ privateKey: (await generateKeyPair('RS256')).privateKey })}`);
  await statusOf(`Bearer ${await channelToken({ expiresInSeconds: -3_600 })}`);
  expect(onConsole).not.toHaveBeenCalled();
});

test('strangers who guess are slowed before their bodies are read; a token known from before passes', async () => {
  const from = stranger();
  const channel = `Bearer ${await channelToken()}`;
  expect(await statusOf(channel, activity(), from)).toBe(200);
  const forged = `Bearer ${await channelToken({ privateKey: (await generateKeyPair('RS256')).privateKey })}`;
  const answers: number[] = [];
  for (let count = 0; count < 60 && answers.at(-1) !== 429; count += 1) {
    answers.push(await statusOf(forged, 'no activity', from));
  }
  expect(answers.at(-1)).toBe(429);
  expect(await statusOf(channel, activity(), from)).toBe(200);
});

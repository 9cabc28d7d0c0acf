import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { createBot, type Bot } from '../../bot/bot';
import type { SayActivity } from '../../bot/conversation';
import type { BotCredentials } from '../../bot/credentials';
import type { HistoryEntry } from '../../src/contract/history/history';
import type { SayToGroups } from '../../src/answer-groups/said';
import type { LongWait } from '../../src/answer-groups/alerts';
import type { AnswerGroupId, CallId, UserId } from '../../src/contract/ids';
import type { Job } from '../../src/ports/jobs';
import { createErrorHandler } from '../../src/http/problem';
import type { ChatMessage } from '../../src/local/connector/feed';
import { createLocalWorkplace, type LocalWorkplace } from '../../src/local/workplace';
import type { AnchoredCall } from '../../src/notifications/anchored-calls';
import type { LeftMessage } from '../../src/notifications/card-sender';
import { createFakeClock } from './clock';
import { createTestDatabase, type TestDatabase } from './database';
import { createRecordingSwitch } from './recording-switch';

export interface BotWorkplace {
  readonly baseUrl: string;
  /** Holds the issuer's key. */
  readonly dataFolder: string;
  readonly database: TestDatabase;
  readonly local: LocalWorkplace;
  readonly bot: Bot;
  /** Entries of the call list, by call. */
  readonly history: Map<CallId, HistoryEntry>;
  /** What was left in calls, by call. */
  readonly messages: Map<CallId, LeftMessage>;
  /** Calls that wait for their person now, by call. */
  readonly anchored: Map<CallId, AnchoredCall>;
  /** What waits too long now, by group. */
  readonly longWaits: Map<AnswerGroupId, LongWait>;
  /** Who does not supervise any more. */
  readonly noSupervisors: Set<UserId>;
  /** Jobs that the bot itself has asked for. */
  readonly jobs: Job[];
  /** Told of each request of the bot before the connector answers it; it waits for the promise. */
  onRequest: (request: string) => Promise<void> | void;
  /** What comes of what a person writes about an activity. */
  sayActivity: SayActivity;
  /** The same about answer groups. */
  sayToGroups: SayToGroups;
  /** Another bot on the same database: a server that took over. */
  nextBot(): Bot;
  /** Answers this status to the bot's requests from now on; null = as usual. */
  failConnector(status: number | null): void;
  /** What has asked the connector for something, e.g. `POST …/activities`. */
  readonly requests: string[];
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  chatOf(as: string): Promise<ChatMessage[]>;
  close(): Promise<void>;
}

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** The bot with botbuilder's real adapter, against the local connector, over HTTP, with a database of its own. */
export async function startBotWorkplace(credentials?: BotCredentials): Promise<BotWorkplace> {
  const database = await createTestDatabase();
  const dataFolder = await mkdtemp(join(tmpdir(), 'vaxel-bot-'));
  const clock = { ...createFakeClock(), nowMs: () => Date.now() };
  const app = express();
  // Tests come from addresses of their own.
  app.set('trust proxy', 'loopback');
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const local = await createLocalWorkplace({
    baseUrl,
    database: database.db,
    switch: createRecordingSwitch(),
    clock,
    logger: quiet,
    dataFolder,
    enrolPhone: () => Promise.reject(new Error('no phone is enrolled here')),
    pagesFolder: dataFolder,
  });
  await local.seed();
  const history = new Map<CallId, HistoryEntry>();
  const loadMissedCall = (_organisation: unknown, _user: unknown, callId: CallId) =>
    Promise.resolve(history.get(callId) ?? null);
  const messages = new Map<CallId, LeftMessage>();
  const loadMessage = (_organisation: unknown, _user: unknown, callId: CallId) =>
    Promise.resolve(messages.get(callId) ?? null);
  const anchored = new Map<CallId, AnchoredCall>();
  const findAnchoredCall = (_organisation: unknown, _user: unknown, callId: CallId) => anchored.get(callId) ?? null;
  const jobs: Job[] = [];
  const enqueue = (_transaction: unknown, job: Job) => Promise.resolve(void jobs.push(job));
  const makeBot = () =>
    createBot({
      database: database.db,
      credentials: credentials ?? local.bot,
      clock,
      logger: quiet,
      teamsAppId: local.teamsAppId,
      loadMissedCall,
      loadMessage,
      findAnchoredCall,
      findColleague: () => ({ name: 'Björn Åkesson', extension: '1002' }),
      findLongWait: (_, groupId, userId) =>
        workplace.noSupervisors.has(userId) ? null : (workplace.longWaits.get(groupId) ?? null),
      jobs: { enqueue },
      sayActivity: (person, text) => workplace.sayActivity(person, text),
      sayToGroups: (person, text) => workplace.sayToGroups(person, text),
    });
  const bot = makeBot();

  let failure: number | null = null;
  const requests: string[] = [];
  app.use('/local/connector/v3', async (request, response, next) => {
    const asked = `${request.method} ${request.path.replace(/\/a:[^/]+/, '').replace(/[0-9a-f-]{36}/, ':id')}`;
    requests.push(asked);
    await workplace.onRequest(asked);
    if (failure === null) next();
    else response.status(failure).json({ error: { code: 'Test', message: 'as the test wants' } });
  });
  app.use(bot.router, local.router, createErrorHandler(quiet));

  const workplace: BotWorkplace = {
    baseUrl,
    dataFolder,
    database,
    local,
    bot,
    history,
    messages,
    anchored,
    longWaits: new Map(),
    noSupervisors: new Set(),
    jobs,
    onRequest: () => undefined,
    sayActivity: () => Promise.resolve(null),
    sayToGroups: () => Promise.resolve(null),
    nextBot: makeBot,
    requests,
    failConnector(status) {
      failure = status;
    },
    post: (path, body, headers = {}) =>
      fetch(`${baseUrl}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    chatOf: (as) => readChat(baseUrl, as),
    async close() {
      local.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await database.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
  return workplace;
}

/** The first event of the chat's stream is all that is in it. */
async function readChat(baseUrl: string, as: string): Promise<ChatMessage[]> {
  const abort = new AbortController();
  const response = await fetch(`${baseUrl}/local/chat/events?as=${as}`, { signal: abort.signal });
  if (response.body === null) throw new Error('no stream');
  let text = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (text.includes('\n\n')) break;
  }
  abort.abort();
  return (JSON.parse(text.slice('data: '.length, text.indexOf('\n\n'))) as { messages: ChatMessage[] }).messages;
}

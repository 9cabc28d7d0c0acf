import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { Router } from 'express';
import { z } from 'zod';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Principal } from '../ports/principal';
import type { Logger } from '../ports/logger';
import { createApp } from './app';
import { addGauge, createMetrics } from './metrics';
import { createRateLimits } from './rate-limits';
import { createTokenGuard } from './token-guard';
import { systemClock } from '../time/system-clock';
import { route } from './route';
import { microsoftFrames } from './security-headers';
import type { HttpServer } from './server';
import { createHttpServer } from './server';
import { createTurns } from '../limits/turns';

const anna: Principal = { organisationId: randomUUID() as OrganisationId, userId: randomUUID() as UserId, roles: ['user'], expiresAtMs: 0 };
const script = `console.log(${JSON.stringify('x'.repeat(5_000))})`;
let folder: string;
let server: HttpServer;
let base: string;
let missing: readonly string[];
let authenticate: jest.Mock<Promise<Principal>, [string]>;
let logged: { facts: Record<string, unknown>; message: string }[];

const log = (facts: object, message: string) => void logged.push({ facts: { ...facts }, message });
const logger: Logger = { debug: log, info: log, warn: log, error: log };

function apiRouter(): Router {
  const router = Router();
  router.get('/who', route({ handler: ({ principal }) => principal }));
  router.get('/nothing', route({ handler: () => undefined }));
  router.get('/list', route({ query: z.object({ limit: z.coerce.number().int().max(10) }), handler: ({ query }) => query }));
  router.post('/echo', route({ body: z.object({ text: z.string() }), handler: ({ body }) => body }));
  router.post('/log-bundle', route({ body: z.object({ lines: z.array(z.string()) }), handler: ({ body }) => ({ count: body.lines.length }) }));
  router.get('/refused', route({ handler: () => Promise.reject(new VaxelError('call.notAllowed', 'Not now.')) }));
  router.get('/bug', route({ handler: () => JSON.parse('{secret}') as unknown }));
  router.get('/database', route({ handler: () => Promise.reject(Object.assign(new Error('connect ECONNREFUSED /secret/path'), { code: 'ECONNREFUSED' })) }));
  return router;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vaxel-tab-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Växel</title>');
  await writeFile(join(folder, 'assets', 'main-1a2b.js'), script);
  await writeFile(join(folder, 'assets', 'ready-3c4d.js'), 'plain');
  await writeFile(join(folder, 'assets', 'ready-3c4d.js.br'), brotliCompressSync('made by the build'));
  await writeFile(join(folder, '.secret'), 'secret');
  await writeFile(join(folder, '..', `${folder.split('/').at(-1)}-outside.txt`), 'outside');
  missing = [];
  logged = [];
  authenticate = jest.fn(async (token: string) => {
    if (token === 'good') return anna;
    if (token === 'expired') throw new VaxelError('auth.expired');
    if (token === 'keysAway') throw new VaxelError('server.unavailable');
    throw new VaxelError('auth.invalid');
  });
  await start({});
});
afterEach(async () => {
  await server.close(0);
  await rm(folder, { recursive: true });
  await rm(`${folder}-outside.txt`);
});

async function start(changes: Partial<Parameters<typeof createApp>[0]>): Promise<void> {
  const botRouter = Router().post('/api/messages', (_request, response) => void response.json({ bot: true }));
  const app = createApp({
    routers: [apiRouter()],
    publicRouters: [botRouter],
    largeRequests: { '/log-bundle': { mostBytes: 4_194_304, limit: { points: 1, seconds: 60 } } },
    authenticate,
    limits: createRateLimits(),
    turns: createTurns(),
    frameAncestors: [...microsoftFrames, "'self'"],
    connectSources: ['https://login.microsoftonline.com'],
    tabFolder: folder,
    tabConfig: { mode: 'local', validMessageOrigins: ['http://localhost:3978'], entra: null, termsUrl: null, supportContact: null },
    ready: async () => missing,
    metrics: createMetrics(),
    logger,
    ...changes,
  });
  server = createHttpServer(app, {});
  base = `http://127.0.0.1:${await server.listen('127.0.0.1', 0)}`;
}

async function restart(changes: Partial<Parameters<typeof createApp>[0]>): Promise<void> {
  await server.close(0);
  await start(changes);
}

const get = (path: string, headers: Record<string, string> = {}) => fetch(base + path, { headers, redirect: 'manual' });
const signedIn = { authorization: 'Bearer good' };
const post = (path: string, body: string, headers: Record<string, string> = {}) => fetch(base + path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...signedIn, ...headers } });

async function expectProblem(response: Response, status: number, code: string): Promise<Record<string, unknown>> {
  expect([response.status, response.headers.get('content-type')]).toEqual([status, expect.stringContaining('application/problem+json')]);
  const problem = (await response.json()) as Record<string, unknown>;
  expect(problem).toMatchObject({ type: `urn:vaxel:error:${code}`, status, code });
  return problem;
}

/** As it is, without the normalisation that fetch does to a path. */
function rawGet(path: string, headers: Record<string, string> = {}): Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(`${base}/`, { path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }));
    });
    sent.on('error', reject).end();
  });
}

describe('the bearer token', () => {
  test('lets its person in', async () => expect(await (await get('/api/who', signedIn)).json()).toEqual(JSON.parse(JSON.stringify(anna))));

  test.each([
    ['no header', {}, 'auth.missing'],
    ['another scheme', { authorization: 'Basic good' }, 'auth.missing'],
    ['an empty token', { authorization: 'Bearer ' }, 'auth.missing'],
    ['two tokens', { authorization: 'Bearer good good' }, 'auth.missing'],
    ['a cookie', { cookie: 'token=good' }, 'auth.missing'],
    ['a refused token', { authorization: 'Bearer bad' }, 'auth.invalid'],
    ['an expired token', { authorization: 'Bearer expired' }, 'auth.expired'],
  ])('%s is answered by 401', async (_, headers, code) => {
    const response = await get('/api/who', headers as Record<string, string>);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    await expectProblem(response, 401, code);
  });

  test('in the query is not looked at', async () => void (await expectProblem(await get('/api/who?access_token=good'), 401, 'auth.missing')));

  test('of 16 kB fits into the request', async () => {
    const token = 'x'.repeat(16_384);
    await expectProblem(await get('/api/who', { authorization: `Bearer ${token}` }), 401, 'auth.invalid');
    expect(authenticate.mock.calls.at(-1)?.[0]).toBe(token);
  });

  test('cannot be checked now: 503, and come back', async () => {
    const response = await get('/api/who', { authorization: 'Bearer keysAway' });
    expect(response.headers.get('retry-after')).toBe('2');
    await expectProblem(response, 503, 'server.unavailable');
  });

  test('is asked for before the body is read and before a route is known', async () => {
    await expectProblem(await post('/api/echo', '{broken', { authorization: 'Bearer bad' }), 401, 'auth.invalid');
    await expectProblem(await get('/api/there/is/none'), 401, 'auth.missing');
  });
});

describe('bodies and queries', () => {
  test('that fit pass', async () => expect(await (await post('/api/echo', '{"text":"hi","more":1}')).json()).toEqual({ text: 'hi' }));

  test.each([
    ['JSON cut short', '{"text":'],
    ['no JSON', 'text=hi'],
    ['the wrong type', '{"text":1}'],
    ['nothing', ''],
    ['a list', '[]'],
    ['null', 'null'],
  ])('%s is answered by 400', async (_, body) => void (await expectProblem(await post('/api/echo', body), 400, 'request.invalid')));

  test('of another content type, charset or encoding are refused', async () => {
    await expectProblem(await post('/api/echo', '{"text":"hi"}', { 'content-type': 'text/plain' }), 400, 'request.invalid');
    await expectProblem(await post('/api/echo', '{"text":"hi"}', { 'content-type': 'application/json; charset=x-evil' }), 400, 'request.invalid');
    await expectProblem(await post('/api/echo', '{"text":"hi"}', { 'content-encoding': 'gzip' }), 400, 'request.invalid');
  });

  test('of more than 64 kB are refused, except a log bundle', async () => {
    const lines = Array.from({ length: 2_000 }, () => 'x'.repeat(100));
    await expectProblem(await post('/api/echo', JSON.stringify({ text: 'x'.repeat(65_536) })), 413, 'request.tooLarge');
    expect(await (await post('/api/log-bundle', JSON.stringify({ lines }))).json()).toEqual({ count: 2_000 });
  });

  test('are told what is wrong with them', async () => {
    const problem = await expectProblem(await get('/api/list?limit=11', signedIn), 400, 'request.invalid');
    expect(problem['detail']).toContain('limit');
  });
});

describe('answers', () => {
  test('nothing is 204', async () => expect((await get('/api/nothing', signedIn)).status).toBe(204));
  test('of the API are never cached', async () => expect((await get('/api/who', signedIn)).headers.get('cache-control')).toBe('no-store'));
  test('an unknown route is a problem', async () => {
    await expectProblem(await get('/api/there/is/none', signedIn), 404, 'request.notFound');
    await expectProblem(await get('/etc/passwd'), 404, 'request.notFound');
    await expectProblem(await get('/%c0%ae'), 404, 'request.notFound');
  });
  test('a refusal of a feature keeps its code and words', async () => expect(await expectProblem(await get('/api/refused', signedIn), 409, 'call.notAllowed')).toMatchObject({ detail: 'Not now.' }));

  test('our own faults tell nothing outside and everything in the log', async () => {
    const response = await get('/api/bug', signedIn);
    expect(JSON.stringify(await expectProblem(response, 500, 'server.error'))).not.toContain('secret');
    expect(logged).toContainEqual({ message: 'request failed', facts: expect.objectContaining({ requestId: response.headers.get('x-request-id'), err: expect.any(SyntaxError) }) });
  });

  test('a database that is gone is 503 and tells no path', async () => {
    expect(JSON.stringify(await expectProblem(await get('/api/database', signedIn), 503, 'server.unavailable'))).not.toContain('secret');
  });

  test('the log has the person and never the token or the query', async () => {
    await get('/api/list?limit=5&q=hemlig', { authorization: 'Bearer good' });
    expect(JSON.stringify(logged)).not.toMatch(/Bearer|hemlig/);
    expect(logged.at(-1)?.facts).toMatchObject({ method: 'GET', path: '/api/list', status: 200, userId: anna.userId });
  });
});

describe('limits', () => {
  test('a user who asks too much has to wait, others need not', async () => {
    authenticate.mockImplementation(async (token) => ({ ...anna, userId: token as UserId }));
    await restart({ limits: createRateLimits({ user: { points: 3, seconds: 60 } }) });
    const ask = (token: string) => get('/api/who', { authorization: `Bearer ${token}` });
    for (let i = 0; i < 3; i += 1) expect((await ask('anna')).status).toBe(200);
    const response = await ask('anna');
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(50);
    await expectProblem(response, 429, 'request.tooMany');
    expect((await ask('bjorn')).status).toBe(200);
  });

  test('an address that floods has to wait', async () => {
    await restart({ limits: createRateLimits({ address: { points: 2, seconds: 60 } }) });
    for (let i = 0; i < 2; i += 1) await get('/api/who');
    for (const path of ['/api/who', '/api/messages', '/nowhere']) await expectProblem(await get(path), 429, 'request.tooMany');
    await expectProblem(await get('/api/who', { authorization: 'Basic good' }), 429, 'request.tooMany');
    expect((await get('/healthz')).status).toBe(200);
  });

  test('strangers who flood keep no colleague behind their address out, new or known', async () => {
    await restart({ limits: createRateLimits({ address: { points: 2, seconds: 60 } }), authenticate: guard(100) });
    for (let i = 0; i < 10; i += 1) await get('/api/who', i % 2 === 0 ? {} : { authorization: `Bearer guess${i}` });
    for (let i = 0; i < 10; i += 1) expect((await get('/api/who', signedIn)).status).toBe(200);
  });

  const guard = (burst: number) => createTokenGuard({ authenticate, knows: () => false, clock: systemClock, place: { burst, perSecond: 0.01 }, slow: { burst: 1, perSecond: 0.01 } });

  test('an address that guesses tokens has to wait, and most of its guesses are not even looked at', async () => {
    await restart({ authenticate: guard(5) });
    for (let i = 0; i < 6; i += 1) await expectProblem(await get('/api/who', { authorization: `Bearer guess${i}` }), 401, 'auth.invalid');
    const response = await get('/api/who', { authorization: 'Bearer guess7' });
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(50);
    await expectProblem(response, 429, 'request.tooMany');
    expect(authenticate).toHaveBeenCalledTimes(6);
  });

  test('tokens that have only expired are no guesses', async () => {
    await restart({ authenticate: guard(2) });
    for (let i = 0; i < 5; i += 1) await expectProblem(await get('/api/who', { authorization: 'Bearer expired' }), 401, 'auth.expired');
  });

  test('behind a proxy the address is the one that the proxy saw, not the one that the client claims', async () => {
    await restart({ proxies: 1, limits: createRateLimits({ address: { points: 1, seconds: 60 } }) });
    const from = (chain: string) => get('/api/who', { 'x-forwarded-for': chain });
    expect((await from('10.0.0.1')).status).toBe(401);
    expect((await from('10.0.0.2')).status).toBe(401);
    expect((await from('10.9.9.9, 10.0.0.1')).status).toBe(429);
  });
});

describe('headers', () => {
  test('the tab may be framed by its hosts only, and has the microphone', async () => {
    const { headers } = await get('/tab/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`frame-ancestors ${microsoftFrames.join(' ')} 'self'`);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self' https://login.microsoftonline.com;");
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect(headers.get('x-frame-options')).toBeNull();
    expect(headers.get('permissions-policy')).toContain('microphone=(self)');
    expect(headers.get('cross-origin-opener-policy')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  test('nothing else may be framed or run', async () => {
    for (const path of ['/api/who', '/healthz', '/none']) {
      const { headers } = await get(path);
      expect(headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'");
      expect(headers.get('x-frame-options')).toBe('DENY');
    }
  });
});

describe('the tab’s files', () => {
  test('the page is asked for anew each time, and answered by 304 when it is the same', async () => {
    const page = await get('/tab/');
    expect(await page.text()).toContain('<title>Växel</title>');
    expect([page.headers.get('cache-control'), page.headers.get('content-type')]).toEqual(['no-cache', 'text/html; charset=utf-8']);
    // fetch would answer 304 from nowhere; the raw request shows it.
    expect((await rawGet('/tab/', { 'if-none-match': page.headers.get('etag') ?? '' })).status).toBe(304);
  });

  test('what carries a hash in its name is kept for a year', async () => {
    const { headers } = await get('/tab/assets/main-1a2b.js');
    expect([headers.get('cache-control'), headers.get('content-type')]).toEqual(['public, max-age=31536000, immutable', 'text/javascript; charset=utf-8']);
  });

  test('text is compressed for those who can read it', async () => {
    const small = await rawGet('/tab/assets/main-1a2b.js', { 'accept-encoding': 'gzip, br' });
    expect([small.headers['content-encoding'], small.headers['vary']]).toEqual(['br', 'Accept-Encoding']);
    expect(small.body.length).toBeLessThan(200);
    expect(brotliDecompressSync(small.body).toString()).toBe(script);
    const plain = await rawGet('/tab/assets/main-1a2b.js');
    expect([plain.headers['content-encoding'], plain.body.toString()]).toEqual([undefined, script]);
    expect(plain.headers['etag']).not.toBe(small.headers['etag']);
  });

  test('what the build has compressed is used as it is', async () => {
    const { body } = await rawGet('/tab/assets/ready-3c4d.js', { 'accept-encoding': 'br' });
    expect(brotliDecompressSync(body).toString()).toBe('made by the build');
  });

  test('nothing outside the folder or hidden in it can be had', async () => {
    const outside = `${folder.split('/').at(-1)}-outside.txt`;
    for (const path of [`/tab/../${outside}`, `/tab/..%2f${outside}`, `/tab/%2e%2e/${outside}`, `/tab/..%5c${outside}`, '/tab/.secret', '/tab/assets/', '/tab/%00', '/tab/%', `/tab//${folder}/index.html/..`, '/tab/none.js']) {
      expect({ path, found: ![400, 404].includes((await rawGet(path)).status) }).toEqual({ path, found: false });
    }
  });

  test('/tab leads to /tab/ with its query', async () => {
    const response = await get('/tab?x=1');
    expect([response.status, response.headers.get('location')]).toEqual([308, '/tab/?x=1']);
  });

  test('the configuration is public and has the version of nothing secret', async () => {
    expect(await (await get('/tab/config.json')).json()).toEqual({ mode: 'local', validMessageOrigins: ['http://localhost:3978'], entra: null, termsUrl: null, supportContact: null });
  });
});

describe('probes', () => {
  test('healthz says that the process runs', async () => expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' }));

  test('readyz names what is missing', async () => {
    expect([(await get('/readyz')).status, await (await get('/readyz')).json()]).toEqual([200, { status: 'ready', missing: [] }]);
    missing = ['database'];
    expect([(await get('/readyz')).status, await (await get('/readyz')).json()]).toEqual([503, { status: 'notReady', missing: ['database'] }]);
  });

  test('readyz of a part that fails is 503', async () => {
    await restart({ ready: () => Promise.reject(new Error('x')) });
    expect((await get('/readyz')).status).toBe(503);
  });

  test('metrics are for this machine, or for who has the token', async () => {
    await get('/api/who', signedIn);
    const text = await (await get('/metrics')).text();
    expect(text).toMatch(/vaxel_http_request_seconds_count\{method="GET",route="\/api\/who",status="200"\} 1/);
    await expectProblem(await get('/metrics', { 'x-forwarded-for': '10.0.0.1' }), 404, 'request.notFound');
    const metrics = createMetrics();
    addGauge(metrics, 'vaxel_realtime_connections', 'Open windows', () => 7);
    await restart({ metricsToken: 'm', metrics });
    await expectProblem(await get('/metrics'), 404, 'request.notFound');
    expect(await (await get('/metrics', { authorization: 'Bearer m', 'x-forwarded-for': '10.0.0.1' })).text()).toContain('vaxel_realtime_connections 7');
  });
});

test('the bot’s endpoint needs none of our tokens', async () => {
  expect(await (await post('/api/messages', '{}', { authorization: '' })).json()).toEqual({ bot: true });
});

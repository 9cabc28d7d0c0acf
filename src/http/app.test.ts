import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import { z } from 'zod';
import { serveApp, type ServedApp } from '../../tests/fakes/http-app';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Principal } from '../ports/principal';
import type { Logger } from '../ports/logger';
import type { AppDeps } from './app';
import { addGauge, createMetrics } from './metrics';
import { createRateLimits } from './rate-limits';
import { createTokenGuard } from './token-guard';
import { systemClock } from '../time/system-clock';
import { route } from './route';

const anna: Principal = {
  organisationId: randomUUID() as OrganisationId,
  userId: randomUUID() as UserId,
  roles: ['user'],
  expiresAtMs: 0,
};
let served: ServedApp;
let missing: readonly string[];
let authenticate: jest.Mock<Promise<Principal>, [string]>;
let logged: { facts: Record<string, unknown>; message: string }[];

const log = (facts: object, message: string) => void logged.push({ facts: { ...facts }, message });
const logger: Logger = { debug: log, info: log, warn: log, error: log };

function apiRouter(): Router {
  const router = Router();
  router.get('/who', route({ handler: ({ principal }) => principal }));
  router.get('/nothing', route({ handler: () => undefined }));
  router.get(
    '/list',
    route({ query: z.object({ limit: z.coerce.number().int().max(10) }), handler: ({ query }) => query }),
  );
  router.post('/echo', route({ body: z.object({ text: z.string() }), handler: ({ body }) => body }));
  router.post(
    '/log-bundle',
    route({ body: z.object({ lines: z.array(z.string()) }), handler: ({ body }) => ({ count: body.lines.length }) }),
  );
  router.get('/refused', route({ handler: () => Promise.reject(new VaxelError('call.notAllowed', 'Not now.')) }));
  router.get('/bug', route({ handler: () => JSON.parse('{secret}') as unknown }));
  router.get(
    '/database',
    route({
      handler: () =>
        Promise.reject(Object.assign(new Error('connect ECONNREFUSED /secret/path'), { code: 'ECONNREFUSED' })),
    }),
  );
  return router;
}

beforeEach(async () => {
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
afterEach(() => served.close());

async function start(changes: Partial<AppDeps>): Promise<void> {
  const botRouter = Router().post('/api/messages', (_request, response) => void response.json({ bot: true }));
  served = await serveApp({
    routers: [apiRouter()],
    publicRouters: [botRouter],
    largeRequests: { '/log-bundle': { mostBytes: 4_194_304, limit: { points: 1, seconds: 60 } } },
    authenticate,
    ready: async () => missing,
    logger,
    ...changes,
  });
}

async function restart(changes: Partial<AppDeps>): Promise<void> {
  await served.close();
  await start(changes);
}

const get: ServedApp['get'] = (path, headers) => served.get(path, headers);
const signedIn = { authorization: 'Bearer good' };
const post: ServedApp['post'] = (path, body, headers) => served.post(path, body, { ...signedIn, ...headers });

async function expectProblem(response: Response, status: number, code: string): Promise<Record<string, unknown>> {
  expect([response.status, response.headers.get('content-type')]).toEqual([
    status,
    expect.stringContaining('application/problem+json'),
  ]);
  const problem = (await response.json()) as Record<string, unknown>;
  expect(problem).toMatchObject({ type: `urn:vaxel:error:${code}`, status, code });
  return problem;
}

describe('the bearer token', () => {
  test('lets its person in', async () =>
    expect(await (await get('/api/who', signedIn)).json()).toEqual(JSON.parse(JSON.stringify(anna))));

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

  test('in the query is not looked at', async () =>
    void (await expectProblem(await get('/api/who?access_token=good'), 401, 'auth.missing')));

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
  test('that fit pass', async () =>
    expect(await (await post('/api/echo', '{"text":"hi","more":1}')).json()).toEqual({ text: 'hi' }));

  test.each([
    ['JSON cut short', '{"text":'],
    ['no JSON', 'text=hi'],
    ['the wrong type', '{"text":1}'],
    ['nothing', ''],
    ['a list', '[]'],
    ['null', 'null'],
  ])(
    '%s is answered by 400',
    async (_, body) => void (await expectProblem(await post('/api/echo', body), 400, 'request.invalid')),
  );

  test('of another content type, charset or encoding are refused', async () => {
    await expectProblem(
      await post('/api/echo', '{"text":"hi"}', { 'content-type': 'text/plain' }),
      400,
      'request.invalid',
    );
    await expectProblem(
      await post('/api/echo', '{"text":"hi"}', { 'content-type': 'application/json; charset=x-evil' }),
      400,
      'request.invalid',
    );
    await expectProblem(
      await post('/api/echo', '{"text":"hi"}', { 'content-encoding': 'gzip' }),
      400,
      'request.invalid',
    );
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
  test('of the API are never cached', async () =>
    expect((await get('/api/who', signedIn)).headers.get('cache-control')).toBe('no-store'));
  test('an unknown route is a problem', async () => {
    await expectProblem(await get('/api/there/is/none', signedIn), 404, 'request.notFound');
    await expectProblem(await get('/etc/passwd'), 404, 'request.notFound');
    await expectProblem(await get('/%c0%ae'), 404, 'request.notFound');
  });
  test('a refusal of a feature keeps its code and words', async () =>
    expect(await expectProblem(await get('/api/refused', signedIn), 409, 'call.notAllowed')).toMatchObject({
      detail: 'Not now.',
    }));

  test('our own faults tell nothing outside and everything in the log', async () => {
    const response = await get('/api/bug', signedIn);
    expect(JSON.stringify(await expectProblem(response, 500, 'server.error'))).not.toContain('secret');
    expect(logged).toContainEqual({
      message: 'request failed',
      facts: expect.objectContaining({ requestId: response.headers.get('x-request-id'), err: expect.any(SyntaxError) }),
    });
  });

  test('a database that is gone is 503 and tells no path', async () => {
    expect(
      JSON.stringify(await expectProblem(await get('/api/database', signedIn), 503, 'server.unavailable')),
    ).not.toContain('secret');
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
    for (const path of ['/api/who', '/api/messages', '/nowhere'])
      await expectProblem(await get(path), 429, 'request.tooMany');
    await expectProblem(await get('/api/who', { authorization: 'Basic good' }), 429, 'request.tooMany');
    expect((await get('/healthz')).status).toBe(200);
  });

  test('strangers who flood keep no colleague behind their address out, new or known', async () => {
    await restart({ limits: createRateLimits({ address: { points: 2, seconds: 60 } }), authenticate: guard(100) });
    for (let i = 0; i < 10; i += 1) await get('/api/who', i % 2 === 0 ? {} : { authorization: `Bearer guess${i}` });
    for (let i = 0; i < 10; i += 1) expect((await get('/api/who', signedIn)).status).toBe(200);
  });

  const guard = (burst: number) =>
    createTokenGuard({
      authenticate,
      knows: () => false,
      clock: systemClock,
      place: { burst, perSecond: 0.01 },
      slow: { burst: 1, perSecond: 0.01 },
    });

  test('an address that guesses tokens has to wait, and most of its guesses are not even looked at', async () => {
    await restart({ authenticate: guard(5) });
    for (let i = 0; i < 6; i += 1)
      await expectProblem(await get('/api/who', { authorization: `Bearer guess${i}` }), 401, 'auth.invalid');
    const response = await get('/api/who', { authorization: 'Bearer guess7' });
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(50);
    await expectProblem(response, 429, 'request.tooMany');
    expect(authenticate).toHaveBeenCalledTimes(6);
  });

  test('tokens that have only expired are no guesses', async () => {
    await restart({ authenticate: guard(2) });
    for (let i = 0; i < 5; i += 1)
      await expectProblem(await get('/api/who', { authorization: 'Bearer expired' }), 401, 'auth.expired');
  });

  test('behind a proxy the address is the one that the proxy saw, not the one that the client claims', async () => {
    await restart({ proxies: 1, limits: createRateLimits({ address: { points: 1, seconds: 60 } }) });
    const from = (chain: string) => get('/api/who', { 'x-forwarded-for': chain });
    expect((await from('10.0.0.1')).status).toBe(401);
    expect((await from('10.0.0.2')).status).toBe(401);
    expect((await from('10.9.9.9, 10.0.0.1')).status).toBe(429);
  });
});

describe('probes', () => {
  test('healthz says that the process runs', async () =>
    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' }));

  test('readyz names what is missing', async () => {
    expect([(await get('/readyz')).status, await (await get('/readyz')).json()]).toEqual([
      200,
      { status: 'ready', missing: [] },
    ]);
    missing = ['database'];
    expect([(await get('/readyz')).status, await (await get('/readyz')).json()]).toEqual([
      503,
      { status: 'notReady', missing: ['database'] },
    ]);
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
    expect(
      await (await get('/metrics', { authorization: 'Bearer m', 'x-forwarded-for': '10.0.0.1' })).text(),
    ).toContain('vaxel_realtime_connections 7');
  });
});

test('the bot’s endpoint needs none of our tokens', async () => {
  expect(await (await post('/api/messages', '{}', { authorization: '' })).json()).toEqual({ bot: true });
});

describe('the administration', () => {
  const asked = jest.fn();
  const administration = Router()
    .post('/administration/people', route({ body: z.object({}), handler: () => void asked() }))
    .get('/administration', route({ handler: () => void asked() }));
  beforeEach(() => {
    asked.mockReset();
    return served.close();
  });
  const as = (...roles: Principal['roles']) =>
    start({ routers: [administration], authenticate: async () => ({ ...anna, roles }) });

  test.each(['/api/administration', '/api/ADMINISTRATION/people', '/api/administration/nothing'])(
    '%s is closed to users and supervisors, whether it exists or not',
    async (path) => {
      await as('user', 'supervisor');
      const answer = await served.get(path, { authorization: 'Bearer good' });
      expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'auth.notAllowed' }]);
      expect(asked).not.toHaveBeenCalled();
    },
  );

  test('who may not is told before the body is read', async () => {
    await as('user');
    const never = new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{')) });
    const headers = { authorization: 'Bearer good', 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: never, duplex: 'half' };
    expect((await fetch(`${served.url}/api/administration/people`, init)).status).toBe(403);
  });

  test('an administrator is let in', async () => {
    await as('user', 'administrator');
    const answer = await served.post('/api/administration/people', '{}', { authorization: 'Bearer good' });
    expect([answer.status, asked.mock.calls.length]).toEqual([204, 1]);
  });
});

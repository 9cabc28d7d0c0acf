import { request as httpRequest } from 'node:http';
import { createTurns } from '../../src/limits/turns';
import { VaxelError } from '../../src/contract/errors';
import { createApp, type AppDeps } from '../../src/http/app';
import { createMetrics } from '../../src/http/metrics';
import { createRateLimits } from '../../src/http/rate-limits';
import { microsoftFrames } from '../../src/http/security-headers';
import { createHttpServer } from '../../src/http/server';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

export interface RawAnswer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: Buffer;
}

export interface ServedApp {
  readonly url: string;
  /** Redirects are shown, not followed. */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, body: string, headers?: Record<string, string>): Promise<Response>;
  /** As it is, without the normalisation that fetch does to a path. */
  rawGet(path: string, headers?: Record<string, string>): Promise<RawAnswer>;
  close(): Promise<void>;
}

/** The HTTP app on a port of its own. What a test does not hand in is empty, and lets nobody in. */
export async function serveApp(changes: Partial<AppDeps>): Promise<ServedApp> {
  const app = createApp({
    routers: [],
    publicRouters: [],
    largeRequests: {},
    authenticate: () => Promise.reject(new VaxelError('auth.invalid')),
    limits: createRateLimits(),
    turns: createTurns(),
    frameAncestors: [...microsoftFrames, "'self'"],
    connectSources: ['https://login.microsoftonline.com'],
    tabFolder: 'none',
    tabConfig: {
      mode: 'local',
      validMessageOrigins: ['http://localhost:3978'],
      entra: null,
      termsUrl: null,
      supportContact: null,
    },
    ready: async () => [],
    metrics: createMetrics(),
    logger: silent,
    ...changes,
  });
  const server = createHttpServer(app, {});
  const url = `http://127.0.0.1:${await server.listen('127.0.0.1', 0)}`;
  return {
    url,
    get: (path, headers = {}) => fetch(url + path, { headers, redirect: 'manual' }),
    post: (path, body, headers = {}) =>
      fetch(url + path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } }),
    rawGet: (path, headers = {}) => rawGet(`${url}/`, path, headers),
    close: () => server.close(0),
  };
}

function rawGet(url: string, path: string, headers: Record<string, string>): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.on('error', reject).end();
  });
}

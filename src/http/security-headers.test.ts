import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveApp, type ServedApp } from '../../tests/fakes/http-app';
import { microsoftFrames } from './security-headers';

let folder: string;
let served: ServedApp;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vaxel-tab-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Växel</title>');
  served = await serveApp({ tabFolder: folder });
});
afterAll(async () => {
  await served.close();
  await rm(folder, { recursive: true });
});

const get: ServedApp['get'] = (path) => served.get(path);

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

  test('the tab may open a WebSocket to a switch elsewhere, and frame nothing from there', async () => {
    const away = await serveApp({ tabFolder: folder, socketSources: ['wss://switch.fjallbo.example'] });
    const policy = (await away.get('/tab/')).headers.get('content-security-policy') ?? '';
    await away.close();
    const signIn = 'https://login.microsoftonline.com';
    expect(policy).toContain(`connect-src 'self' ${signIn} wss://switch.fjallbo.example;frame-src 'self' ${signIn};`);
  });

  test('nothing else may be framed or run', async () => {
    for (const path of ['/api/who', '/healthz', '/none']) {
      const { headers } = await get(path);
      expect(headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'");
      expect(headers.get('x-frame-options')).toBe('DENY');
    }
  });
});

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { serveApp, type ServedApp } from '../../tests/fakes/http-app';

const script = `console.log(${JSON.stringify('x'.repeat(5_000))})`;
let folder: string;
let served: ServedApp;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vaxel-tab-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Växel</title>');
  await writeFile(join(folder, 'assets', 'main-1a2b.js'), script);
  await writeFile(join(folder, 'assets', 'ready-3c4d.js'), 'plain');
  await writeFile(join(folder, 'assets', 'ready-3c4d.js.br'), brotliCompressSync('made by the build'));
  await writeFile(join(folder, '.secret'), 'secret');
  await writeFile(join(folder, '..', `${folder.split('/').at(-1)}-outside.txt`), 'outside');
  served = await serveApp({ tabFolder: folder });
});
afterEach(async () => {
  await served.close();
  await rm(folder, { recursive: true });
  await rm(`${folder}-outside.txt`);
});

const get: ServedApp['get'] = (path, headers) => served.get(path, headers);
const rawGet: ServedApp['rawGet'] = (path, headers) => served.rawGet(path, headers);

describe('the tab’s files', () => {
  test('the page is asked for anew each time, and answered by 304 when it is the same', async () => {
    const page = await get('/tab/');
    expect(await page.text()).toContain('<title>Växel</title>');
    expect([page.headers.get('cache-control'), page.headers.get('content-type')]).toEqual([
      'no-cache',
      'text/html; charset=utf-8',
    ]);
    // fetch would answer 304 from nowhere; the raw request shows it.
    expect((await rawGet('/tab/', { 'if-none-match': page.headers.get('etag') ?? '' })).status).toBe(304);
  });

  test('what carries a hash in its name is kept for a year', async () => {
    const { headers } = await get('/tab/assets/main-1a2b.js');
    expect([headers.get('cache-control'), headers.get('content-type')]).toEqual([
      'public, max-age=31536000, immutable',
      'text/javascript; charset=utf-8',
    ]);
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
    for (const path of [
      `/tab/../${outside}`,
      `/tab/..%2f${outside}`,
      `/tab/%2e%2e/${outside}`,
      `/tab/..%5c${outside}`,
      '/tab/.secret',
      '/tab/assets/',
      '/tab/%00',
      '/tab/%',
      `/tab//${folder}/index.html/..`,
      '/tab/none.js',
    ]) {
      expect({ path, found: ![400, 404].includes((await rawGet(path)).status) }).toEqual({ path, found: false });
    }
  });

  test('/tab leads to /tab/ with its query', async () => {
    const response = await get('/tab?x=1');
    expect([response.status, response.headers.get('location')]).toEqual([308, '/tab/?x=1']);
  });

  test('the configuration is public and has the version of nothing secret', async () => {
    expect(await (await get('/tab/config.json')).json()).toEqual({
      mode: 'local',
      validMessageOrigins: ['http://localhost:3978'],
      entra: null,
      termsUrl: null,
      supportContact: null,
    });
  });
});

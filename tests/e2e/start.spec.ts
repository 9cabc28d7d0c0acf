import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { expect, test } from './people';
import { freePort, removeFolder, spawnServer, temporaryFolder } from './server';
import type { StartOptions } from './server';

/** Starts a server that is expected to give up, and returns what it said. */
async function refusal(options: StartOptions & { port: number; dataFolder: string }): Promise<string> {
  const { child, output } = spawnServer(options);
  const [code] = (await once(child, 'exit')) as [number];
  expect(code).toBe(1);
  return output().trim().split('\n').at(-1) ?? '';
}

/** A place where nobody may make a folder, not even root. */
const closedFolder = process.platform === 'darwin' ? '/System/vaxel' : '/sys/vaxel';

/** Asks the API as Anna. */
async function settingsOfAnna(url: string, change?: object): Promise<unknown> {
  const token = await (await fetch(`${url}/local/token?as=anna`)).text();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(
    `${url}/api/settings`,
    change ? { method: 'PATCH', headers, body: JSON.stringify(change) } : { headers },
  );
  return response.json();
}

test('a taken port is one clear line that says what to do', async () => {
  const blocker = createServer().listen(await freePort(), '127.0.0.1');
  await once(blocker, 'listening');
  const { port } = blocker.address() as { port: number };
  const dataFolder = temporaryFolder();
  expect(await refusal({ port, dataFolder })).toMatch(new RegExp(`^Port ${port} is taken .* PORT=`));
  blocker.close();
  removeFolder(dataFolder);
});

test('a folder without write permission is one clear line', async () => {
  expect(await refusal({ port: await freePort(), dataFolder: closedFolder })).toMatch(
    /^This user may not write to .*VAXEL_DATA/,
  );
});

test('a wrong setting is named', async () => {
  const dataFolder = temporaryFolder();
  expect(
    await refusal({ port: await freePort(), dataFolder, environment: { DATABASE_URL: 'mysql://somewhere' } }),
  ).toContain('DATABASE_URL');
  removeFolder(dataFolder);
});

test('a second server on the same data folder is refused and told of the first', async ({ start }) => {
  const first = await start();
  const text = await refusal({ port: await freePort(), dataFolder: first.dataFolder });
  expect(text).toContain(`process ${first.pid}`);
  expect(text).toContain(first.url);
});

test('it says how long each step took, ends at SIGTERM, goes on with what it left, or anew by --reset', async ({
  start,
}) => {
  const first = await start();
  expect(first.output()).toMatch(/ s {2}database\n/);
  expect(first.output()).toMatch(/Växel is ready after \d+\.\d s: http:\/\/localhost:\d+/);
  expect(await first.stop('SIGTERM')).toBe(0);
  await expect(fetch(`${first.url}/healthz`)).rejects.toThrow();

  const second = await start({ dataFolder: first.dataFolder });
  await settingsOfAnna(second.url, { numberToShow: 'anonymous' });
  await second.stop();

  const kept = await start({ dataFolder: first.dataFolder });
  expect(await settingsOfAnna(kept.url)).toMatchObject({ numberToShow: 'anonymous' });
  await kept.stop();

  const reset = await start({ dataFolder: first.dataFolder, arguments: ['--reset'] });
  expect(await settingsOfAnna(reset.url)).toMatchObject({ numberToShow: null });
  await reset.stop();
  expect(readdirSync(first.dataFolder)).not.toContain('server.lock');
});

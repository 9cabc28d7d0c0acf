import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SipCredentials } from '../../src/contract/devices/devices';
import { freePort, removeFolder, temporaryFolder } from '../e2e/server';
import { endLeftOverPostgres } from '../../src/storage/embedded-postgres';
import { is } from '../fakes/gateway';
import { Product } from './product';
import { talk } from './talk';

test('SIGTERM: window, call and desk phone are told, the call is kept as interrupted, the end in order', async () => {
  const product = await Product.start();
  try {
    const [anna, bjorn] = await product.people('anna', 'bjorn');
    const tabPhone = await anna.phone();
    const account = (
      await bjorn.api('POST', '/devices', { windowId: randomUUID(), kind: 'deskPhone', label: 'Desk' })
    ).json<SipCredentials>();
    const desk = await product.phone(account).register();
    const call = await talk(tabPhone, desk, bjorn.extension);
    await Promise.all([anna.untilState(call.id, 'active'), bjorn.untilState(call.id, 'active'), call.isHeard()]);
    const byes: string[] = [];
    for (const [name, phone] of Object.entries({ tabPhone, desk }))
      phone.wire.on('received', (text) => text.startsWith('BYE ') && byes.push(name));

    const exit = product.end();
    for (const { realtime } of [anna, bjorn]) {
      expect(await realtime.next(is('bye'))).toMatchObject({ reason: 'shutdown' });
      expect(await realtime.closed).toBe(1012);
    }
    await Promise.all([call.a.until('ended'), call.b.until('ended')]);
    expect(byes.sort()).toEqual(['desk', 'tabPhone']);
    // It would be 1 had something kept it from ending within its limit.
    expect(await exit).toBe(0);

    await product.startAgain();
    for (const key of ['anna', 'bjorn']) {
      const entries = await (await product.person(key)).history();
      expect(entries).toMatchObject([{ callId: call.id, outcome: 'interrupted' }]);
    }
  } finally {
    await product.close();
  }
});

const guid = '11111111-2222-4333-8444-555555555555';
const production = {
  PUBLIC_URL: 'https://phone.fjallbo.example',
  ENTRA_TENANT_IDS: guid,
  ENTRA_CLIENT_ID: guid,
  TEAMS_APP_ID: guid,
  BOT_ID: guid,
  BOT_PASSWORD: 'x',
  BOT_TENANT_ID: guid,
};

test.each([
  ['npm start', ['start'], {}],
  ['npm run start:production', ['run', 'start:production'], production],
])('SIGTERM to `%s` ends the server behind it', async (_, script, environment) => {
  const [port, dataFolder] = [await freePort(), temporaryFolder()];
  const env = { ...process.env, NODE_ENV: '', PORT: String(port), VAXEL_DATA: dataFolder, ...environment };
  const npm = spawn('npm', script, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  try {
    let output = '';
    const exited = once(npm, 'exit');
    const ready = new Promise<void>((resolve) => {
      npm.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes('Växel is ready')) resolve();
      });
    });
    await Promise.race([ready, exited]);
    expect(output).toContain('Växel is ready');
    expect(existsSync(join(dataFolder, 'server.lock'))).toBe(true);
    npm.kill('SIGTERM');
    await exited;
    expect(existsSync(join(dataFolder, 'server.lock'))).toBe(false);
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
  } finally {
    npm.kill('SIGKILL');
    await endLeftOverPostgres(dataFolder);
    removeFolder(dataFolder);
  }
});

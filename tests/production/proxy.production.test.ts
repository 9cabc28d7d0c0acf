import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../src/doctor/finding';
import { endLeftOverPostgres } from '../../src/storage/embedded-postgres';
import { freePort, removeFolder, temporaryFolder } from '../e2e/server';
import { startProductionServer, type ProductionServer } from '../fakes/production-server';
import { eventually } from '../fakes/waiters';
import { environmentOf, findTools } from './tools';

const guid = '11111111-2222-4333-8444-555555555555';
const [folder, dataFolder] = [temporaryFolder(), temporaryFolder()];
/** Caddy's own authority, which it uses for `localhost`; elsewhere it is Let's Encrypt. */
const authority = join(folder, 'caddy', 'pki', 'authorities', 'local', 'root.crt');
const { caddy, prometheus } = findTools();
let environment: NodeJS.ProcessEnv;
let server: ProductionServer;
let proxy: ChildProcess;
let output = '';

/** `ops/Caddyfile` as it stands, but for the ports that only root may have, the host and the name of the upstream. */
async function caddyfile(port: number, tlsPort: number): Promise<string> {
  const ours = readFileSync('ops/Caddyfile', 'utf8');
  expect(ours).toContain('server:3978');
  const global = [`http_port ${await freePort()}`, `https_port ${tlsPort}`, 'admin off', 'skip_install_trust'];
  return `{\n\t${global.join('\n\t')}\n}\n${ours.replace('server:3978', `127.0.0.1:${port}`)}`;
}

beforeAll(async () => {
  const [port, tlsPort] = [await freePort(), await freePort()];
  environment = {
    VAXEL_MODE: 'production',
    PORT: String(port),
    VAXEL_DATA: dataFolder,
    PUBLIC_URL: `https://localhost:${tlsPort}`,
    ENTRA_TENANT_IDS: guid,
    ENTRA_CLIENT_ID: guid,
    TEAMS_APP_ID: guid,
    BOT_ID: guid,
    BOT_PASSWORD: 'x',
    BOT_TENANT_ID: guid,
  };
  server = await startProductionServer(environment);
  const config = join(folder, 'Caddyfile');
  writeFileSync(config, await caddyfile(port, tlsPort));
  const env = {
    ...environmentOf(caddy),
    PUBLIC_HOST: 'localhost',
    XDG_DATA_HOME: folder,
    XDG_CONFIG_HOME: folder,
    HOME: folder,
  };
  const args = ['run', '--config', config, '--adapter', 'caddyfile'];
  proxy = spawn(join(caddy.bin, 'caddy'), args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [proxy.stdout, proxy.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await eventually('Caddy to have its authority', async () => {
    if (proxy.exitCode !== null) throw new Error(`Caddy ended:\n${output}`);
    return existsSync(authority) && output.includes('certificate obtained successfully');
  });
});

afterAll(async () => {
  const ended = once(proxy, 'exit');
  proxy.kill('SIGKILL');
  await ended;
  await server.stop();
  await endLeftOverPostgres(dataFolder);
  for (const each of [folder, dataFolder]) removeFolder(each);
});

test('the doctor sees tab, bot endpoint, WebSockets and certificate through Caddy with its Caddyfile', async () => {
  // What the doctor would ask of Microsoft leads to nobody here.
  const preload = ['--require', './tests/fakes/other-hosts.cjs'];
  const child = spawn(process.execPath, [...preload, 'dist/server/doctor.js', '--json'], {
    env: {
      ...{ PATH: process.env['PATH'], NODE_EXTRA_CA_CERTS: authority, ...environment },
      OTHER_HOSTS: `login.microsoftonline.com=${await freePort()}`,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(child, 'close');
  const { findings } = JSON.parse(text) as { findings: Finding[] };
  const about = findings.filter(({ of }) => of.includes(environment['PUBLIC_URL'] ?? ''));
  expect(about.map(({ of, found }) => `${of.replace(/https:\/\/localhost:\d+/, 'it')}: ${found}`)).toEqual([
    'Public address it: the tab is served there',
    // Caddy's own authority gives twelve hours; it renews them by itself.
    expect.stringMatching(/^Public address it, certificate: the certificate ends on /),
    'Bot endpoint it/api/messages: it takes posts, and refuses whoever is not the Bot Connector',
    'Public address it, WebSocket: WebSockets come through',
  ]);
});

test('Prometheus takes the alert rules', () => {
  const args = ['check', 'rules', 'ops/alerts.yml'];
  const { status, stdout, stderr } = spawnSync(join(prometheus.bin, 'promtool'), args, {
    env: environmentOf(prometheus),
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/SUCCESS: \d+ rules found/);
});

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { createServer, request as requestSecurely, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { connect } from 'node:tls';
import type { StaffView } from '../../src/contract/administration/staff';
import type { DeskPhoneAccount, DeskPhoneList } from '../../src/contract/devices/desk-phones';
import type { Me } from '../../src/contract/people/people';
import type { Finding } from '../../src/doctor/finding';
import { endLeftOverPostgres } from '../../src/storage/embedded-postgres';
import { freePort, removeFolder, temporaryFolder } from '../e2e/server';
import { Baresip } from '../fakes/baresip';
import { certificateFor, type HostCertificate } from '../fakes/certificates';
import { claimsV2, entra, jwkOf, makeKey, signToken } from '../fakes/entra';
import { startProductionServer, type ProductionServer } from '../fakes/production-server';
import { analyse, isTone } from '../fakes/sound-analysis';
import { eventually } from '../fakes/waiters';
import { secretOfAri, startComposeAsterisk, type ComposeAsterisk } from './compose-asterisk';
import { environmentOf, findTools } from './tools';

const guid = '11111111-2222-4333-8444-555555555555';
const loopback = '127.0.0.1';
const [folder, dataFolder] = [temporaryFolder(), temporaryFolder()];
/** Caddy's own authority, which it uses for `localhost`; elsewhere it is Let's Encrypt. */
const caddyAuthority = join(folder, 'caddy', 'pki', 'authorities', 'local', 'root.crt');
const certificates = join(folder, 'caddy', 'certificates');
/** That and Entra's here, for whoever asks both. */
const authorities = join(folder, 'authorities.pem');
const otherHosts = './tests/fakes/other-hosts.cjs';
const { caddy, prometheus } = findTools();
const key = makeKey('of-entra');
const phones: Baresip[] = [];
let environment: NodeJS.ProcessEnv;
let server: ProductionServer;
let proxy: ChildProcess;
let asterisk: ComposeAsterisk;
let sourceOfKeys: Server;
let asteriskHttp = '';
let output = '';

/** `ops/Caddyfile` as it stands, but for the ports that only root may have, the host and the name of the upstream. */
async function caddyfile(port: number, tlsPort: number): Promise<string> {
  const ours = readFileSync('ops/Caddyfile', 'utf8');
  expect(ours).toContain('server:3978');
  const global = [`http_port ${await freePort()}`, `https_port ${tlsPort}`, 'admin off', 'skip_install_trust'];
  return `{\n\t${global.join('\n\t')}\n}\n${ours.replace('server:3978', `${loopback}:${port}`)}`;
}

async function startProxy(port: number, tlsPort: number): Promise<ChildProcess> {
  const config = join(folder, 'Caddyfile');
  writeFileSync(config, await caddyfile(port, tlsPort));
  const env = {
    ...environmentOf(caddy),
    ...{ PUBLIC_HOST: 'localhost', ASTERISK_HTTP: asteriskHttp },
    ...{ XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, HOME: folder },
  };
  const args = ['run', '--config', config, '--adapter', 'caddyfile'];
  const child = spawn(join(caddy.bin, 'caddy'), args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return child;
}

/** Entra's keys, by its own name. */
async function startEntra({ cert, key: secret }: HostCertificate): Promise<Server> {
  const keys = JSON.stringify({ keys: [jwkOf(key)] });
  const started = createServer({ cert, key: secret }, (_request, response) => response.end(keys));
  await new Promise<void>((resolve) => started.listen(0, loopback, resolve));
  return started;
}

beforeAll(async () => {
  const [port, tlsPort] = [await freePort(), await freePort()];
  asteriskHttp = `${loopback}:${await freePort()}`;
  proxy = await startProxy(port, tlsPort);
  // It waits for the proxy's certificate by itself.
  const starting = startComposeAsterisk(asteriskHttp, certificates, 'localhost');
  const certificate = await certificateFor(['login.microsoftonline.com'], 10);
  sourceOfKeys = await startEntra(certificate);
  await eventually('Caddy to have its authority', async () => {
    if (proxy.exitCode !== null) throw new Error(`Caddy ended:\n${output}`);
    return existsSync(caddyAuthority) && output.includes('certificate obtained successfully');
  });
  writeFileSync(authorities, [readFileSync(caddyAuthority, 'utf8'), certificate.cert].join('\n'));
  asterisk = await starting;
  environment = {
    VAXEL_MODE: 'production',
    PORT: String(port),
    VAXEL_DATA: dataFolder,
    PUBLIC_URL: `https://localhost:${tlsPort}`,
    ENTRA_TENANT_IDS: entra.tenant,
    ENTRA_CLIENT_ID: entra.clientId,
    TEAMS_APP_ID: guid,
    BOT_ID: guid,
    BOT_PASSWORD: 'x',
    BOT_TENANT_ID: guid,
    ...asterisk.server,
    ASTERISK_WEBSOCKET_URL: `wss://localhost:${tlsPort}/ws`,
    NODE_EXTRA_CA_CERTS: authorities,
    OTHER_HOSTS: `login.microsoftonline.com=${(sourceOfKeys.address() as AddressInfo).port}`,
  };
  server = await startProductionServer(environment, [otherHosts]);
});

afterEach(async () => {
  for (const phone of phones.splice(0)) await phone.stop();
});

afterAll(async () => {
  await server.stop();
  await asterisk.asterisk.stop();
  const ended = once(proxy, 'exit');
  proxy.kill('SIGKILL');
  await ended;
  sourceOfKeys.closeAllConnections();
  sourceOfKeys.close();
  await endLeftOverPostgres(dataFolder);
  for (const each of [folder, dataFolder]) removeFolder(each);
});

/** What the doctor of the same environment says. */
async function examined(): Promise<readonly Finding[]> {
  const child = spawn(process.execPath, ['--require', otherHosts, 'dist/server/doctor.js', '--json'], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(child, 'close');
  return (JSON.parse(text) as { findings: Finding[] }).findings;
}

test('the doctor sees tab, bot, WebSockets and certificate through Caddy, and Asterisk behind it', async () => {
  const findings = await examined();
  const url = environment['PUBLIC_URL'] ?? '';
  const about = findings.filter(({ of }) => of.includes(url) || of.startsWith('Asterisk'));
  const short = about.map(({ of, found }) => `${of.replace(/(?:localhost|127\.0\.0\.1):\d+/, 'it')}: ${found}`);
  expect(short).toEqual([
    expect.stringMatching(/^Asterisk http:\/\/it: Asterisk 22\./),
    'Asterisk http://it, configuration: it is of this version',
    'Asterisk for browsers, wss://it/ws: it takes a connection for SIP',
    'Public address https://it: the tab is served there',
    // Caddy's own authority gives twelve hours; it renews them by itself.
    expect.stringMatching(/^Public address https:\/\/it, certificate: the certificate ends on /),
    'Bot endpoint https://it/api/messages: it takes posts, and refuses whoever is not the Bot Connector',
    'Public address https://it, WebSocket: WebSockets come through',
  ]);
});

/** What somebody with Asterisk's secret is answered. */
function answerTo(send: (done: (answer: IncomingMessage) => void) => ClientRequest): Promise<string> {
  return new Promise((resolve, reject) => {
    send((answer) => {
      let text = `${answer.statusCode} `;
      answer.on('data', (part: Buffer) => (text += part.toString()));
      answer.on('end', () => resolve(text));
    })
      .on('error', reject)
      .end();
  });
}

function asked(path: string, localAddress: string): Promise<string> {
  const [host, port] = asteriskHttp.split(':');
  return answerTo((done) =>
    request({ host, port, path, auth: `vaxel:${secretOfAri()}`, localAddress, agent: false }, done),
  );
}

const askedByProxy = (path: string): Promise<string> =>
  answerTo((done) =>
    requestSecurely(
      `${environment['PUBLIC_URL']}${path}`,
      { auth: `vaxel:${secretOfAri()}`, rejectUnauthorized: false, agent: false },
      done,
    ),
  );

const login = (from: string) => asked(`/rawman?action=login&username=vaxel&secret=${secretOfAri()}`, from);

test('Asterisk answers the server, and nobody else whatever they know; nor does the proxy let anybody', async () => {
  const elsewhere = '127.0.0.2';
  for (const path of ['/ari/asterisk/info', '/ARI/asterisk/info', '/ari/events?app=vaxel']) {
    expect(await asked(path, elsewhere)).toMatch(/^403 .*Access denied by ACL/);
    expect(await askedByProxy(path)).toMatch(/^(?:401|404) (?!.*(?:ACL|system))/);
  }
  expect(await asked('/ari/asterisk/info', loopback)).toMatch(/^200 .*"version":"22/);
  expect([await login(elsewhere), await login(loopback)]).toEqual([
    expect.stringContaining('Authentication failed'),
    expect.stringContaining('Authentication accepted'),
  ]);
  // For a browser, from wherever the proxy is.
  expect(await asked('/ws', elsewhere)).toMatch(/^426 /);
});

/** An administrator of the tenant, as Entra says. */
const token = signToken(key, claimsV2(Date.now(), { roles: ['administrator'] }));

async function api<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const answer = await fetch(`http://${loopback}:${environment['PORT']}/api${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect([path, Math.floor(answer.status / 100)]).toEqual([path, 2]);
  return (await answer.json()) as Answer;
}

const organisation = {
  name: 'Granit AB',
  ...{ country: 'SE', language: 'sv', timeZone: 'Europe/Stockholm' },
  extensions: { first: '300', last: '399' },
  ranges: [{ first: '+46920440000', last: '+46920440099' }],
  me: { name: 'Nora Dahl', extension: '300', number: '+46920440000' },
};

/** A phone into which somebody has typed what the tab shows once, and that has registered. */
async function startPhone(path: string, transport: string, toneHz: number): Promise<Baresip> {
  const { host, port, username, password } = await api<DeskPhoneAccount>('POST', path, { label: 'Desk', transport });
  const account = { server: `${host}:${port}`, transport: transport as 'udp' | 'tls', username, password };
  const phone = await Baresip.start(account, { toneHz, ...(transport === 'tls' ? { more: ';mediaenc=srtp' } : {}) });
  phones.push(phone);
  await eventually('the phone to be there', async () =>
    (await api<DeskPhoneList>('GET', path)).phones.every(({ registered }) => registered),
  );
  return phone;
}

async function hears(phone: Baresip, hz: number): Promise<void> {
  const newest = () => analyse(Float64Array.from(phone.heard(8_000).slice(-4096), (value) => value / 32_768));
  await eventually(`${hz} Hz`, async () => isTone(hz)(newest()));
}

/** The certificate that a phone is shown; nothing while Asterisk takes another. */
async function shown(): Promise<string> {
  const socket = connect({ host: loopback, port: asterisk.ports.tls, rejectUnauthorized: false });
  try {
    await once(socket, 'secureConnect');
    return socket.getPeerCertificate().fingerprint256;
  } catch {
    return '';
  } finally {
    socket.destroy();
  }
}

test('a company is set up, its phones talk, over UDP and over TLS with a certificate that is renewed', async () => {
  await api('POST', '/joining/organisation', organisation);
  const { user } = await api<Me>('GET', '/me');
  const other = await api<StaffView>('POST', '/administration/people', { name: 'Otto Berg', extension: '301' });
  const pathOf = (whose: string): string => `/administration/people/${whose}/desk-phones`;
  const nora = await startPhone(pathOf(user.id), 'udp', 440);
  const otto = await startPhone(pathOf(other.userId), 'tls', 620);

  await nora.ask('dial', '301');
  await otto.told('CALL_INCOMING');
  await otto.ask('accept');
  await Promise.all([nora, otto].map((phone) => phone.told('CALL_ESTABLISHED')));
  await Promise.all([hears(nora, 620), hears(otto, 440)]);

  const before = await shown();
  const renewed = await certificateFor(['localhost'], 60);
  mkdirSync(join(certificates, 'another', 'localhost'), { recursive: true });
  for (const [kind, text] of Object.entries({ key: renewed.key, crt: renewed.cert }))
    writeFileSync(join(certificates, 'another', 'localhost', `localhost.${kind}`), text);
  await eventually('the new certificate', async () => ![before, ''].includes(await shown()));
  // The phone over TLS has its connection still: it hangs up by it.
  await hears(nora, 620);
  await otto.ask('hangup');
  await nora.told('CALL_CLOSED');
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

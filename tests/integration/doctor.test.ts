import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import type { Finding } from '../../src/doctor/finding';
import { endLeftOverPostgres } from '../../src/storage/embedded-postgres';
import { startTurn, type RunningTurn } from '../e2e/turn';
import { freePort, removeFolder, temporaryFolder } from '../e2e/server';
import { certificateFor, type HostCertificate } from '../fakes/certificates';
import { startProductionServer, type ProductionServer } from '../fakes/production-server';
import { connectToServerDatabase } from '../fakes/server-database';

const tenant = '11111111-2222-4333-8444-555555555555';
const guid = '22222222-2222-4333-8444-555555555555';
const botSecret = 'the~secret~of~the~bot';

const folder = temporaryFolder();
const dataFolder = temporaryFolder();
const authorities = join(folder, 'authorities.pem');
const [good, ending] = [90, 10];

/** What Entra answers, as its documentation and its own errors have it. */
let botAnswer: Record<string, unknown> = {};
let knowsTenant = true;
let passesUpgrades = true;
let port = 0;
let entraPort = 0;
let turn: RunningTurn;
let proxy: { readonly url: string; become(days: number): void };
let server: ProductionServer;

beforeAll(async () => {
  port = await freePort();
  const [longLived, shortLived, entra] = await Promise.all([
    certificateFor(['localhost'], good),
    certificateFor(['localhost'], ending),
    certificateFor(['login.microsoftonline.com'], good),
  ]);
  writeFileSync(authorities, [longLived, shortLived, entra].map(({ cert }) => cert).join('\n'));
  entraPort = await listening(createTlsServer(entra, answerAsEntra));
  turn = await startTurn();
  proxy = await startProxy(longLived, shortLived);
  server = await startProductionServer(environment());
});

afterAll(async () => {
  await server.stop();
  turn.stop();
  for (const each of servers) each.close(() => undefined).closeAllConnections();
  await endLeftOverPostgres(dataFolder);
  removeFolder(dataFolder);
  removeFolder(folder);
});

beforeEach(() => {
  botAnswer = { token_type: 'Bearer', expires_in: 3599, access_token: 'eyJ0.eyJ0.a-token-of-the-bot' };
  knowsTenant = true;
  passesUpgrades = true;
  proxy.become(good);
});

const environment = (): NodeJS.ProcessEnv => ({
  VAXEL_MODE: 'production',
  PORT: String(port),
  VAXEL_DATA: dataFolder,
  PUBLIC_URL: proxy.url,
  ENTRA_TENANT_IDS: tenant,
  ENTRA_CLIENT_ID: guid,
  TEAMS_APP_ID: guid,
  BOT_ID: guid,
  BOT_PASSWORD: botSecret,
  BOT_TENANT_ID: tenant,
  ...turn.environment,
});

interface Report {
  readonly code: number | null;
  readonly output: string;
  readonly findings: readonly Finding[];
}

async function doctor(changes: NodeJS.ProcessEnv = {}): Promise<Report> {
  const child = spawn(
    process.execPath,
    ['--require', './tests/fakes/other-hosts.cjs', 'dist/server/doctor.js', '--json'],
    {
      env: {
        PATH: process.env['PATH'],
        NODE_EXTRA_CA_CERTS: authorities,
        OTHER_HOSTS: `login.microsoftonline.com=${entraPort}`,
        ...environment(),
        ...changes,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (output === '') throw new Error(`the doctor said nothing:\n${errors}`);
  return { code, output, findings: (JSON.parse(output) as { findings: Finding[] }).findings };
}

/** What is not as it should be, by what it is of. */
const complaints = ({ findings }: Report) =>
  Object.fromEntries(
    findings
      .filter(({ result }) => result !== 'ok')
      .map(({ of, result, found, todo }) => [of, `${result}: ${found} → ${todo}`]),
  );

const isSecret = (text: string): boolean =>
  [botSecret, turn.environment.TURN_SECRET, 'a-token-of-the-bot'].some((secret) => text.includes(secret));

test('a server that has everything: each thing was looked at, and nothing is at fault', async () => {
  const report = await doctor();
  expect(complaints(report)).toEqual({});
  expect(report.code).toBe(0);
  expect(report.findings.map(({ of, found }) => `${of}: ${found}`)).toEqual([
    'Configuration: complete, for production',
    expect.stringMatching(/^Data folder .*: [\d.]+ GB free$/),
    expect.stringMatching(/^Database: PostgreSQL 18\.\d+ answers in \d+ ms, .*$/),
    expect.stringMatching(/^Database, migrations: all \d+ are applied$/),
    expect.stringMatching(/^Clock, against the database’s: /),
    expect.stringMatching(/^Server .*: it runs and is ready$/),
    expect.stringMatching(/^Switch, sound: UDP port \d+ could be opened$/),
    expect.stringMatching(/^Switch, addresses for sound: browsers are told /),
    expect.stringMatching(/^Switch, SIP: it answers OPTIONS with \d{3} /),
    expect.stringMatching(/^TURN turn:127\.0\.0\.1:\d+\?transport=udp: it relays for us at 127\.0\.0\.1:\d+$/),
    `Public address ${proxy.url}: the tab is served there`,
    expect.stringMatching(/certificate: the certificate ends on \d{4}-\d\d-\d\d, in (89|90) days$/),
    `Bot endpoint ${proxy.url}/api/messages: it takes posts, and refuses whoever is not the Bot Connector`,
    `Public address ${proxy.url}, WebSocket: WebSockets come through`,
    `Entra ID, tenant ${tenant}: known to Entra; 1 signing keys read`,
    'Bot, its registration: Entra takes its id and secret',
    expect.stringMatching(/^Clock, against Microsoft’s: /),
  ]);
  expect(isSecret(report.output)).toBe(false);
});

test('what is wrong is a fault each, with what to do, and no secret is told', async () => {
  knowsTenant = false;
  passesUpgrades = false;
  proxy.become(ending);
  botAnswer = {
    error: 'invalid_client',
    error_description: `AADSTS7000222: The provided client secret keys for app '${guid}' are expired. Trace ID: 7a`,
  };
  const report = await doctor({ TURN_SECRET: 'another-secret-than-the-servers' });
  expect(report.code).toBe(1);
  const turnUrl = turn.environment.TURN_URLS;
  expect(complaints(report)).toEqual({
    [`TURN ${turnUrl}`]: expect.stringMatching(
      /^fault: it refuses: 401 .* → TURN_SECRET and the server’s own .* differ/,
    ),
    [`Public address ${proxy.url}, certificate`]: expect.stringMatching(/^warning: .* in (9|10) days → Renew /),
    [`Public address ${proxy.url}, WebSocket`]: expect.stringMatching(/^fault: .* 400 → Let the proxy pass WebSockets/),
    [`Entra ID, tenant ${tenant}`]: expect.stringMatching(
      /^fault: Entra answers 400: AADSTS90002: .* → Write the tenant/,
    ),
    'Bot, its registration': expect.stringMatching(/^fault: .*AADSTS7000222.* expired\. → The secret has ended: make/),
  });
  expect(isSecret(report.output)).toBe(false);
});

test('a database that a newer Växel has changed, and a certificate that nobody trusts', async () => {
  const client = await connectToServerDatabase(dataFolder);
  try {
    await client.query(`insert into schema_migration values (9999, '9999_later.sql', 'x')`);
    const report = await doctor({ NODE_EXTRA_CA_CERTS: '' });
    expect(report.code).toBe(1);
    expect(complaints(report)).toMatchObject({
      'Database, migrations': expect.stringMatching(/newer than this server: it has migration 9999_later\.sql/),
      [`Public address ${proxy.url}`]: expect.stringMatching(/→ Give the proxy a certificate for localhost that/),
    });
  } finally {
    await client.query('delete from schema_migration where version = 9999');
    await client.end();
  }
});

test('another server at the public address, a database and a server that are not there', async () => {
  const nobody = await freePort();
  const report = await doctor({
    ENTRA_CLIENT_ID: tenant,
    PORT: String(nobody),
    DATABASE_URL: `postgres://vaxel:hidden-password@127.0.0.1:${nobody}/vaxel`,
  });
  expect(report.code).toBe(1);
  expect(complaints(report)).toEqual({
    Database: expect.stringMatching(/^fault: .*ECONNREFUSED.* → See that PostgreSQL runs/),
    [`Server http://127.0.0.1:${nobody}`]: expect.stringMatching(/^warning: it does not run/),
    [`Public address ${proxy.url}`]: expect.stringMatching(/^fault: another Växel answers there/),
  });
  expect(report.output).not.toContain('hidden-password');
});

test('a configuration that is not complete is the one finding, and names what is missing', async () => {
  const report = await doctor({ BOT_ID: '', TURN_SECRET: '' });
  expect(report.code).toBe(1);
  expect(complaints(report)).toEqual({
    Configuration: expect.stringMatching(/BOT_ID: is missing.* → Set each of them/),
  });
});

const servers: ReturnType<typeof createServer>[] = [];

async function listening(server: ReturnType<typeof createServer>): Promise<number> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const signingKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' });

function answerAsEntra(request: IncomingMessage, response: ServerResponse): void {
  const host = 'https://login.microsoftonline.com';
  const send = (status: number, body: unknown) =>
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  if (request.url === `/${tenant}/v2.0/.well-known/openid-configuration`) {
    if (knowsTenant)
      return void send(200, { issuer: `${host}/${tenant}/v2.0`, jwks_uri: `${host}/${tenant}/discovery/v2.0/keys` });
    const description = `AADSTS90002: Tenant '${tenant}' not found.\r\nTrace ID: 7a`;
    return void send(400, { error: 'invalid_tenant', error_description: description });
  }
  if (request.url === `/${tenant}/discovery/v2.0/keys`)
    return void send(200, { keys: [{ ...signingKey, kid: 'one', use: 'sig' }] });
  if (request.url === `/${tenant}/oauth2/v2.0/token`) return void send('error' in botAnswer ? 401 : 200, botAnswer);
  send(200, {});
}

/** A TLS proxy in front of the server, as docs/operations.md asks for one. */
async function startProxy(longLived: HostCertificate, shortLived: HostCertificate) {
  const server = createTlsServer(longLived, (request, response) => pass(request, response));
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    if (!passesUpgrades) return void socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    const upstream = connect(port, '127.0.0.1', () => {
      upstream.write(headOf(request));
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  const url = `https://localhost:${await listening(server)}`;
  return { url, become: (days: number) => server.setSecureContext(days === good ? longLived : shortLived) };
}

function headOf({ method, url, rawHeaders }: IncomingMessage): string {
  const headers = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [`${name}: ${rawHeaders[index + 1]}\r\n`] : [],
  );
  return `${method} ${url} HTTP/1.1\r\n${headers.join('')}\r\n`;
}

function pass(request: IncomingMessage, response: ServerResponse): void {
  const { method, url: path, headers } = request;
  const from = { ...headers, 'x-forwarded-for': '127.0.0.1' };
  const upstream = httpRequest({ host: '127.0.0.1', port, method, path, headers: from }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  upstream.on('error', () => response.destroy());
  request.pipe(upstream);
}

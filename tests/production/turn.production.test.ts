import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Finding } from '../../src/doctor/finding';
import { freePort, removeFolder, temporaryFolder } from '../e2e/server';
import { certificateFor } from '../fakes/certificates';
import { eventually } from '../fakes/waiters';
import { environmentOf, findTools } from './tools';

const secret = 'the-secret-of-both-of-them';
const folder = temporaryFolder();
const authority = join(folder, 'cert.pem');
let port = 0;
let tlsPort = 0;
let turn: ChildProcess;
let output = '';

/** The options of compose.yml; of them what this machine has otherwise. */
function options(): string[] {
  const { services } = parse(readFileSync('compose.yml', 'utf8')) as { services: { turn: { command: string[] } } };
  const given = services.turn.command
    .map((option) => option.replace(/\$\{TURN_SECRET[^}]*\}/, secret).replace(/\$\{\w+[^}]*\}/, '127.0.0.1'))
    .filter((option) => !/^--(?:no-tls|external-ip|listening-port)/.test(option));
  const here = [
    '--listening-ip=127.0.0.1',
    '--relay-ip=127.0.0.1',
    '--allow-loopback-peers',
    `--listening-port=${port}`,
  ];
  const tls = [`--tls-listening-port=${tlsPort}`, `--cert=${authority}`, `--pkey=${join(folder, 'key.pem')}`];
  return ['-n', ...given, ...here, ...tls, `--pidfile=${join(folder, 'pid')}`, `--userdb=${join(folder, 'users')}`];
}

beforeAll(async () => {
  [port, tlsPort] = [await freePort(), await freePort()];
  const { cert, key } = await certificateFor(['localhost'], 10);
  writeFileSync(authority, cert);
  writeFileSync(join(folder, 'key.pem'), key);
  chmodSync(folder, 0o755);
  const { coturn } = findTools();
  turn = spawn(join(coturn.bin, 'turnserver'), options(), {
    env: environmentOf(coturn),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [turn.stdout, turn.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await eventually(`coturn to listen:\n${output}`, async () => {
    if (turn.exitCode !== null) throw new Error(`coturn ended:\n${output}`);
    return (await doctor({})).every(({ found }) => !found.includes('ECONNREFUSED'));
  });
});

afterAll(async () => {
  const ended = once(turn, 'exit');
  turn.kill('SIGKILL');
  await ended;
  removeFolder(folder);
});

/** What the doctor of the built server says of TURN and STUN. */
async function doctor(changes: NodeJS.ProcessEnv): Promise<readonly Finding[]> {
  const child = spawn(process.execPath, ['dist/server/doctor.js', '--json'], {
    env: {
      PATH: process.env['PATH'],
      VAXEL_MODE: 'local',
      VAXEL_DATA: folder,
      PORT: '1',
      NODE_EXTRA_CA_CERTS: authority,
      STUN_URLS: `stun:127.0.0.1:${port}`,
      TURN_URLS:
        ['udp', 'tcp'].map((way) => `turn:127.0.0.1:${port}?transport=${way}`).join() + `,turns:localhost:${tlsPort}`,
      TURN_SECRET: secret,
      ...changes,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(child, 'close');
  return (JSON.parse(text) as { findings: Finding[] }).findings.filter(({ of }) => /^(?:TURN|STUN)/.test(of));
}

test('coturn with the options of compose.yml relays for a browser’s credentials, over UDP, TCP and TLS', async () => {
  expect((await doctor({})).map(({ of, result, found }) => `${result} ${of}: ${found}`)).toEqual([
    expect.stringMatching(/^ok STUN stun:127\.0\.0\.1:\d+: it sees us at 127\.0\.0\.1:\d+$/),
    expect.stringMatching(/^ok TURN .*transport=udp: it relays for us at 127\.0\.0\.1:\d+$/),
    expect.stringMatching(/^ok TURN .*transport=tcp: it relays for us at 127\.0\.0\.1:\d+$/),
    expect.stringMatching(/^ok TURN turns:.*: it relays for us at 127\.0\.0\.1:\d+$/),
    expect.stringMatching(/^warning TURN turns:.*, certificate: the certificate ends on .*, in (?:9|10) days$/),
  ]);
});

test('its relays are given back: as often as one likes, whatever the quota of a person', async () => {
  for (let time = 0; time < 5; time += 1)
    expect((await doctor({})).some(({ result }) => result === 'fault')).toBe(false);
});

test('another secret is a refusal, and a certificate that nobody trusts no connection', async () => {
  const findings = await doctor({ TURN_SECRET: 'another-secret-altogether', NODE_EXTRA_CA_CERTS: '' });
  const faults = findings.filter(({ result }) => result === 'fault');
  expect(faults.map(({ found }) => found)).toEqual([
    expect.stringMatching(/^it refuses: 401/),
    expect.stringMatching(/^it refuses: 401/),
    expect.stringMatching(/self-signed certificate/),
  ]);
  expect(faults[0]?.todo).toContain('static-auth-secret');
});

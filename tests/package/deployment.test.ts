import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readAsteriskConfig } from '../../src/asterisk-config';
import { readConfig } from '../../src/config';
import { compose, environmentOf, example, filledIn, given, interpolated, valuesOf } from './compose-file';
import { isIgnored } from './docker-ignore';

const root = resolve(__dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const dockerfile = read('Dockerfile').replaceAll('\\\n', ' ');
const caddyfile = read('ops/Caddyfile');

const asked = (text: string) =>
  [...text.matchAll(/\$\{([A-Z_]+)(:\?)?/g)].map(([, name = '', must]) => ({ name, must }));

test('.env.example names all that compose.yml asks for, what is required with no value, and nothing else', () => {
  const names = asked(read('compose.yml'));
  // What compose reads for itself, to start what the switch needs.
  expect(example.get('COMPOSE_PROFILES')).toBe('${SWITCH}');
  const ours = [...example.keys()].filter((name) => name !== 'COMPOSE_PROFILES');
  expect([...new Set(names.map(({ name }) => name))].toSorted()).toEqual(ours.toSorted());
  const required = names.filter(({ must }) => must !== undefined).map(({ name }) => name);
  expect(required.length).toBeGreaterThan(9);
  expect(required.filter((name) => example.get(name) !== '')).toEqual([]);
});

test('the server takes the environment that compose.yml gives it, and knows each variable of it', () => {
  const environment = environmentOf('server');
  expect(readConfig(environment)).toMatchObject({
    mode: 'production',
    publicUrl: 'https://phone.example.com',
    proxies: 1,
    switch: { kind: 'asterisk', webSocketUrl: 'wss://phone.example.com/ws', phones: { host: 'phone.example.com' } },
    media: {
      publicAddress: '192.0.2.7',
      ports: { begin: 40_000, end: 40_000 },
      turn: { urls: ['turn:phone.example.com:3478?transport=udp', 'turn:phone.example.com:3478?transport=tcp'] },
    },
  });
  expect(readConfig({ ...environment, SWITCH: 'embedded' }).switch).toEqual({ kind: 'embedded' });
});

test('no variable of the server or of Asterisk is one that nobody reads, or explains', () => {
  const known = read('src/config.ts') + read('src/asterisk-config.ts') + read('ops/asterisk/run.sh');
  const explained = valuesOf(read('env/.env.example'));
  for (const name of ['server', 'asterisk', 'asterisk-files']) {
    const names = Object.keys(environmentOf(name));
    expect(names.length).toBeGreaterThan(8);
    // A name that nobody reads is one that is spelt wrongly.
    expect(names.filter((each) => !known.includes(each) || !explained.has(each))).toEqual([]);
  }
});

test('without one of the required values compose.yml is refused', () => {
  given.set('TURN_SECRET', '');
  expect(() => interpolated(read('compose.yml'))).toThrow('TURN_SECRET: ');
  given.set('TURN_SECRET', filledIn('TURN_SECRET'));
});

test('what the services say of each other is the same on both sides', () => {
  const { server, turn, postgres } = compose.services;
  const environment = server?.environment ?? {};
  expect(caddyfile).toContain(`reverse_proxy server:${/EXPOSE (\d+)/.exec(dockerfile)?.[1]}`);
  expect(caddyfile).toContain('{$PUBLIC_HOST}');
  expect(Object.keys(environmentOf('proxy'))).toEqual(['PUBLIC_HOST', 'ASTERISK_HTTP']);
  const [begin] = (environment['MEDIA_PORTS'] ?? '').split('-');
  expect(server?.ports).toEqual([`${begin}:${begin}/udp`]);
  const command = (turn?.command ?? []).map(interpolated);
  expect(command).toContain(`--static-auth-secret=${given.get('TURN_SECRET')}`);
  const listens = command.find((option) => option.startsWith('--listening-port='))?.split('=')[1];
  for (const url of (environment['TURN_URLS'] ?? '').split(',')) expect(url).toContain(`:${listens}?transport=`);
  const { username, password, hostname, pathname } = new URL(interpolated(environment['DATABASE_URL'] ?? ''));
  expect(compose.services).toHaveProperty(hostname);
  const database = postgres?.environment ?? {};
  expect([username, password, pathname.slice(1)]).toEqual([
    database['POSTGRES_USER'],
    interpolated(database['POSTGRES_PASSWORD'] ?? ''),
    database['POSTGRES_DB'],
  ]);
});

test('Asterisk, the server, the proxy and the firewall mean the same ports and addresses', () => {
  const { server, 'asterisk-files': writer, asterisk } = compose.services;
  expect(asterisk?.environment).toEqual(writer?.environment);
  expect([writer?.network_mode, asterisk?.network_mode]).toEqual(['host', 'host']);
  const config = readConfig(environmentOf('server'));
  const { http, ari, sip, tls, rtp, soundsFolder } = readAsteriskConfig(environmentOf('asterisk-files'), '10.0.0.4');
  const { address, port } = http;
  expect(config.switch).toMatchObject({
    ari: { url: `http://${address}:${port}`, user: ari.user, password: ari.password },
    soundsFolder,
  });
  expect(config.switch).toMatchObject({ phones: { ports: { udp: sip.port, tcp: sip.port, tls: tls?.port } } });
  expect(environmentOf('proxy')['ASTERISK_HTTP']).toBe(`${address}:${port}`);
  expect(caddyfile).toContain('handle /ws {\n\t\treverse_proxy {$ASTERISK_HTTP}\n');
  expect(ari.from).toEqual([server?.networks?.['default']?.ipv4_address]);
  // Containers have a network of their own, in which the machine is the gateway.
  const [network] = compose.networks['default']?.ipam?.config ?? [];
  expect([network?.gateway, network?.subnet]).toEqual([address, address.replace(/\d+$/, '0/24')]);
  const firewall = read('docs/operations.md').match(/## Ports and firewalls[\s\S]*?\n## /)?.[0] ?? '';
  const rows = [`${sip.port} UDP and TCP`, `${tls?.port} TCP`, `${rtp.begin}–${rtp.end} UDP`, `${port} TCP`];
  expect(rows.filter((row) => !firewall.includes(`| ${row}`))).toEqual([]);
});

test('what Asterisk’s configuration names is in its container, and from the same volumes as the writer’s', () => {
  const { 'asterisk-files': writer, asterisk, proxy } = compose.services;
  const [own = [], written = []] = [asterisk?.volumes, writer?.volumes];
  const { soundsFolder, tls } = readAsteriskConfig(environmentOf('asterisk-files'), null);
  expect(writer?.command?.slice(-2)).toEqual(['dist/server/asterisk-files.js', '/etc/asterisk']);
  expect(written.map((each) => each.split(':')[1])).toEqual(['/etc/asterisk', soundsFolder]);
  expect(own).toEqual(expect.arrayContaining(written.map((each) => `${each}:ro`)));
  // Caddy keeps what it has got in this volume.
  const [certificates] = (proxy?.volumes ?? []).filter((each) => each.endsWith(':/data'));
  expect(own).toContain(`${certificates?.split(':')[0]}:/certificates:ro`);
  expect(tls?.certificateFile).toMatch(/^\/run\/asterisk-tls\//);
  const image = read('ops/asterisk/Dockerfile');
  for (const folder of ['/etc/asterisk', soundsFolder]) {
    expect(image).toMatch(new RegExp(`install -d -o asterisk .*${folder}`));
    expect(dockerfile).toMatch(new RegExp(`install -d -o node .*${folder}`));
  }
  for (const [, from = ''] of image.matchAll(/^COPY (?:--\S+ )*(\S+) /gm))
    expect(statSync(join(root, 'ops/asterisk', from)).isFile()).toBe(true);
});

test('every volume is declared, and every file that is mounted is here', () => {
  const sources = Object.values(compose.services).flatMap(({ volumes = [] }) =>
    volumes.map((each) => each.split(':')[0] ?? ''),
  );
  const [files, names] = [
    sources.filter((name) => name.startsWith('.')),
    sources.filter((name) => !name.startsWith('.')),
  ];
  expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  expect([...new Set(names)].toSorted()).toEqual(Object.keys(compose.volumes).toSorted());
});

test('what the Dockerfile copies is there, and not kept from it by .dockerignore', () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths = '']) => paths.split(' '));
  expect(copied).toEqual(expect.arrayContaining(['package-lock.json', 'src', 'tabs', 'scripts', 'LICENSE']));
  expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  const rules = read('.dockerignore').split('\n').filter(Boolean);
  expect(copied.filter((path) => isIgnored(path, rules))).toEqual([]);
  for (const path of ['.env', 'node_modules', 'env/.env.dev.user', '.git', 'tests'])
    expect(isIgnored(path, rules)).toBe(true);
  // A stage takes from stages before it only.
  const stages = [...dockerfile.matchAll(/^FROM \S+(?: AS (\w+))?$/gm)].map(([, name]) => name);
  expect(stages).toEqual(['build', 'packages', undefined]);
  for (const [, from = ''] of dockerfile.matchAll(/--from=(\w+)/g)) expect(stages).toContain(from);
});

test('the image does not run as root, and starts what the build makes', () => {
  const last = dockerfile.slice(dockerfile.lastIndexOf('FROM '));
  expect(last).toMatch(/^USER node$/m);
  expect(last.indexOf('USER node')).toBeLessThan(last.indexOf('CMD ['));
  expect(last).toContain('"dist/server/main.js"');
  expect(read('scripts/build.mjs')).toContain(`out: 'main'`);
  expect(statSync(join(root, 'src/main.ts')).isFile()).toBe(true);
});

import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { readConfig } from '../../src/config';
import { isIgnored } from './docker-ignore';

const root = resolve(__dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Service {
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly command?: readonly string[];
}

const compose = parse(read('compose.yml')) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};
const dockerfile = read('Dockerfile').replaceAll('\\\n', ' ');
const caddyfile = read('ops/Caddyfile');

/** `NAME=value` lines, as docker compose reads an .env file. */
const valuesOf = (text: string): Map<string, string> =>
  new Map([...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]));

const example = valuesOf(read('.env.example'));

/** What somebody fills in, whose names say what they have to look like. */
function filledIn(name: string): string {
  if (/_IDS?$/.test(name)) return '11111111-2222-4333-8444-555555555555';
  if (name === 'MEDIA_ADDRESS') return '192.0.2.7';
  return name === 'PUBLIC_HOST' ? 'phone.example.com' : '0123456789abcdef0123456789abcdef';
}

const given = new Map([...example.keys()].map((name) => [name, filledIn(name)]));
for (const name of ['TERMS_URL', 'SUPPORT_CONTACT', 'LOG_LEVEL']) given.set(name, '');

/** `${NAME}`, `${NAME:-other}` and `${NAME:?words}`. @throws Error as docker compose ends for what is required */
function interpolated(text: string): string {
  return text.replaceAll(
    /\$\{([A-Z_]+)(?::([-?])([^}]*))?\}/g,
    (_whole, name: string, how?: string, words?: string) => {
      const value = given.get(name) ?? '';
      if (value !== '') return value;
      if (how === '?') throw new Error(`${name}: ${words}`);
      return how === '-' ? (words ?? '') : '';
    },
  );
}

const asked = (text: string) =>
  [...text.matchAll(/\$\{([A-Z_]+)(:\?)?/g)].map(([, name = '', must]) => ({ name, must }));

test('.env.example names all that compose.yml asks for, what is required with no value, and nothing else', () => {
  const names = asked(read('compose.yml'));
  expect([...new Set(names.map(({ name }) => name))].toSorted()).toEqual([...example.keys()].toSorted());
  const required = names.filter(({ must }) => must !== undefined).map(({ name }) => name);
  expect(required.length).toBeGreaterThan(9);
  expect(required.filter((name) => example.get(name) !== '')).toEqual([]);
});

test('the server takes the environment that compose.yml gives it, and knows each variable of it', () => {
  const environment = Object.entries(compose.services['server']?.environment ?? {});
  const config = readConfig(Object.fromEntries(environment.map(([name, value]) => [name, interpolated(value)])));
  expect(config).toMatchObject({
    mode: 'production',
    publicUrl: 'https://phone.example.com',
    proxies: 1,
    media: {
      publicAddress: '192.0.2.7',
      ports: { begin: 40_000, end: 40_000 },
      turn: { urls: ['turn:phone.example.com:3478?transport=udp', 'turn:phone.example.com:3478?transport=tcp'] },
    },
  });
  // A name that nobody reads is one that is spelt wrongly.
  const known = read('src/config.ts');
  expect(environment.map(([name]) => name).filter((name) => !known.includes(name))).toEqual([]);
  expect(environment.map(([name]) => name).filter((name) => !valuesOf(read('env/.env.example')).has(name))).toEqual([]);
});

test('without one of the required values compose.yml is refused', () => {
  given.set('TURN_SECRET', '');
  expect(() => interpolated(read('compose.yml'))).toThrow('TURN_SECRET: ');
  given.set('TURN_SECRET', filledIn('TURN_SECRET'));
});

test('what the services say of each other is the same on both sides', () => {
  const { server, turn, postgres, proxy } = compose.services;
  const environment = server?.environment ?? {};
  expect(caddyfile).toContain(`reverse_proxy server:${/EXPOSE (\d+)/.exec(dockerfile)?.[1]}`);
  expect(caddyfile).toContain('{$PUBLIC_HOST}');
  expect(Object.keys(proxy?.environment ?? {})).toEqual(['PUBLIC_HOST']);
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

test('every volume is declared, and every file that is mounted is here', () => {
  const sources = Object.values(compose.services).flatMap(({ volumes = [] }) =>
    volumes.map((each) => each.split(':')[0] ?? ''),
  );
  const [files, names] = [
    sources.filter((name) => name.startsWith('.')),
    sources.filter((name) => !name.startsWith('.')),
  ];
  expect(files.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  expect(names.toSorted()).toEqual(Object.keys(compose.volumes).toSorted());
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

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { circles } from './circles';

const root = resolve(__dirname, '../..');

/** What every room of the server may know: the contract, types of what is handed in, and small tools without a feature in them. */
const tools = ['src/time/', 'src/limits/', 'src/errors/', 'src/sockets/', 'src/search/'];
const shared = ['src/contract/', 'src/ports/', ...tools, 'src/switch/port'];

/** Each feature may know those before it, and none that comes after. */
const features = ['lines', 'devices', 'calls', 'history', 'people', 'settings', 'notifications', 'support'].map((name) => `src/${name}/`);
const roomsOfFeatures = features.map((room, index) => [room, [...shared, 'src/feature', 'src/http/route', ...features.slice(0, index)]] as const);

/**
 * contract ← ports ← tools ← pure rules ← features, in their order ← adapters ← main. The longest matching room decides; what a
 * room may import, besides itself and packages, stands beside it.
 */
const rooms: Record<string, readonly string[]> = {
  'src/contract/': [],
  'src/ports/': ['src/contract/'],
  'src/time/': ['src/ports/'],
  'src/limits/': ['src/contract/', 'src/ports/'],
  'src/errors/': ['src/contract/'],
  'src/sockets/': [],
  'src/search/': ['src/contract/'],
  'src/calls/engine/': ['src/contract/', 'src/switch/port'],
  'src/calls/route/': ['src/contract/', 'src/calls/engine/'],
  ...Object.fromEntries(roomsOfFeatures),
  'src/feature': ['src/ports/', 'src/switch/port'],
  'src/compose': ['src/contract/', 'src/ports/', 'src/feature'],
  'src/identity/': shared,
  'src/jobs/': ['src/contract/', 'src/ports/', 'src/time/'],
  'src/storage/': ['src/contract/', 'src/ports/', 'src/errors/'],
  'src/http/': ['src/contract/', 'src/ports/', ...tools],
  'src/realtime/': ['src/contract/', 'src/ports/', ...tools],
  'src/switch/embedded/': [...shared, 'src/switch/'],
  'src/switch/': ['src/contract/', 'src/sockets/'],
  'src/local/': [...shared, ...features, 'src/http/', 'src/switch/', 'src/identity/settings'],
  'src/main': ['src/', 'bot/'],
  'src/workplace': ['src/', 'bot/credentials'],
  'src/': ['src/'],
  'bot/': [...shared, ...features, 'src/feature', 'src/http/address', 'src/http/problem'],
  'tabs/softphone/adapters/': ['tabs/', 'src/contract/'],
  'tabs/': ['src/contract/'],
};

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|test-setup/.test(name))
    .map((name) => join(folder, name));
}

function imports(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
}

const files = ['src', 'bot', 'tabs'].flatMap(sources);
const roomOf = (path: string): string => Object.keys(rooms).filter((room) => path.startsWith(room)).sort((a, b) => b.length - a.length)[0] ?? '';
const localTargets = (file: string): string[] => imports(file).filter((name) => name.startsWith('.')).map((name) => relative(root, resolve(root, dirname(file), name)));

test('imports go in one direction', () => {
  const wrong = files.flatMap((file) => {
    const room = roomOf(file);
    const allowed = [room, ...(rooms[room] ?? [])];
    return localTargets(file)
      .filter((target) => !allowed.some((prefix) => `${target}/`.startsWith(prefix) || target.startsWith(prefix)))
      .map((target) => `${file} must not import ${target}`);
  });
  expect(wrong).toEqual([]);
  expect(files.length).toBeGreaterThan(100);
});

const server = files.filter((file) => !file.startsWith('tabs/'));
const fileOf = (path: string): string => [`${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find((file) => existsSync(join(root, file))) ?? path;
const edges = new Map(server.map((file) => [file, localTargets(file).map(fileOf)]));

/** A folder below `src`; what lies in `src` itself stands for itself. */
const folderOf = (file: string): string => /^(?:src\/[\w-]+\/|bot\/)/.exec(file)?.[0] ?? file;

function folders(): Map<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const [file, targets] of edges) {
    const known = found.get(folderOf(file)) ?? new Set();
    for (const target of targets) if (folderOf(target) !== folderOf(file)) known.add(folderOf(target));
    found.set(folderOf(file), known);
  }
  return new Map([...found].map(([folder, known]) => [folder, [...known]]));
}

test('a circle is found', () => {
  const graph = new Map([['a', ['b']], ['b', ['c', 'd']], ['c', ['a']], ['d', []]]);
  expect(circles(graph)).toEqual(['a → b → c → a']);
});

test('no folder of the server knows itself by way of others', () => {
  expect(folders().size).toBeGreaterThan(20);
  expect(circles(folders())).toEqual([]);
});

test('no file of the server knows itself by way of others, not even its types', () => {
  expect([...edges.values()].flat().filter((target) => edges.has(target)).length).toBeGreaterThan(500);
  expect(circles(edges)).toEqual([]);
});

test('nothing but main knows the local workplace, and switches do not know each other', () => {
  const wrong = files.flatMap((file) =>
    localTargets(file)
      .filter((target) => target.startsWith('src/local') && !file.startsWith('src/local/') && file !== 'src/main.ts')
      .map((target) => `${file} imports ${target}`),
  );
  expect(wrong).toEqual([]);
});

test('sip.js stays behind its ports', () => {
  const users = files.filter((file) => imports(file).some((name) => name === 'sip.js' || name.startsWith('sip.js/')));
  const allowed = ['tabs/softphone/adapters/', 'src/switch/embedded/', 'src/local/'];
  expect(users.filter((file) => !allowed.some((prefix) => file.startsWith(prefix)))).toEqual([]);
  expect(users.length).toBeGreaterThan(0);
});

import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** What every room of the server may know: types of what is handed in, and small tools without a feature in them. */
const tools = ['src/time/', 'src/limits/', 'src/errors/', 'src/sockets/', 'src/search/'];
const ports = ['src/contract/', 'src/ports/', ...tools, 'src/switch/port', 'src/jobs/job', 'src/storage/schema'];
const features = ['src/lines/', 'src/calls/', 'src/history/', 'src/people/', 'src/devices/', 'src/settings/', 'src/notifications/', 'src/support/'];

/**
 * contract ← pure rules ← features ← adapters ← main. The longest matching room decides; what a room may import, besides
 * itself and packages, stands beside it.
 */
const rooms: Record<string, readonly string[]> = {
  'src/contract/': [],
  'src/ports/': ['src/contract/'],
  'src/time/': ['src/ports/'],
  'src/limits/': ['src/contract/', 'src/ports/', 'src/switch/port'],
  'src/errors/': ['src/contract/'],
  'src/sockets/': [],
  'src/search/': ['src/contract/'],
  'src/calls/engine/': ['src/contract/', 'src/switch/port'],
  'src/calls/route/': ['src/contract/', 'src/calls/engine/'],
  'src/calls/': [...ports, ...features, 'src/http/route'],
  'src/people/': [...ports, ...features, 'src/http/route'],
  'src/lines/': [...ports, ...features],
  'src/history/': [...ports, ...features, 'src/http/route'],
  'src/devices/': [...ports, ...features, 'src/http/route'],
  'src/settings/': [...ports, ...features, 'src/http/route'],
  'src/notifications/': [...ports, ...features],
  'src/support/': [...ports, ...features, 'src/http/route'],
  'src/identity/': ports,
  'src/jobs/': ports,
  'src/storage/': ['src/contract/', 'src/errors/'],
  'src/http/': ports,
  'src/realtime/': [...ports, ...features],
  'src/switch/embedded/': [...ports, 'src/switch/'],
  'src/switch/': ['src/contract/'],
  'src/local/': [...ports, ...features, 'src/http/', 'src/switch/', 'src/identity/settings'],
  'src/main': ['src/', 'bot/'],
  'src/workplace': ['src/', 'bot/credentials'],
  'src/': ['src/'],
  'bot/': [...ports, ...features, 'src/http/address', 'src/http/problem'],
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

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { circles } from './circles';
import { filesIn, importGraph, importsOf, isTest, read } from './sources';

/** How the tab is put together: which room may know which, and that no file knows itself by way of others. */
const files = filesIn('tabs', /\.tsx?$/).filter((file) => !isTest(file) && !file.endsWith('.d.ts'));

/** The files of the tab that a file imports: its types too, and what it loads later. */
const targets = importGraph(files);

test('no files of the tab import each other in a circle', () => {
  expect(files.length).toBeGreaterThan(200);
  expect(circles(targets)).toEqual([]);
});

/**
 * The rooms of the tab, each with those that it may know besides itself; packages are free, but for React, which only
 * `drawn` rooms know. A feature knows another one only where it stands beside it.
 */
const base = ['clock', 'scope', 'backoff', 'api'];
const model = [...base, 'state', 'softphone', 'view-models', 'hosts', 'notifications'];
const rooms: Record<string, readonly string[]> = {
  clock: [],
  scope: [],
  backoff: [],
  api: ['clock'],
  state: ['api'],
  softphone: [...base, 'state'],
  realtime: [...base, 'state'],
  hosts: base,
  'view-models': ['state', 'softphone'],
  notifications: [...base, 'state', 'view-models'],
  i18n: ['api', 'softphone'],
  session: [...model, 'realtime', 'i18n'],
  ui: [...model, 'session', 'i18n'],
  features: [...model, 'session', 'i18n', 'ui'],
  app: [...model, 'realtime', 'session', 'i18n', 'ui', 'features'],
  main: ['app'],
};
const drawn = ['ui', 'features', 'app', 'main', 'i18n'];
const features: Record<string, readonly string[]> = {
  'answer-groups': ['recordings', 'to-answer'],
  history: ['recordings', 'rules', 'voicemail'],
  voicemail: ['calendar'],
  contacts: ['history', 'activities'],
  administration: ['rules', 'activities', 'desk-phones', 'recordings', 'voicemail'],
  'call-panel': ['answer-groups', 'call-from', 'history', 'keypad', 'search', 'settings'],
  'number-to-show': ['call-from'],
  profile: ['activities'],
  settings: ['activities', 'calendar', 'desk-phones', 'rules', 'voicemail'],
  keypad: ['number-to-show'],
  search: ['number-to-show'],
  'deep-link': ['search'],
  help: ['shortcuts'],
};
const roomOf = (file: string): string => file.split('/')[1]?.replace(/\.tsx?$/, '') ?? '';
const featureOf = (file: string): string => (roomOf(file) === 'features' ? (file.split('/')[2] ?? '') : '');

test('rooms of the tab know each other in one direction', () => {
  const wrong = files.flatMap((file) =>
    (targets.get(file) ?? [])
      .filter((target) => roomOf(target) !== roomOf(file) && rooms[roomOf(file)]?.includes(roomOf(target)) !== true)
      .map((target) => `${file} must not import ${target}`),
  );
  expect(wrong).toEqual([]);
  expect(circles(new Map(Object.entries(rooms)))).toEqual([]);
});

test('features do not know each other, but for those that are said to', () => {
  const wrong = files.flatMap((file) =>
    (targets.get(file) ?? [])
      .filter(
        (target) => featureOf(target) !== '' && roomOf(file) === 'features' && featureOf(target) !== featureOf(file),
      )
      .filter((target) => features[featureOf(file)]?.includes(featureOf(target)) !== true)
      .map((target) => `${file} must not import ${target}`),
  );
  expect(wrong).toEqual([]);
  expect(circles(new Map(Object.entries(features)))).toEqual([]);
});

test('what is not drawn does without React', () => {
  const users = files.filter((file) => importsOf(file).some((name) => /^react(?:$|-|\/)|^@fluentui\//.test(name)));
  expect(users.filter((file) => !drawn.includes(roomOf(file)))).toEqual([]);
  expect(users.length).toBeGreaterThan(100);
});

/** What is left of an import when types are gone. */
function valueImports(file: string): readonly string[] {
  return [...read(file).matchAll(/^(?:import|export) (?!type\b)(?:[^;']*?from )?'([^']+)'/gm)].map(
    (match) => match[1] ?? '',
  );
}

test('what the tab runs of the contract brings no schema along: 22 kB that no first view needs', () => {
  const seen = new Set<string>();
  const visit = (file: string): readonly string[] => {
    if (seen.has(file)) return [];
    seen.add(file);
    return valueImports(file).flatMap((name) => {
      if (!name.startsWith('.')) return name === 'zod' ? [file] : [];
      const path = join(dirname(file), name);
      return [path, `${path}.ts`, `${path}/index.ts`]
        .filter((each) => each.endsWith('.ts') && existsSync(each))
        .flatMap(visit);
    });
  };
  const contract = files.flatMap((file) =>
    valueImports(file)
      .map((name) => `${join(dirname(file), name)}.ts`)
      .filter((path) => path.startsWith('src/contract/')),
  );
  expect(contract.length).toBeGreaterThan(5);
  expect(contract.flatMap(visit)).toEqual([]);
});

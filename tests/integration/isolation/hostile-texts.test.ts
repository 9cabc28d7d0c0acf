import { Command } from '../../../src/contract/realtime';
import type { z } from 'zod';
import { idOf } from './cases';
import { routesOf, type TableRoute } from './route-table';
import { askedWith } from './rows';
import { samplesOf, type Fill } from './samples';
import { createWorld, type World } from './world';

/**
 * Whatever stands in a field, of each route and each command: it is refused with its reason, or it is stored; nothing
 * breaks of it.
 */
let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const hostile: readonly unknown[] = [
  'a\u0000b',
  'a\ud800b',
  '\udc00',
  '\u202aA\u202e\u2066',
  'x'.repeat(30_000),
  '%00%ff',
  '=HYPERLINK("x")\r\nX-Injected: 1',
  '../../../etc/passwd',
  '__proto__',
  "'; drop table contact; --",
  '',
  -1,
  1e308,
  2 ** 53,
  true,
  null,
  [],
  { toString: 1, length: 1e9 },
  ['x', ['y']],
];
/** Of what stands in an address, a text is all that there can be. */
const hostileTexts = hostile.filter((each): each is string => typeof each === 'string');

/** Each place of a value that is no object itself. */
function places(value: unknown, way: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [way];
  return [way, ...Object.entries(value).flatMap(([key, each]) => places(each, [...way, key]))];
}

function withAt(value: unknown, [key, ...rest]: readonly (string | number)[], put: unknown): unknown {
  if (key === undefined) return put;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string, unknown>;
  copy[key] = withAt(copy[key], rest, put);
  return copy;
}

/** One's own ids, where there is one of that kind, as far as the route before has left them. */
let ids: ReadonlyMap<string, string> = new Map();
const fillFor = (path: string): Fill => ({ id: (name) => idOf({ ids }, name, path), text: () => undefined });

async function readIds(): Promise<void> {
  const found = new Map<string, string>();
  for (const table of world.everyRow.tables)
    for (const row of await world.everyRow.rows(table, world.sjobris))
      for (const [column, value] of Object.entries(row)) {
        const kind = column === 'id' ? table : column;
        if (typeof value === 'string' && value.length === 36 && !found.has(kind)) found.set(kind, value);
      }
  found.delete('organisation_id');
  ids = found;
}

interface Asked {
  readonly path: string;
  readonly body: string | undefined;
}

function addresses({ path, params, query }: TableRoute): string[] {
  const withParams = (values: Readonly<Record<string, unknown>>): string =>
    path.replaceAll(/:(\w+)/g, (_all, name: string) => encodeURIComponent(wellFormed(String(values[name] ?? 'x'))));
  const [known = {}] = (params === undefined ? [] : samplesOf(params, 'params', fillFor(path))) as Record<
    string,
    unknown
  >[];
  const [asked = {}] = (query === undefined ? [] : samplesOf(query, 'query', fillFor(path))) as Record<
    string,
    unknown
  >[];
  const queryOf = (values: Readonly<Record<string, unknown>>): string =>
    new URLSearchParams(Object.entries(values).map(([key, value]) => [key, String(value)])).toString();
  const usual = queryOf(asked);
  return [
    `${withParams(known)}?${usual}`,
    ...Object.keys(known).flatMap((name) =>
      hostileTexts.map((text) => `${withParams({ ...known, [name]: text.slice(0, 3_000) })}?${usual}`),
    ),
    ...Object.keys(asked).flatMap((name) =>
      hostileTexts.map((text) => `${withParams(known)}?${queryOf({ ...asked, [name]: text.slice(0, 3_000) })}`),
    ),
    `${withParams(known)}?__proto__=x&constructor=y&${usual}&${usual}`,
  ];
}

const wellFormed = (text: string): string => Buffer.from(text).toString();

/** As JSON, which holds a name that an object of JavaScript cannot be given. */
const withPrototype = (body: unknown): string =>
  JSON.stringify(body).replace(/^\{/, '{"__proto__":{"isAdmin":true,"name":"x"},"constructor":{"prototype":{"x":1}},');

function cases(route: TableRoute): Asked[] {
  const [first = '', ...others] = addresses(route);
  const told = askedWith[`${route.method} ${route.path}`]?.map(({ body }) => body).filter(Boolean) ?? [];
  const bodies = [
    ...told,
    ...(route.body === undefined ? [] : samplesOf(route.body, 'body', fillFor(route.path))).slice(0, 1),
  ];
  const all = bodies.flatMap((body) => [
    ...places(body).flatMap((way) => hostile.map((put) => JSON.stringify(withAt(body, way, put)))),
    withPrototype(body),
  ]);
  return [
    ...others.map((path) => ({ path, body: bodies.length > 0 ? JSON.stringify(bodies[0]) : undefined })),
    ...[...new Set(all), '{', '[]', '"x"', '{"a":'.repeat(9_000)].map((body) => ({ path: first, body })),
  ].filter(({ body }) => body === undefined || route.method !== 'GET');
}

/** So many were taken as they were. */
let stored = 0;
async function answerTo(method: string, { path, body }: Asked): Promise<string | null> {
  const response = await fetch(`${world.url}${path}`, {
    method,
    headers: { authorization: 'Bearer olga', 'content-type': 'application/json' },
    ...(body !== undefined && { body }),
  });
  const text = await response.text().catch((error: unknown) => `broken ${String(error)}`);
  if (response.ok && body !== undefined) stored += 1;
  const isWrong = response.status >= 500 || response.headers.has('x-injected') || text.startsWith('broken');
  const said = `${path.slice(0, 120)} ${(body ?? '').slice(0, 300)}`;
  return isWrong ? `${said} is answered ${response.status} ${text.slice(0, 200)}` : null;
}

/** Thousands of requests: in one test they would take minutes on a busy machine, and come near to its limit. */
const parts = 10;
let asked = 0;

test.each(Array.from({ length: parts }, (_, part) => part + 1))(
  `no route breaks of what stands in its address or its body: part %d of ${parts}`,
  async (part) => {
    const wrong: Record<string, string[]> = {};
    const routes = [
      ...routesOf(world.all.routers).map((route) => ({ route, prefix: '/api' })),
      ...routesOf(world.all.publicRouters).map((route) => ({ route, prefix: '' })),
    ];
    const [from, to] = [part - 1, part].map((each) => Math.round((routes.length * each) / parts));
    for (const { route, prefix } of routes.slice(from, to)) {
      const found: string[] = [];
      await readIds();
      for (const each of cases(route)) {
        asked += 1;
        const answer = await answerTo(route.method, { ...each, path: prefix + each.path });
        if (answer !== null) found.push(answer);
      }
      if (found.length > 0) wrong[`${route.method} ${route.path}`] = found.slice(0, 4);
    }
    expect(wrong).toEqual({});
  },
);

test('that was asked often enough, and much of it was taken', () => {
  expect(asked).toBeGreaterThan(3_000);
  expect(stored).toBeGreaterThan(50);
  expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
});

test('no command breaks of what stands in it', async () => {
  await readIds();
  const options = Command.options.flatMap(
    (area): readonly z.ZodObject<{ name: z.ZodLiteral<string> }>[] => area.options,
  );
  const wrong: string[] = [];
  for (const schema of options)
    for (const sample of samplesOf(schema, 'command', fillFor('')).slice(0, 4))
      for (const way of places(sample))
        for (const put of hostile) {
          const read = Command.safeParse(withAt(sample, way, put));
          if (!read.success) continue;
          const area = read.data.name.split('.')[0] as keyof typeof world.all.commands;
          const execute = world.all.commands[area].execute as (who: typeof world.olga, what: Command) => Promise<void>;
          const error: unknown = await execute(world.olga, read.data).then(
            () => null,
            (thrown: unknown) => thrown,
          );
          if (error !== null && !(((error as { status?: number }).status ?? 500) < 500))
            wrong.push(`${JSON.stringify(read.data).slice(0, 300)}: ${String(error)}`);
        }
  expect(wrong.slice(0, 20)).toEqual([]);
});

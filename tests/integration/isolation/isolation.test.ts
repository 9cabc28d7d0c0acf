import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { Command, Watched } from '../../../src/contract/realtime';
import type { TopicName } from '../../../src/ports/topics';
import { casesOf, type Case, type Known } from './cases';
import { routesOf, type TableRoute } from './route-table';
import { samplesOf } from './samples';
import { createWorld, type World } from './world';

/**
 * What is new is asked here because it is there: the routes that express has, the commands and topics that the
 * contract has, with the ids of every table. Nothing has to be added by hand, but for what no schema tells of
 * (`rows.ts`).
 */
let world: World;
let theirs: Known;
/** Every word of Fjällbo that nobody else's rows hold too. */
let secrets: readonly string[];
/** Those of them that nobody has said while asking. */
let unsaid: readonly string[];
let before: Record<string, string>;

beforeAll(async () => {
  world = await createWorld();
  theirs = await knownOf(world.fjallbo);
  const [of, others] = await Promise.all([wordsOf(world.fjallbo), wordsOf(world.sjobris)]);
  secrets = [...of].filter((word) => !others.has(word));
  unsaid = secrets.filter((secret) => !theirs.texts.some((text) => text.includes(secret) || secret.includes(text)));
  before = await world.everyRow.everything(world.fjallbo);
});
afterAll(() => world.close());

const isId = (text: string): boolean => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text);

/** One id of each table and each column that holds one, and what people are found by. */
async function knownOf(organisationId: string): Promise<Known> {
  const ids = new Map<string, string>();
  for (const table of world.everyRow.tables)
    for (const row of await world.everyRow.rows(table, organisationId))
      for (const [column, value] of Object.entries(row))
        if (typeof value === 'string' && isId(value) && column !== 'organisation_id') {
          const kind = column === 'id' ? table : column;
          if (!ids.has(kind)) ids.set(kind, value);
        }
  ids.set('organisation', organisationId);
  const texts = ['Anna Lind', '+46851920011', '+46701740640', '1001', 'anna.lind@fjallbo.example', 'Fjällbo'];
  return { ids, texts };
}

/** Times, and words that a program may say as well: a department's name is also in the headings of statistics. */
const saysNothing = /^(?:\d{4}-\d\d-\d\dT.*|\p{Ll}+|Service)$/u;

/** Texts of its rows that say something of their own: ids, numbers, names. */
async function wordsOf(organisationId: string): Promise<Set<string>> {
  const words = new Set<string>();
  const take = (value: unknown): void => {
    if (typeof value === 'string' && value.length >= 6 && !saysNothing.test(value)) words.add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(take);
  };
  for (const table of [...world.everyRow.tables, 'organisation'])
    (await world.everyRow.rows(table, organisationId)).forEach(take);
  return words;
}

/** What is said may be said back, and nothing else. */
const leaksIn = (answer: string, said: string, of = secrets): string[] =>
  of.filter((secret) => answer.includes(secret) && !said.includes(secret));

async function ask(method: string, { path, body }: Case, prefix = '/api') {
  const response = await fetch(`${world.url}${prefix}${path}`, {
    method,
    headers: {
      authorization: 'Bearer olga',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined || method === 'GET' ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await response.text().catch((error: unknown) => `"code":"broken" ${String(error)}`);
  const code = /"code":"([\w.]+)"/.exec(answer)?.[1] ?? '';
  return { status: response.status, code, text: `${[...response.headers].join('\n')}\n${answer}` };
}

/** The same with ids that nobody has. */
function withNobodys<T>(asked: T): T {
  const ids = [...theirs.ids.values()];
  return JSON.parse(ids.reduce((text, id) => text.replaceAll(id, randomUUID()), JSON.stringify(asked))) as T;
}

/** What of Fjällbo is not as it was, and what was told of it. */
async function touched(): Promise<string[]> {
  const now = await world.everyRow.everything(world.fjallbo);
  const changed = Object.keys(now).filter((table) => now[table] !== before[table]);
  const told = world.told.splice(0);
  const tells = told.map(({ what }) => JSON.stringify(what));
  return [
    ...changed.map((table) => `rows of ${table} are not as they were`),
    ...told.filter((each) => each.organisationId !== world.sjobris).map(({ what }) => `told ${JSON.stringify(what)}`),
    ...unsaid.filter((secret) => tells.some((each) => each.includes(secret))).map((secret) => `told of ${secret}`),
  ];
}

test('each row carries its organisation, and each organisation has a row of everything', () => {
  expect(world.everyRow.withoutOrganisation).toEqual(['organisation', 'schema_migration']);
  expect(world.unfilled).toEqual([]);
});

const isReading = ({ method }: TableRoute): boolean => method === 'GET';

/** Asks a route with all that belongs to Fjällbo. @returns what was wrong */
async function wrongWith(route: TableRoute, prefix: string): Promise<string[]> {
  const cases = casesOf(route, await knownOf(world.sjobris), theirs);
  const wrong: string[] = [];
  let isReached = false;
  for (const asked of cases) {
    // A space in a query is a plus.
    const said = decodeURIComponent(JSON.stringify({ ...asked, path: asked.path.replaceAll('+', ' ') }));
    const answer = await ask(route.method, asked, prefix);
    if (answer.code !== 'request.invalid') isReached = true;
    // Of one's own, rows that were made up may be unreadable.
    const isTheirs = [...theirs.ids.values()].some((id) => said.includes(id));
    if (answer.code === 'broken' || (answer.status >= 500 && isTheirs))
      wrong.push(`${said} is answered ${answer.status} ${answer.code}`);
    // What was written before may be among one's own now, the texts that it was asked with too.
    const leaks = leaksIn(answer.text, said, isReading(route) ? secrets : unsaid);
    if (leaks.length > 0) wrong.push(`${said} tells ${leaks.join(', ')}`);
    const absent = withNobodys(asked);
    if (JSON.stringify(absent) === JSON.stringify(asked) || answer.status === 429) continue;
    const other = await ask(route.method, absent, prefix);
    if (other.status !== 429 && (other.status !== answer.status || other.code !== answer.code))
      wrong.push(`${said} is ${answer.status} ${answer.code}, of nobody ${other.status} ${other.code}`);
  }
  if (!isReached) wrong.push('no case gets beyond its schemas: say in rows.ts what it takes');
  return wrong;
}

test('every route of the API gives nothing of Fjällbo to Sjöbris, and changes nothing there', async () => {
  const routes = routesOf(world.all.routers);
  expect(routes.length).toBeGreaterThan(12);
  const wrong: Record<string, string[]> = {};
  // First what gives out one's own audit, before it tells of what is asked here; what writes comes last.
  const isOwn = (route: TableRoute): boolean => isReading(route) && route.path.endsWith('/personal-data');
  const turn = (route: TableRoute): number => (isOwn(route) ? 0 : isReading(route) ? 1 : 2);
  for (const route of routes.toSorted((one, other) => turn(one) - turn(other))) {
    const found = [...(await wrongWith(route, '/api')).slice(0, 5), ...(await touched())];
    if (found.length > 0) wrong[`${route.method} ${route.path}`] = found;
  }
  expect(wrong).toEqual({});
});

test('addresses that need no token give as little', async () => {
  const wrong: Record<string, string[]> = {};
  for (const route of routesOf(world.all.publicRouters)) {
    const said = (await wrongWith(route, '')).filter((each) => !each.startsWith('no case'));
    const found = [...said.slice(0, 5), ...(await touched())];
    if (found.length > 0) wrong[`${route.method} ${route.path}`] = found;
  }
  expect(wrong).toEqual({});
});

test('every command about what is Fjällbo’s is answered as one about nothing, and changes nothing', async () => {
  const options = Command.options.flatMap(
    (area): readonly z.ZodObject<{ name: z.ZodLiteral<string> }>[] => area.options,
  );
  const route = { method: '', path: '', query: undefined, params: undefined };
  const own = await knownOf(world.sjobris);
  for (const body of options) {
    const cases = casesOf({ ...route, body }, own, theirs);
    expect([body.shape.name.value, cases.length > 0]).toEqual([body.shape.name.value, true]);
    for (const asked of cases) {
      const outcome = await carriedOut(asked.body as Command);
      expect(leaksIn(outcome, JSON.stringify(asked))).toEqual([]);
      expect([asked.body, await carriedOut(withNobodys(asked.body) as Command)]).toEqual([asked.body, outcome]);
    }
    expect([body.shape.name.value, await touched()]).toEqual([body.shape.name.value, []]);
  }
});

async function carriedOut(command: Command): Promise<string> {
  const area = command.name.split('.')[0] as keyof typeof world.all.commands;
  const execute = world.all.commands[area].execute as (who: typeof world.olga, what: Command) => Promise<void>;
  return execute(world.olga, command).then(
    () => 'done',
    (error: unknown) => String(error),
  );
}

test('of every topic, what is Fjällbo’s is nothing to Sjöbris', () => {
  for (const name of Object.keys(Watched.shape) as TopicName[]) {
    const read = world.all.topics[name] as (of: string, id: unknown, wasThere: boolean) => unknown;
    let asked = 0;
    for (const theirsId of theirs.ids.values()) {
      const [list] = samplesOf(Watched.shape[name], name, { id: () => theirsId, text: () => theirsId });
      const [id] = list as [unknown];
      asked += 1;
      expect([name, theirsId, read(world.sjobris, id, false)]).toEqual([name, theirsId, null]);
      expect(leaksIn(JSON.stringify(read(world.sjobris, id, true)) ?? '', JSON.stringify(id))).toEqual([]);
    }
    expect(asked).toBeGreaterThan(10);
  }
});

test('what a window is given to draw itself holds nothing of it', async () => {
  for (const [name, read] of Object.entries(world.all.snapshot)) {
    const part = JSON.stringify(await read(world.olga)) ?? '';
    expect([name, unsaid.filter((secret) => part.includes(secret))]).toEqual([name, []]);
  }
});

test('after all that was asked, no row of Sjöbris names anything of Fjällbo', async () => {
  // What a window calls itself is its own affair, two that say the same are two; and what was asked for is told as it
  // was asked.
  const own = new Set(['device.window_id', 'audit.after']);
  const named: string[] = [];
  for (const table of world.everyRow.tables)
    for (const row of await world.everyRow.rows(table, world.sjobris))
      for (const [column, value] of Object.entries(row)) {
        const text = JSON.stringify(value) ?? '';
        if (!own.has(`${table}.${column}`) && [...theirs.ids.values()].some((id) => text.includes(id)))
          named.push(`${table}.${column}: ${text}`);
      }
  expect(named).toEqual([]);
});

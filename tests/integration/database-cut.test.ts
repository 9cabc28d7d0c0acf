import { randomUUID } from 'node:crypto';
import { listenBetween, type Between } from '../fakes/between-database';
import { eventually } from '../fakes/waiters';
import { casesOf, type Case, type Known } from './isolation/cases';
import { routesOf, type TableRoute } from './isolation/route-table';
import { createWorld, type World } from './isolation/world';

/**
 * Whatever the database does in the middle of a change, of whichever route there is: the person reads why within
 * seconds, nothing is half done, and the same once more is done.
 */
let world: World;
let between: Between;
let own: Known;
let changes: readonly TableRoute[];
/** Called where a transaction is about to be stored. */
let atCommit = (): void => undefined;

beforeAll(async () => {
  world = await createWorld({
    async reach(url) {
      between = await listenBetween(url, 'commit', async () => atCommit());
      return between.url;
    },
  });
  own = await knownOf(world.sjobris);
  changes = routesOf(world.all.routers).filter(({ method }) => method !== 'GET');
});
afterAll(async () => {
  await world.close();
  between.close();
});

/** One id of each table, so that what is asked reaches what it is about. */
async function knownOf(organisationId: string): Promise<Known> {
  const ids = new Map<string, string>();
  for (const table of world.everyRow.tables)
    for (const { id } of await world.everyRow.rows(table, organisationId))
      if (typeof id === 'string' && !ids.has(table)) ids.set(table, id);
  return { ids, texts: ['Per Strand'] };
}

const keyOf = ({ method, path }: TableRoute): string => `${method} ${path}`;
const casesFor = (route: TableRoute): Case[] => casesOf(route, own, own).slice(0, 12);

interface Answer {
  readonly status: number;
  readonly code: string;
}

const sent = (method: string, { path, body }: Case): Promise<Response> =>
  fetch(`${world.url}/api${path}`, {
    method,
    headers: { authorization: 'Bearer olga', ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && method !== 'GET' && { body: JSON.stringify(body) }),
  });

async function ask(method: string, asked: Case): Promise<Answer> {
  const response = await sent(method, asked);
  return { status: response.status, code: /"code":"([\w.]+)"/.exec(await response.text())?.[1] ?? '' };
}

const isAway = ({ status, code }: Answer): boolean => status === 503 && code === 'server.unavailable';

test('away: whatever is to be changed is refused at once, nothing is; and then it is as ever', async () => {
  const before = await world.everyRow.everything(world.sjobris);
  between.cut();
  const wrong: string[] = [];
  const done = new Set<string>();
  const refused = new Set<string>();
  for (const route of changes) {
    const sinceMs = performance.now();
    for (const answer of await Promise.all(casesFor(route).map((each) => ask(route.method, each)))) {
      if (isAway(answer)) refused.add(keyOf(route));
      else if (answer.status >= 500) wrong.push(`${keyOf(route)}: ${answer.status} ${answer.code}`);
      else if (answer.status < 300) done.add(keyOf(route));
    }
    // A second or so for all of them, on a machine that does nothing else; nobody waits for the database's limits.
    if (performance.now() - sinceMs > 30_000) wrong.push(`${keyOf(route)} takes too long`);
  }
  between.mend();
  expect(wrong).toEqual([]);
  // What is only read out, and what is kept in memory.
  const asksNothing = ['POST /own-contacts/read', 'POST /log-bundle'];
  expect([...done]).toEqual(asksNothing);
  // Of the others what was made up is refused before anything is asked for.
  expect(refused.size).toBeGreaterThan(changes.length * 0.7);
  expect(await world.everyRow.everything(world.sjobris)).toEqual(before);
  for (const route of changes)
    for (const each of casesFor(route).slice(0, 2))
      expect([keyOf(route), isAway(await ask(route.method, each))]).toEqual([keyOf(route), false]);
});

/** Changes that are right, of each kind of thing that somebody changes. */
async function rightChanges(): Promise<readonly { readonly method: string; readonly asked: Case }[]> {
  const { revision } = await read<{ revision: number }>('/rules');
  const house = await read<{ revision: number }>('/administration/rules');
  const { activities } = await read<{ activities: { id: string }[] }>('/activities');
  const activityId = activities[0]?.id ?? '';
  const when = { activities: [activityId], lines: [], callers: [], times: [], calledNumbers: [] };
  const rule = { id: randomUUID(), name: 'Upptagen', on: true, when, actions: [{ do: 'busy' }] };
  const definition = { name: { sv: 'Fika', en: 'Coffee' }, icon: 'lunch', state: 'busy', callHandling: 'ring' };
  const more = {
    defaultEnd: { minutes: 15 },
    endRequired: false,
    spoken: false,
    listed: true,
    code: null,
    archived: false,
  };
  const { id: group } = await send<{ id: string }>('POST', '/administration/groups', { name: 'Kunder' });
  return [
    ['POST', '/groups', { name: 'Egna' }],
    ['PATCH', `/administration/groups/${group}`, { name: 'Andra kunder' }],
    ['PATCH', `/administration/people/${world.olga.userId}`, { department: 'Hamnen' }],
    ['POST', '/administration/activities', { ...definition, ...more }],
    ['PUT', '/rules', { revision, rules: [rule] }],
    ['PUT', '/administration/rules', { revision: house.revision, rules: [rule] }],
    ['PUT', '/activities/delegates', { userIds: [] }],
    ['POST', '/own-contacts', { name: 'Mormor', numbers: [] }],
  ].map(([method, path, body]) => ({ method: method as string, asked: { path: path as string, body } }));
}

const send = async <T>(method: string, path: string, body?: unknown): Promise<T> =>
  (await (await sent(method, { path, body })).json()) as T;
const read = <T>(path: string): Promise<T> => send<T>('GET', path);

/** What makes contacts searchable comes after they are stored, by itself. */
const isSearchable = (): Promise<void> =>
  eventually('all contacts to be searchable', async () => {
    const { rowCount } = await world.database.pool.query("select from contact where search_text = ''");
    return rowCount === 0;
  });

test('gone where it is about to be stored: it is not stored, and the answer says so', async () => {
  atCommit = () => {
    between.cut();
    between.mend();
  };
  const wrong: string[] = [];
  await isSearchable();
  for (const route of changes) {
    const before = await world.everyRow.everything(world.sjobris);
    const answers: Answer[] = [];
    for (const each of casesFor(route).slice(0, 5)) answers.push(await ask(route.method, each));
    if (!answers.some(isAway) || answers.some(({ status }) => status < 300)) continue;
    const now = await world.everyRow.everything(world.sjobris);
    const changed = Object.keys(now).filter((table) => now[table] !== before[table]);
    if (changed.length > 0) wrong.push(`${keyOf(route)} has changed ${changed.join(', ')}`);
  }
  atCommit = () => undefined;
  expect(wrong).toEqual([]);
});

test('a change of each kind that is lost so is made by the same once more', async () => {
  for (const { method, asked } of await rightChanges()) {
    await isSearchable();
    const before = await world.everyRow.everything(world.sjobris);
    let times = 0;
    atCommit = () => {
      times += 1;
      between.cut();
      between.mend();
    };
    const lost = await ask(method, asked);
    atCommit = () => undefined;
    expect([asked.path, lost.code, times]).toEqual([asked.path, 'server.unavailable', 1]);
    expect([asked.path, await world.everyRow.everything(world.sjobris)]).toEqual([asked.path, before]);
    const again = await ask(method, asked);
    expect([asked.path, again.status < 300]).toEqual([asked.path, true]);
  }
});

test('a server that stands still for 2 s in the middle of everything is late, and says nothing else', async () => {
  const all = routesOf(world.all.routers).flatMap((route) =>
    casesFor(route)
      .slice(0, 1)
      .map((each) => ({ route, each })),
  );
  const codes = () => all.map(async ({ route, each }) => `${keyOf(route)} ${(await ask(route.method, each)).code}`);
  const failures = (of: readonly string[]): string[] => of.filter((each) => / (?:server|request\.tooMany)/.test(each));
  const usual = failures(await Promise.all(codes()));
  const late = codes();
  await Promise.race(late);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_000);
  expect(failures(await Promise.all(late))).toEqual(usual);
});

import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { aGroup } from '../../../tests/fakes/answer-group-settings';
import { createFakeClock } from '../../../tests/fakes/clock';
import { createTestDatabase, type TestDatabase } from '../../../tests/fakes/database';
import { serveApp, type ServedApp } from '../../../tests/fakes/http-app';
import { addOrganisation, addUser } from '../../../tests/fakes/organisation';
import { Chance } from '../../../tests/simulation/chance';
import { noCounts } from '../../contract/answer-groups/figures';
import type { Statistics } from '../../contract/answer-groups/statistics';
import { VaxelError } from '../../contract/errors';
import type { AnswerGroupId, EntryId, OrganisationId, UserId } from '../../contract/ids';
import { createLines, type Lines } from '../../lines/lines';
import type { Database } from '../../ports/database';
import type { Principal } from '../../ports/principal';
import type { Event, Outcome } from '../distributor/protocol';
import { queueStoreOf } from '../queue-store';
import { groupStoreOf } from '../store';
import { beganAtMs, cellOf } from './cells';
import { counted, plus } from './counts';
import { boundsOf } from './days';
import { readCells } from './read-cells';
import { readSpans } from './read-spans';
import { auditLog } from '../../audit/record';
import { createStatisticsRoutes } from './routes';
import { partsOf, spansOf } from './spans';

let database: TestDatabase;
let db: Kysely<Database>;
let served: ServedApp;
let lines: Lines;
let fjallbo: OrganisationId;
let support: AnswerGroupId;
let sales: AnswerGroupId;
const people: Record<string, Principal> = {};
const clock = createFakeClock();

beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  const [ours, theirs] = [await addOrganisation(db), await addOrganisation(db, { name: 'Sjöbris' })];
  fjallbo = ours.id;
  for (const [name, extension, organisation, role] of [
    ['anna', '1001', ours, 'user'],
    ['=björn', '1002', ours, 'user'],
    ['eva', '1005', ours, 'user'],
    ['sara', '1006', ours, 'administrator'],
    ['olga', '2001', theirs, 'administrator'],
  ] as const) {
    const user = await addUser(db, organisation, { displayName: name, extension, ownNumbers: [] });
    people[name] = { ...user, organisationId: organisation.id, roles: [role], expiresAtMs: 0 };
  }
  const members = [idOf('anna'), idOf('=björn')].map((userId) => ({ userId, tier: 1, skills: {} }));
  const store = groupStoreOf(db, fjallbo);
  support = await store.add({ ...aGroup, members, supervisors: [idOf('eva')] });
  sales = await store.add({ ...aGroup, name: 'Sales', extension: '1902', number: null });
  lines = createLines(db);
  await lines.load();
  served = await serveApp({
    routers: [createStatisticsRoutes({ db, clock, lines, audit: auditLog })],
    authenticate: async (token) => {
      const who = people[token];
      if (who === undefined) throw new VaxelError('auth.invalid');
      return who;
    },
  });
});
beforeEach(async () => void (await sql`truncate answer_group_event`.execute(db)));
afterAll(async () => {
  await served.close();
  await database.close();
});

const idOf = (name: string): UserId => people[name]?.userId as UserId;
const tell = (events: readonly Event[]): Promise<void> => queueStoreOf(db, fjallbo).tell(events);
const at = (time: string): number => Date.parse(time);

function ask(path: string, as = 'eva', groupId = support): Promise<Response> {
  const url = `${served.url}/api/answer-groups/${groupId}/statistics${path}`;
  return fetch(url, { headers: { authorization: `Bearer ${encodeURIComponent(as)}` } });
}
const statistics = async (path: string): Promise<Statistics> => (await ask(path)).json() as Promise<Statistics>;

/** A day and a half of whatever can happen, in the order in which it was told. */
function* story(seed: number, fromMs: number): Generator<Event> {
  const chance = new Chance(seed);
  const users = [idOf('anna'), idOf('=björn')];
  const states = new Map(users.map((userId) => [userId, 'loggedOut' as const as string]));
  for (let atMs = fromMs; atMs < fromMs + 36 * 3_600_000; atMs += 1 + chance.below(600_000)) {
    const [userId, groupId] = [chance.pick(users) ?? idOf('anna'), chance.of(0.8) ? support : sales];
    const entryId = randomUUID() as EntryId;
    const waitedMs = chance.below(40_000);
    const outcomes: Outcome[] = [
      { outcome: 'answered', by: userId, waitedMs },
      { outcome: 'abandoned', waitedMs, isShort: waitedMs <= 5_000 },
      { outcome: 'overflowed', reason: chance.of(0.5) ? 'timeout' : 'full', waitedMs },
      { outcome: 'callback', by: chance.of(0.5) ? userId : null, waitedMs },
      { outcome: 'closed', waitedMs },
    ];
    yield { event: 'entered', entryId, groupId, atMs: atMs - waitedMs };
    yield { event: 'over', entryId, groupId, atMs, ...(chance.pick(outcomes) as Outcome) };
    const [talkMs, heldMs, wrapUpMs] = [chance.below(900_000), chance.below(1_000), chance.below(60_000)];
    yield { event: 'talked', entryId, groupId, userId, talkMs, heldMs, atMs };
    yield { event: 'handled', groupId, userId, wrapUpMs, handledMs: talkMs + wrapUpMs, atMs };
    yield { event: chance.of(0.5) ? 'missed' : 'declined', entryId, groupId, userId, atMs };
    const [from, to] = [states.get(userId), chance.pick(['ready', 'paused', 'inCall', 'loggedOut'])];
    states.set(userId, to ?? 'ready');
    yield { event: 'agent', userId, from, to, atMs } as Event;
  }
}

test('the database counts as the rules do, whatever has happened', async () => {
  const bounds = await boundsOf('2026-10-24', '2026-10-25', 'quarter', 'Europe/Stockholm');
  const [fromMs = 0, nowMs] = [bounds[0], at('2026-10-25T18:00Z')];
  // What was before is known by what it led to.
  const events = [...story(Date.now() % 1_000, fromMs - 6 * 3_600_000)];
  await tell(events);
  const cells = await readCells(db, fjallbo, { groupId: support, bounds, byAgent: false });
  const spans = await readSpans(db, fjallbo, { groupId: support, bounds, nowMs, byAgent: true });
  for (const [part, beganMs] of bounds.slice(0, -1).entries()) {
    const inPart = (ms: number) => ms >= beganMs && ms < (bounds[part + 1] ?? 0);
    const expected = events.filter((each) => inPart(beganAtMs(each))).flatMap((each) => cellOf(each) ?? []);
    expect(cells.filter((cell) => cell.part === part).reduce(counted, noCounts)).toEqual(
      expected.filter(({ groupId }) => groupId === support).reduce(counted, noCounts),
    );
  }
  const known = events.filter(({ atMs }) => atMs < nowMs);
  const expected = [...spansOf(known, nowMs)].flatMap((span) => [...partsOf(span, bounds)]);
  const sums = (all: typeof expected) =>
    all.reduce((sum, { part, kind, userId, ms }) => {
      const key = `${part} ${kind} ${userId}`;
      return sum.set(key, (sum.get(key) ?? 0) + ms);
    }, new Map<string, number>());
  expect(new Map([...sums([...spans])].sort())).toEqual(new Map([...sums(expected)].sort()));
  expect(expected.length).toBeGreaterThan(100);
});

test('days are the organisation’s, and each quarter and agent has what began in it', async () => {
  const [anna, entryId] = [idOf('anna'), randomUUID() as EntryId];
  const common = { groupId: support, entryId };
  await tell([
    { event: 'entered', ...common, atMs: at('2026-10-25T00:59:50Z') },
    { event: 'over', ...common, atMs: at('2026-10-25T01:00:02Z'), outcome: 'answered', by: anna, waitedMs: 12_000 },
    { event: 'agent', userId: anna, from: 'ready', to: 'inCall', atMs: at('2026-10-25T01:00:02Z') },
    { event: 'talked', ...common, userId: anna, talkMs: 60_000, heldMs: 5_000, atMs: at('2026-10-25T01:01:02Z') },
    { event: 'agent', userId: anna, from: 'inCall', to: 'ready', atMs: at('2026-10-25T01:01:02Z') },
    { event: 'entered', ...common, atMs: at('2026-10-25T23:00:00Z') },
  ]);
  const day = await statistics('?from=2026-10-25&to=2026-10-25&by=hour');
  expect(day).toMatchObject({
    name: 'Support',
    zone: 'Europe/Stockholm',
    total: { entered: 1, answered: 1, talks: 1 },
  });
  expect(day.rows).toHaveLength(25);
  // 02:00 comes twice: the call came in the first of them.
  expect(day.rows.map(({ counts }) => counts.answeredSoon).slice(0, 5)).toEqual([0, 0, 1, 0, 0]);
  const agents = await statistics('?from=2026-10-25&to=2026-10-25&by=agent');
  const readyMs = at('2026-10-25T23:00Z') - at('2026-10-25T01:01:02Z');
  clock.advance(Math.max(0, at('2026-10-26T12:00Z') - clock.nowMs()));
  const later = await statistics('?from=2026-10-25&to=2026-10-25&by=agent');
  expect(agents.rows).toMatchObject([{ name: 'anna', counts: { answered: 1, heldMs: 5_000, workMs: 60_000 } }]);
  expect(later.rows).toMatchObject([{ name: 'anna', counts: { readyMs, workMs: 60_000 } }]);
});

test('only supervisors of the group and administrators see them, and nobody of another organisation', async () => {
  const path = '?from=2026-10-25&to=2026-10-25&by=day';
  const statuses = async (path: string, as: string) => (await ask(path, as)).status;
  expect(await Promise.all(['eva', 'sara', 'anna', 'olga'].map((as) => statuses(path, as)))).toEqual([
    ...[200, 200, 403, 404],
  ]);
  expect((await ask(path, 'eva', sales)).status).toBe(403);
  expect((await ask(`.csv${path}`, 'anna')).status).toBe(403);
  const wrong = ['', '?from=2026-10-25&to=2026-10-24&by=day', '?from=2026-02-30&to=2026-03-01&by=day'];
  const tooMuch = ['?from=2026-01-01&to=2026-02-01&by=quarter', '?from=2020-01-01&to=2026-02-01&by=agent'];
  for (const each of [...wrong, ...tooMuch, '?from=2026-10-25&to=2026-10-25&by=week'])
    expect((await ask(each)).status).toBe(400);
});

test('the file has the times of the organisation, the decimals of the reader, and no formulas', async () => {
  const [bjorn, entryId] = [idOf('=björn'), randomUUID() as EntryId];
  const common = { groupId: support, entryId, atMs: at('2026-10-25T10:00:00Z') };
  await tell([
    { event: 'entered', ...common },
    { event: 'over', ...common, outcome: 'answered', by: bjorn, waitedMs: 1_000 },
    { event: 'over', ...common, outcome: 'abandoned', isShort: false, waitedMs: 30_000 },
    { event: 'over', ...common, outcome: 'abandoned', isShort: false, waitedMs: 30_000 },
  ]);
  const path = '.csv?from=2026-10-25&to=2026-10-25&language=sv';
  const byDay = await (await ask(`${path}&by=day`)).text();
  expect(byDay.startsWith('Från (Europe/Stockholm);Till (Europe/Stockholm);Från (UTC);Inkomna;')).toBe(true);
  expect(byDay.split('\r\n')[1]).toMatch(
    /^2026-10-25 00:00:00;2026-10-26 00:00:00;2026-10-24T22:00:00.000Z;1;1;1;33,3;1;2;0;200,0;/,
  );
  const byAgent = await (await ask(`${path}&by=agent`)).text();
  expect(byAgent.split('\r\n')[1]).toMatch(/^'=björn;/);
});

test('sums are sums, and the longest stays the longest', () => {
  const one = { ...noCounts, entered: 2, longestMs: 5 };
  expect(plus(one, { entered: 3, longestMs: 4 })).toMatchObject({ entered: 5, longestMs: 5 });
});

test('who has taken a file of it stands in the audit, and nobody who was refused', async () => {
  const path = '.csv?from=2026-10-25&to=2026-10-26&language=sv';
  const all = () => db.selectFrom('audit').selectAll().where('action', '=', 'answerGroup.exported').execute();
  const before = (await all()).length;
  const told = async () => (await all()).slice(before);
  expect((await ask(`${path}&by=agent`, 'anna')).status).toBe(403);
  expect((await ask('?from=2026-10-25&to=2026-10-26&by=day')).status).toBe(200);
  expect(await told()).toEqual([]);
  expect((await ask(`${path}&by=agent`)).status).toBe(200);
  expect(await told()).toMatchObject([
    {
      ...{ actor_user_id: idOf('eva'), object_kind: 'answerGroup', object_id: support, object_name: 'Support' },
      after: { fromMs: at('2026-10-25T00:00+02:00'), toMs: at('2026-10-27T00:00+01:00') },
    },
  ]);
});

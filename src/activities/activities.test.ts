import { createTestDatabase, type TestDatabase } from '../../tests/fakes/database';
import { addOrganisation, addUser, type TestOrganisation } from '../../tests/fakes/organisation';
import { eventually } from '../../tests/fakes/waiters';
import { auditLog } from '../audit/record';
import type { ActivityEnd } from '../contract/activities/activity';
import type { ActivityId, OrganisationId, UserId } from '../contract/ids';
import { createLines } from '../lines/lines';
import { createStatusMessages } from '../people/status-messages';
import type { Role } from '../contract/people/people';
import { createZoneOf } from '../settings/zone-of';
import { createWakes } from '../storage/wakes';
import { systemClock } from '../time/system-clock';
import type { Scheduled } from './activity-at';
import { createActivitiesFeature, type ActivitiesFeature } from './feature';

let database: TestDatabase;
let fjallbo: TestOrganisation;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

beforeAll(async () => {
  database = await createTestDatabase();
  fjallbo = await addOrganisation(database.db);
});
afterAll(() => database.close());

const running: (() => Promise<void>)[] = [];
afterEach(() => Promise.all(running.splice(0).map((stop) => stop())));

interface Office {
  readonly feature: ActivitiesFeature;
  /** Of whom watchers were told, in order. */
  readonly told: UserId[];
  readonly scheduled: Map<UserId, readonly Scheduled[]>;
  /** The activity's id by its key. */
  id(key: string): ActivityId;
  set(
    key: string,
    end: ActivityEnd,
    wish?: { by?: UserId; roles?: readonly Role[]; of?: UserId; message?: string },
  ): Promise<void>;
  /** What colleagues see, by its English name. */
  seen(of?: UserId): { readonly name: string; readonly untilMs: number | null; readonly setBy: string | null };
}

/** A server's activities over the database; stopped after the test. */
async function start(anna: UserId, organisationId: OrganisationId = fjallbo.id): Promise<Office> {
  const { db } = database;
  const lines = createLines(db);
  await lines.load();
  const wakes = createWakes({ url: database.url, clock: systemClock });
  const told: UserId[] = [];
  const scheduled = new Map<UserId, readonly Scheduled[]>();
  const publisher = { toUser: () => undefined, changed: (_topic: string, _id: unknown, id: UserId) => told.push(id) };
  const feature = createActivitiesFeature(
    { db, clock: systemClock, logger: silent, publisher, wakes, audit: auditLog } as never,
    {
      lines,
      statusMessages: createStatusMessages(db),
      zoneOf: createZoneOf(db),
      keepDays: 1,
      scheduledOf: async (_organisation, ids) => new Map(ids.map((id) => [id, scheduled.get(id) ?? []])),
    },
  );
  await feature.start?.();
  running.push(async () => {
    await feature.stop?.();
    await wakes.stop();
  });
  const rows = await db
    .selectFrom('activity')
    .select(['id', 'key'])
    .where('organisation_id', '=', organisationId)
    .execute();
  const id = (key: string): ActivityId => rows.find((row) => row.key === key)?.id ?? ('' as ActivityId);
  return {
    feature,
    told,
    scheduled,
    id,
    set: (key, end, { by = anna, roles = ['user'] as const, of = anna, message } = {}) =>
      feature.setActivities.set(
        { organisationId, userId: by, roles, source: 'tab' },
        { userId: of, activityId: id(key), end, message: message ?? null },
      ),
    seen(of = anna) {
      const person = feature.activityOf(organisationId, of);
      if (person === null) throw new Error('nobody');
      const { name, untilMs, setBy } = person.activity;
      return { name: name.en, untilMs, setBy };
    },
  };
}

const person = async (displayName = 'Anna Lind', organisation = fjallbo): Promise<UserId> =>
  (await addUser(database.db, organisation, { displayName })).userId;
const pastOf = (userId: UserId) =>
  database.db.selectFrom('activity_history').selectAll().where('user_id', '=', userId).orderBy('ended_at').execute();
/** As if so much time had passed since it was set. */
const passes = (userId: UserId, ms: number) =>
  database.pool.query(
    `update person_activity set since = since - $2 * interval '1 ms', until = until - $2 * interval '1 ms',
       revision = revision + 1 where user_id = $1`,
    [userId, ms],
  );

test('every organisation has the list from its first moment on, and who says nothing is available', async () => {
  const anna = await person();
  const { feature, seen } = await start(anna);
  expect(seen()).toEqual({ name: 'Available', untilMs: null, setBy: null });
  const all = await database.db
    .selectFrom('activity')
    .select(['name_en', 'name_sv'])
    .where('organisation_id', '=', fjallbo.id)
    .where('listed', '=', true)
    .orderBy('position')
    .execute();
  expect(all.map((each) => `${each.name_en} ${each.name_sv}`)).toEqual([
    'Available Tillgänglig',
    'Meeting Möte',
    'Lunch Lunch',
    'Busy Upptagen',
    'Travelling Tjänsteresa',
    'Holiday Semester',
    'Sick Sjuk',
    'Caring for child VAB',
  ]);
  expect(feature.activityOf(fjallbo.id, anna)?.activity).toMatchObject({ source: 'default', isSticky: false });
});

test('expectation 1: busy for 120 minutes is told at once, and ends to the second', async () => {
  const anna = await person();
  const { set, seen, told } = await start(anna);
  const before = Date.now();
  await set('busy', { minutes: 120 });
  const { name, untilMs } = seen();
  expect(name).toBe('Busy');
  expect(Math.abs((untilMs ?? 0) - before - 7_200_000)).toBeLessThan(60_000);
  expect(told).toContain(anna);
});

test('expectation 2: what ends while no server runs is over, with its due end in the history', async () => {
  const anna = await person();
  const first = await start(anna);
  await first.set('lunch', { minutes: 30 });
  const due = first.seen().untilMs ?? 0;
  await Promise.all(running.splice(0).map((stop) => stop()));
  await passes(anna, 3_600_000);
  const { seen } = await start(anna);
  expect(seen()).toMatchObject({ name: 'Available' });
  const past = await pastOf(anna);
  expect(past).toHaveLength(1);
  expect(past[0]).toMatchObject({
    how: 'over',
    ended_at: new Date(due - 3_600_000),
    due_at: new Date(due - 3_600_000),
  });
});

test('it ends by itself, is told then, and what is scheduled by then holds', async () => {
  const anna = await person();
  const { feature, set, seen, told, scheduled, id } = await start(anna);
  await set('lunch', { atMs: Date.now() + 1_500 });
  const now = Date.now();
  scheduled.set(anna, [
    { source: 'schedule', activityId: id('meeting'), startMs: now - 1_000, endMs: now + 3_600_000 },
  ]);
  await feature.scheduleChanged(fjallbo.id, [anna]);
  expect(seen()).toMatchObject({ name: 'Lunch' });
  await eventually('lunch to be over in the history', async () => (await pastOf(anna)).length === 1);
  expect(seen()).toMatchObject({ name: 'Meeting', untilMs: now + 3_600_000 });
  await eventually('watchers to be told', async () => told.length >= 3);
});

test('expectation 4: a new one replaces the old, whose end does not end the new one', async () => {
  const anna = await person();
  const { set, seen } = await start(anna);
  await set('lunch', { atMs: Date.now() + 1_000 });
  await set('meeting', { minutes: 60 });
  const bjorn = await person('Björn');
  const other = await start(bjorn);
  await other.set('lunch', { atMs: Date.now() + 1_000 });
  await eventually('the later lunch to be over', async () => (await pastOf(bjorn)).length === 1);
  expect(seen()).toMatchObject({ name: 'Meeting' });
  expect(await pastOf(anna)).toMatchObject([{ how: 'replaced' }]);
});

test('expectation 5: sick stays when a meeting begins, and the explanation names both', async () => {
  const anna = await person();
  const { feature, set, scheduled, id } = await start(anna);
  await set('sick', null);
  const endMs = Date.now() + 3_600_000;
  scheduled.set(anna, [{ source: 'schedule', activityId: id('meeting'), startMs: Date.now() - 5, endMs }]);
  await feature.scheduleChanged(fjallbo.id, [anna]);
  expect(feature.activityOf(fjallbo.id, anna)?.activity).toMatchObject({
    name: { en: 'Sick' },
    isSticky: true,
    covers: { name: { en: 'Meeting' }, untilMs: endMs },
  });
});

test('expectation 6: available holds until a meeting’s end; without one it takes away what was set', async () => {
  const anna = await person();
  const { feature, set, seen, scheduled, id } = await start(anna);
  const endMs = Date.now() + 3_600_000;
  scheduled.set(anna, [{ source: 'schedule', activityId: id('meeting'), startMs: Date.now() - 5, endMs }]);
  await feature.scheduleChanged(fjallbo.id, [anna]);
  expect(seen()).toMatchObject({ name: 'Meeting' });
  await set('available', null);
  expect(seen()).toEqual({ name: 'Available', untilMs: endMs, setBy: null });
  scheduled.delete(anna);
  await feature.scheduleChanged(fjallbo.id, [anna]);
  await set('sick', null);
  await set('available', null);
  expect(feature.activityOf(fjallbo.id, anna)?.activity).toMatchObject({ source: 'default', untilMs: null });
});

test('expectation 7: an end that has passed or is missing is refused by name, and nothing changes', async () => {
  const anna = await person();
  const { feature, set, seen } = await start(anna);
  await set('lunch', { minutes: 10 });
  const before = seen();
  const { rev } = feature.activityOf(fjallbo.id, anna) ?? {};
  await expect(set('meeting', { atMs: Date.now() - 60_000 })).rejects.toMatchObject({ code: 'activity.endPassed' });
  await expect(set('holiday', null)).rejects.toMatchObject({ code: 'activity.endMissing' });
  await expect(set('nothing', null)).rejects.toMatchObject({ code: 'activity.notFound' });
  expect(seen()).toEqual(before);
  expect(feature.activityOf(fjallbo.id, anna)?.rev).toBe(rev);
  expect(await pastOf(anna)).toEqual([]);
});

test('expectation 8: one that is put away is kept until its end by who has it, and nobody can choose it', async () => {
  const organisation = await addOrganisation(database.db);
  const anna = await person('Anna', organisation);
  const { set, seen, told } = await start(anna, organisation.id);
  await set('travelling', { minutes: 60 });
  const before = told.length;
  await database.pool.query(`update activity set archived_at = now() where organisation_id = $1 and key = $2`, [
    organisation.id,
    'travelling',
  ]);
  await eventually('the server to hear of it', async () => told.length > before);
  expect(seen()).toMatchObject({ name: 'Travelling' });
  await expect(set('travelling', { minutes: 60 })).rejects.toMatchObject({ code: 'activity.notFound' });
});

test('expectation 9: a delegate and a supervisor set it for another, which is said; others may not', async () => {
  const [anna, eva, bjorn, cecilia] = [await person(), await person('Eva'), await person('Björn'), await person('C')];
  await database.db
    .insertInto('activity_delegate')
    .values({ organisation_id: fjallbo.id, user_id: anna, delegate_id: bjorn })
    .execute();
  const { set, seen } = await start(anna);
  await expect(set('sick', null, { by: cecilia })).rejects.toMatchObject({ code: 'activity.notAllowed' });
  expect(seen()).toMatchObject({ name: 'Available' });
  await set('sick', null, { by: eva, roles: ['user', 'supervisor'] });
  expect(seen()).toMatchObject({ name: 'Sick', setBy: 'Eva' });
  await set('meeting', { minutes: 5 }, { by: bjorn, message: 'secret' });
  expect(seen()).toMatchObject({ name: 'Meeting', setBy: 'Björn' });
  const rows = await database.pool.query(
    `select action, acting_for_user_id as acting_for, before, after from audit
     where organisation_id = $1 and object_id = $2 order by id`,
    [fjallbo.id, anna],
  );
  expect(rows.rows).toMatchObject([
    { action: 'activity.set', acting_for: null, after: { activity: { sv: 'Sjuk', en: 'Sick' } } },
    { acting_for: anna, before: { activity: { en: 'Sick' } }, after: { activity: { sv: 'Möte', en: 'Meeting' } } },
  ]);
  expect(JSON.stringify(rows.rows)).not.toContain('secret');
});

test('nobody sets that of a person of another organisation, nor an activity of one', async () => {
  const other = await addOrganisation(database.db);
  const [anna, olga] = [await person(), await person('Olga', other)];
  const { feature, id } = await start(anna);
  const sjobris = { organisationId: other.id, userId: olga, roles: ['administrator' as const], source: 'tab' as const };
  const wish = { activityId: id('sick'), end: null, message: null };
  await expect(feature.setActivities.set(sjobris, { ...wish, userId: anna })).rejects.toMatchObject({
    code: 'activity.personNotFound',
  });
  await expect(feature.setActivities.set(sjobris, wish)).rejects.toMatchObject({ code: 'activity.notFound' });
  expect(feature.activityOf(other.id, anna)).toBeNull();
});

test('expectation 11: two that are set at once end as one, with a revision that says which', async () => {
  const anna = await person();
  const { feature, set } = await start(anna);
  await Promise.all([set('lunch', { minutes: 10 }), set('meeting', { minutes: 10 }), set('busy', null)]);
  const stored = await database.db
    .selectFrom('person_activity')
    .select(['activity_id', 'revision'])
    .where('user_id', '=', anna)
    .executeTakeFirstOrThrow();
  expect(feature.activityOf(fjallbo.id, anna)).toMatchObject({
    rev: 3,
    activity: { activityId: stored.activity_id },
  });
  expect(stored.revision).toBe('3');
});

test('what SQL or another server sets is seen here, and so is a status message', async () => {
  const anna = await person();
  const { feature, id, seen } = await start(anna);
  await database.pool.query(
    `insert into person_activity (user_id, organisation_id, activity_id, since, revision)
     values ($1, $2, $3, now() - interval '1 s', 7)`,
    [anna, fjallbo.id, id('sick')],
  );
  await eventually('what SQL has set', async () => seen().name === 'Sick');
  await database.pool.query(
    `update contact set status_message = 'Vabbar på onsdag' where id = (select contact_id from app_user where id = $1)`,
    [anna],
  );
  await eventually(
    'the status message',
    async () => feature.activityOf(fjallbo.id, anna)?.statusMessage === 'Vabbar på onsdag',
  );
});

test('a status message of 255 signs is kept whole, and an empty one is none', async () => {
  const anna = await person();
  const { feature } = await start(anna);
  const say = (text: string | null) =>
    feature.commands?.activity?.execute(
      { organisationId: fjallbo.id, userId: anna, roles: ['user'], expiresAtMs: 0 },
      {
        name: 'activity.statusMessage',
        text,
      },
    );
  await say('å'.repeat(255));
  expect(feature.activityOf(fjallbo.id, anna)?.statusMessage).toHaveLength(255);
  await say('');
  expect(feature.activityOf(fjallbo.id, anna)?.statusMessage).toBeNull();
});

test('a thousand and more that end together are ended and told in one go', async () => {
  const organisation = await addOrganisation(database.db);
  const anna = await person('Anna', organisation);
  await database.pool.query(
    `with person as (
       insert into contact (id, organisation_id, display_name, search_text)
       select gen_random_uuid(), $1, 'P' || n, 'p' from generate_series(1, 2500) n returning id)
     insert into app_user (id, organisation_id, contact_id, extension)
     select gen_random_uuid(), $1, id, id::text from person`,
    [organisation.id],
  );
  const { told, id } = await start(anna, organisation.id);
  await database.pool.query(
    `insert into person_activity (user_id, organisation_id, activity_id, since, until, revision)
     select id, organisation_id, $2, now(), now() + interval '1 s', 1 from app_user where organisation_id = $1`,
    [organisation.id, id('lunch')],
  );
  await eventually('all to be in the history', async () => {
    const { rows } = await database.pool.query<{ n: number }>(
      `select count(*)::int as n from activity_history where organisation_id = $1`,
      [organisation.id],
    );
    return rows[0]?.n === 2_501;
  });
  await eventually('all to be told', async () => new Set(told).size >= 2_501);
});

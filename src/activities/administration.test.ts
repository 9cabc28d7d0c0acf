import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '../../tests/fakes/database';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import { auditLog } from '../audit/record';
import type { ActivityDefinition, ActivityDraft } from '../contract/activities/activity';
import { createActivityAdministrator } from './administration';
import { createCatalogue } from './catalogue';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

const draftOf = (definition: ActivityDefinition, change: Partial<ActivityDraft> = {}): ActivityDraft => {
  const { id: _id, key: _key, position: _position, ...draft } = definition;
  return { ...draft, ...change };
};

async function administration() {
  const organisation = await addOrganisation(database.db);
  const eva = (await addUser(database.db, organisation, { displayName: 'Eva' })).userId;
  const catalogue = createCatalogue(database.db);
  await catalogue.load();
  const administrator = createActivityAdministrator({ db: database.db, catalogue, audit: auditLog });
  const changer = {
    organisationId: organisation.id,
    actor: { userId: eva, roles: ['administrator' as const] },
    request: { id: randomUUID(), address: '::1' },
  };
  const read = () => administrator.read(organisation.id);
  const of = (key: string) => {
    const found = read().activities.find((each) => each.key === key);
    if (found === undefined) throw new Error(key);
    return found;
  };
  return { administrator, catalogue, changer, organisation, read, of };
}

test('adds, changes, orders and puts away, and each is told', async () => {
  const { administrator, changer, organisation, read, of } = await administration();
  const course = draftOf(of('meeting'), { name: { sv: 'Kurs', en: 'Course' }, code: '11' });
  await administrator.add(changer, course);
  const added = read().activities.at(-1);
  expect(added).toMatchObject({ ...course, archived: false });
  await administrator.change(changer, of('lunch').id, draftOf(of('lunch'), { defaultEnd: { minutes: 45 } }));
  await administrator.change(changer, of('sick').id, draftOf(of('sick'), { archived: true }));
  if (added !== undefined) await administrator.order(changer, [added.id, of('lunch').id]);
  expect(
    read()
      .activities.slice(0, 3)
      .map(({ name }) => name.en),
  ).toEqual(['Course', 'Lunch', 'Available']);
  await administrator.setDefaults(changer, {
    shortcuts: [{ activityId: of('lunch').id, end: null }],
    codePrefix: '*70*',
  });
  expect(read()).toMatchObject({ codePrefix: '*70*', shortcuts: [{ activityId: of('lunch').id, end: null }] });
  expect(of('sick').archived).toBe(true);
  const { rows } = await database.pool.query(
    'select action, before, after from audit where organisation_id = $1 order by id',
    [organisation.id],
  );
  expect(rows.map(({ action }) => String(action))).toEqual([
    ...Array.from({ length: 4 }, () => 'activities.changed'),
    'shortcuts.changed',
  ]);
  expect(rows[1]).toMatchObject({ after: { defaultEnd: { sv: '45 min', en: '45 min' } } });
});

test('refuses by name what cannot be, and changes nothing', async () => {
  const { administrator, changer, read, of } = await administration();
  const other = await administration();
  const before = read();
  const change = (key: string, draft: Partial<ActivityDraft>) =>
    administrator.change(changer, of(key).id, draftOf(of(key), draft));
  await expect(change('available', { archived: true })).rejects.toMatchObject({ code: 'activity.needed' });
  await expect(change('lunch', { code: '1' })).rejects.toMatchObject({ code: 'activity.codeTaken' });
  const foreign = other.of('lunch').id;
  await expect(administrator.change(changer, foreign, draftOf(of('lunch')))).rejects.toMatchObject({
    code: 'activity.notFound',
  });
  await expect(administrator.order(changer, [foreign])).rejects.toMatchObject({ code: 'activity.notFound' });
  const shortcuts = [{ activityId: foreign, end: null }];
  await expect(administrator.setDefaults(changer, { shortcuts, codePrefix: '*23*' })).rejects.toMatchObject({
    code: 'activity.notFound',
  });
  expect(read()).toEqual(before);
});

test('codes that phones dial for something else are refused, and one that stood there already gives way', async () => {
  const { administrator, catalogue, changer, organisation, read } = await administration();
  const { shortcuts, codePrefix } = read();
  for (const taken of ['*55*', '*43*', '*112*'])
    await expect(administrator.setDefaults(changer, { shortcuts, codePrefix: taken })).rejects.toMatchObject({
      code: 'activity.prefixTaken',
    });
  expect(read().codePrefix).toBe(codePrefix);
  // As one was that was chosen before there was the other code.
  await database.pool.query(`update activity_defaults set code_prefix = '*55*' where organisation_id = $1`, [
    organisation.id,
  ]);
  await catalogue.load();
  expect(read().codePrefix).toBe('*23*');
});

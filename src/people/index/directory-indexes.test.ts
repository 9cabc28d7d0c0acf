import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { createTestDatabase, type TestDatabase } from '../../../tests/fakes/database';
import { buildDirectoryWorker, type BuiltWorker } from '../../../tests/fakes/built-worker';
import { addContact, addOrganisation, addUser, type TestOrganisation } from '../../../tests/fakes/organisation';
import { eventually } from '../../../tests/fakes/waiters';
import type { ContactId, OrganisationId } from '../../contract/ids';
import { createWakes, type OpenWakes } from '../../storage/wakes';
import { systemClock as clock } from '../../time/system-clock';
import { followDirectory } from '../follow-directory';
import { readAsked } from './asked';
import { createDirectoryIndexes, largeDirectory, type DirectoryIndexes } from './directory-indexes';
import { nobodySpecial } from './personal';

let database: TestDatabase;
let built: BuiltWorker;
let wakes: OpenWakes;
let indexes: DirectoryIndexes;
let small: TestOrganisation;
let large: TestOrganisation;
const warnings: string[] = [];

beforeAll(async () => {
  [database, built] = await Promise.all([createTestDatabase(), buildDirectoryWorker()]);
});
afterAll(async () => {
  built.remove();
  await database.close();
});
beforeEach(async () => {
  warnings.length = 0;
  small = await addOrganisation(database.db);
  large = await addOrganisation(database.db);
  await addContact(database.db, small, { displayName: 'Anna Lind' });
  await addPeople(large, largeDirectory + 1);
  wakes = createWakes({ url: database.url, clock });
  indexes = createDirectoryIndexes({
    db: database.db,
    clock,
    logger: { warn: (_facts: object, text?: string) => void warnings.push(text ?? '') },
    worker: { file: built.file, url: database.url },
  });
  await followDirectory({
    wakes,
    clock,
    onChange({ organisationId, ownerUserId, contactIds }) {
      if (ownerUserId === null) void indexes.changed(organisationId, contactIds);
    },
    onGap: indexes.changedEverywhere,
  });
});
afterEach(async () => {
  await wakes.stop();
  await indexes.stop();
});

async function addPeople({ id }: TestOrganisation, count: number, name = 'Person'): Promise<void> {
  await sql`insert into contact (id, organisation_id, display_name, search_text)
    select gen_random_uuid(), ${id}, ${name} || ' ' || n, lower(${name}) || ' ' || n
    from generate_series(1, ${count}) n`.execute(database.db);
}

/** Null: it is not in memory. */
async function find({ id }: { readonly id: OrganisationId }, typed: string): Promise<string[] | null> {
  const found = await indexes.ask(id, (host) => host.search(id, readAsked(typed), nobodySpecial, 20));
  return found?.map(({ record }) => record.displayName) ?? null;
}

const until = eventually;
const isFound = async (
  organisation: TestOrganisation,
  typed: string,
  names: readonly string[] | null,
): Promise<boolean> => JSON.stringify(await find(organisation, typed)) === JSON.stringify(names);

test('a small directory is searched here, a large one in the worker, and neither by the other’s people', async () => {
  expect([await find(small, 'anna'), await find(large, 'person 7')]).toEqual([null, null]);
  await until('the small one', () => isFound(small, 'anna', ['Anna Lind']));
  await until('the large one', () => isFound(large, 'person 301', ['Person 301']));
  expect([await find(small, 'person'), await find(large, 'anna')]).toEqual([[], []]);
  expect(await find({ id: randomUUID() as OrganisationId }, 'anna')).toBeNull();
});

test('large directories are there before anybody asks', async () => {
  await indexes.warm();
  const count = () => indexes.ask(large.id, (host) => host.outline(large.id, ['Person 2', 'Z']));
  await until('the outline', async () => (await count()) !== null);
  expect(await count()).toMatchObject({ count: 301, letters: [{ letter: 'P', offset: 0 }], before: [111, 301] });
});

test.each(['small', 'large'] as const)(
  'whoever is added, changed and removed in a %s one is so at once',
  async (size) => {
    const organisation = size === 'small' ? small : large;
    await until('the directory', async () => (await find(organisation, 'a')) !== null);
    const bo = await addContact(database.db, organisation, { displayName: 'Bo Ek' });
    await until('the new one', () => isFound(organisation, 'bo ek', ['Bo Ek']));
    await database.db
      .updateTable('contact')
      .set({ display_name: 'Disa Ek', search_text: 'disa ek' })
      .where('id', '=', bo)
      .execute();
    await until('the new name', () => isFound(organisation, 'disa', ['Disa Ek']));
    expect(await find(organisation, 'bo ek')).toEqual([]);
    await database.db.deleteFrom('contact').where('id', '=', bo).execute();
    await until('the end', () => isFound(organisation, 'disa', []));
  },
);

test('a contact that becomes a colleague is one', async () => {
  await until('the directory', async () => (await find(small, 'a')) !== null);
  const { userId } = await addUser(database.db, small, { displayName: 'Cia Ek' });
  const search = () => indexes.ask(small.id, (host) => host.search(small.id, readAsked('cia'), nobodySpecial, 20));
  await until('the colleague', async () => (await search())?.[0]?.record.userId === userId);
});

test('a large import is there, and what is rolled back is not', async () => {
  await until('the directory', () => isFound(small, 'anna', ['Anna Lind']));
  await addPeople(small, 2_000, 'Import');
  await until('the last of them', () => isFound(small, 'import 2000', ['Import 2000']));
  await database.db
    .transaction()
    .execute(async (transaction) => {
      await addContact(transaction, small, { displayName: 'Nobody' });
      throw new Error('changed my mind');
    })
    .catch(() => undefined);
  const cia = await addContact(database.db, small, { displayName: 'Cia' });
  await until('what came after', () => isFound(small, 'cia', ['Cia']));
  expect(await find(small, 'nobody')).toEqual([]);
  await database.db.deleteFrom('contact').where('id', '=', cia).execute();
});

test('more changes than are kept beside it: all are there', async () => {
  await until('the directory', () => isFound(large, 'person 301', ['Person 301']));
  for (let n = 0; n < 15; n += 1)
    await sql`update contact set display_name = 'Round ' || ${n}::int || ' ' || display_name,
        search_text = 'round ' || ${n}::int || ' ' || search_text
      where id in (
        select id from contact where organisation_id = ${large.id} order by id offset ${n * 20} limit 20
      )`.execute(database.db);
  for (let n = 0; n < 15; n += 1)
    await until(`round ${n}`, async () => (await find(large, `round ${n}`))?.length === 20);
});

test('what changed while the connection was lost is read when it is back', async () => {
  await until('the directory', () => isFound(small, 'anna', ['Anna Lind']));
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'vaxel-wakes' and datname = current_database()`.execute(database.db);
  await addContact(database.db, small, { displayName: 'Meanwhile' });
  await until('who came meanwhile', () => isFound(small, 'meanwhile', ['Meanwhile']));
});

test('when the worker cannot start PostgreSQL answers, and the rest goes on', async () => {
  const broken = createDirectoryIndexes({
    db: database.db,
    clock,
    logger: { warn: (_facts: object, text?: string) => void warnings.push(text ?? '') },
    worker: { file: `${built.file}.nowhere`, url: database.url },
  });
  await broken.warm();
  await until('the warning', async () => warnings.some((text) => text.includes('worker')));
  expect(await broken.ask(large.id, (host) => host.search(large.id, readAsked('p'), nobodySpecial, 20))).toBeNull();
  await broken.stop();
});

test('an id that is none of the organisation’s changes nothing', async () => {
  await until('the directory', () => isFound(small, 'anna', ['Anna Lind']));
  const theirs = await addContact(database.db, large, { displayName: 'Anna Other' });
  void indexes.changed(small.id, [theirs, randomUUID() as ContactId]);
  await addContact(database.db, small, { displayName: 'Anna Mark' });
  await until('what came after', () => isFound(small, 'anna', ['Anna Lind', 'Anna Mark']));
});

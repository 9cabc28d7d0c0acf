import { createTestDatabase, type TestDatabase } from '../../tests/fakes/database';
import { addOrganisation } from '../../tests/fakes/organisation';
import { auditLog } from '../audit/record';
import { addPerson, nextExtension } from './new-person';
import { createOrganisation } from './organisation';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

async function organisationWith(first: string, last: string, country: string) {
  const { id } = await addOrganisation(database.db, { country });
  await database.pool.query('update organisation set first_extension = $2, last_extension = $3 where id = $1', [
    id,
    first,
    last,
  ]);
  const add = (extension: string) =>
    database.db
      .transaction()
      .execute((transaction) =>
        addPerson(
          transaction,
          { id, name: 'Granit', country },
          { name: `Person ${extension}`, extension, mailAddress: null, objectId: null },
        ),
      );
  return { id, add, next: () => nextExtension(database.db, id) };
}

test('nobody gets an extension that calls for help: it would never ring', async () => {
  const { add, next } = await organisationWith('111', '114', 'SE');
  await add('111');
  expect(await next()).toBe('113');
  await expect(add('112')).rejects.toMatchObject({ code: 'administration.extensionReserved' });
  await add('113');
  expect(await next()).toBe('114');
  await add('114');
  expect(await next()).toBeNull();
});

test('which numbers do is the country’s: it is not changed to one where somebody’s extension does', async () => {
  const { id, add } = await organisationWith('100', '199', 'SE');
  await add('113');
  const store = createOrganisation({ db: database.db, audit: auditLog }, id);
  const before = await store.read();
  const by = { actor: null };
  await expect(store.change(by, { ...before, country: 'NO' })).rejects.toMatchObject({
    code: 'administration.extensionReserved',
  });
  expect(await store.read()).toEqual(before);
  expect(await store.change(by, { ...before, country: 'DE' })).toMatchObject({ country: 'DE' });
});

import { createTestDatabase, type TestDatabase } from '../../tests/fakes/database';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import { auditLog } from '../audit/record';
import { systemClock } from '../time/system-clock';
import { createLinkCodes } from './link-codes';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test('of a hundred codes that one phone dials at once five are looked at, not a hundred', async () => {
  const { db } = database;
  const fjallbo = await addOrganisation(db);
  const { userId } = await addUser(db, fjallbo, { displayName: 'Frida Falk' });
  const organisationId = fjallbo.id;
  let lookedAt = 0;
  const counting = new Proxy(db, {
    get: (target, name) => {
      if (name === 'transaction') lookedAt += 1;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  const codes = createLinkCodes({ db: counting, clock: systemClock, audit: auditLog });
  const by = { organisationId, userId, displayName: 'Frida Falk' };
  const { code } = await codes.make(organisationId, '11111111-2222-4333-8444-555555555555');
  const all = Array.from({ length: 100 }, (_, nr) => String(nr).padStart(6, '0')).filter((each) => each !== code);
  const answers = await Promise.all(all.map((each) => codes.dialled(by, `*55*${each}`)));
  expect(new Set(answers)).toEqual(new Set([false]));
  expect(lookedAt).toBe(5);
  // Not even the right one.
  expect(await codes.dialled(by, `*55*${code}`)).toBe(false);
});

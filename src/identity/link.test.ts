import { auditLog } from '../audit/record';
import { randomUUID } from 'node:crypto';
import type { TestDatabase } from '../../tests/fakes/database';
import { createTestDatabase } from '../../tests/fakes/database';
import type { TestOrganisation } from '../../tests/fakes/organisation';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import type { VaxelError } from '../contract/errors';
import type { UserId } from '../contract/ids';
import { createFindLinkedUser } from './link';

let database: TestDatabase;
let fjallbo: TestOrganisation;
let other: TestOrganisation;
let anna: UserId;
let find: ReturnType<typeof createFindLinkedUser>;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  fjallbo = await addOrganisation(database.db, { mailDomains: ['fjallbo.example'] });
  other = await addOrganisation(database.db, { mailDomains: [] });
  anna = (await addUser(database.db, fjallbo, { mailAddress: 'Anna@fjallbo.example' })).userId;
  await addUser(database.db, other, { mailAddress: 'anna@fjallbo.example' });
  find = createFindLinkedUser(database.db, auditLog);
});

function token(organisation: TestOrganisation, objectId: string, ...mailAddresses: string[]) {
  return { tenantId: organisation.tenantId, objectId, mailAddresses, appRoles: [], expiresAtMs: 0 };
}

test('an administrator’s link is followed, whatever the address says', async () => {
  const objectId = randomUUID();
  const user = await addUser(database.db, fjallbo, { objectId });
  expect(await find(token(fjallbo, objectId, 'anna@fjallbo.example'))).toEqual({
    organisationId: fjallbo.id,
    userId: user.userId,
  });
});

test('of many who come at once each is found in its own organisation', async () => {
  const [objectId, stranger] = [randomUUID(), randomUUID()];
  const here = await addUser(database.db, fjallbo, { objectId });
  const there = await addUser(database.db, other, { objectId });
  const found = await Promise.allSettled([
    find(token(fjallbo, objectId)),
    find(token(other, objectId)),
    find(token(fjallbo, stranger)),
    find(token({ ...other, tenantId: randomUUID() }, objectId)),
  ]);
  expect(
    found.map((each) => (each.status === 'fulfilled' ? each.value.userId : (each.reason as VaxelError).code)),
  ).toEqual([here.userId, there.userId, 'auth.notLinked', 'auth.noOrganisation']);
});

test('a verified address links the account, for good', async () => {
  const objectId = randomUUID();
  expect(await find(token(fjallbo, objectId, 'anna@fjallbo.example'))).toEqual({
    organisationId: fjallbo.id,
    userId: anna,
  });
  expect(await find(token(fjallbo, objectId))).toEqual({ organisationId: fjallbo.id, userId: anna });
  const { rows } = await database.pool.query(
    'select action, object_id, reason, source from audit where object_id = $1',
    [anna],
  );
  const told = { action: 'link.added', object_id: anna, reason: 'a verified address', source: 'system' };
  expect(rows).toEqual([told]);
});

test('two windows of the same new account are both let in', async () => {
  const objectId = randomUUID();
  const both = await Promise.all([1, 2, 3, 4].map(() => find(token(fjallbo, objectId, 'anna@fjallbo.example'))));
  expect(both.map(({ userId }) => userId)).toEqual([anna, anna, anna, anna]);
});

test('of two accounts with the same address only the first is linked', async () => {
  const results = await Promise.allSettled(
    [randomUUID(), randomUUID()].map((objectId) => find(token(fjallbo, objectId, 'anna@fjallbo.example'))),
  );
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test.each([
  ['nobody has the address', ['bo@fjallbo.example']],
  ['there is no address', []],
  ['the domain is another', ['anna@fjallbo.example.evil.example']],
  ['the address only looks like it', ['anna@evil.example@fjallbo.example']],
  ['wildcards', ['%@fjallbo.example']],
])('an account is not linked when %s', async (_, addresses) => {
  await expect(find(token(fjallbo, randomUUID(), ...addresses))).rejects.toMatchObject({ code: 'auth.notLinked' });
});

test('an account is not linked when two users match', async () => {
  await addUser(database.db, fjallbo, { mailAddress: 'ek@fjallbo.example' });
  await expect(find(token(fjallbo, randomUUID(), 'anna@fjallbo.example', 'ek@fjallbo.example'))).rejects.toMatchObject({
    code: 'auth.notLinked',
  });
});

test('an organisation that allows no domain links nobody by address', async () => {
  await expect(find(token(other, randomUUID(), 'anna@fjallbo.example'))).rejects.toMatchObject({
    code: 'auth.notLinked',
  });
});

test('the same object id in another tenant is another person', async () => {
  const objectId = randomUUID();
  await find(token(fjallbo, objectId, 'anna@fjallbo.example'));
  await expect(find(token(other, objectId))).rejects.toMatchObject({ code: 'auth.notLinked' });
});

test('a tenant that may sign in, and has no organisation yet', async () => {
  const stranger = { ...fjallbo, tenantId: randomUUID() };
  await expect(find(token(stranger, randomUUID(), 'anna@fjallbo.example'))).rejects.toMatchObject({
    code: 'auth.noOrganisation',
  });
});

import { randomUUID } from 'node:crypto';
import type { TestDatabase } from '../../tests/fakes/database';
import { createTestDatabase } from '../../tests/fakes/database';
import type { TestOrganisation } from '../../tests/fakes/organisation';
import { addContact, addOrganisation, addUser } from '../../tests/fakes/organisation';
import { office, peopleSearchSuite } from '../../tests/suites/people-search.suite';
import type { ContactId, UserId } from '../contract/ids';
import type { PeopleStore } from './store';
import { createPeopleStore } from './store';

let database: TestDatabase;
let fjallbo: TestOrganisation;
let other: TestOrganisation;
let people: PeopleStore;
let anna: { userId: UserId; contactId: ContactId; extension: string };

/** Anna is entered as a colleague. */
const directory = office.filter(({ displayName }) => displayName !== 'Anna Ek');

beforeAll(async () => {
  database = await createTestDatabase();
  fjallbo = await addOrganisation(database.db, { language: 'sv' });
  other = await addOrganisation(database.db, { language: 'en' });
  for (const contact of directory) await addContact(database.db, fjallbo, contact);
  for (const contact of directory) await addContact(database.db, other, { ...contact, company: 'Other' });
  anna = await addUser(database.db, fjallbo, {
    displayName: 'Anna Ek',
    extension: '1001',
    mailAddress: 'anna@fjallbo.example',
    department: 'Växel',
    statusMessage: 'Här',
    ownNumbers: [
      { number: '+4684000001', label: 'Kontor' },
      { number: '+46700000001', label: 'Mobil' },
    ],
  });
  people = createPeopleStore(database.db, fjallbo.id, () => [4]);
});
afterAll(() => database.close());

const names = (contacts: readonly { displayName: string }[]) => contacts.map(({ displayName }) => displayName);

describe('the directory', () => {
  const inSwedish = [
    'Abel Björkman',
    'Anna Ek',
    'Björn Åkesson',
    'Erik Karlsson',
    'Karl-Erik O’Hara',
    'Zäta Andersson',
    'Åsa Öberg',
    'Ängla Zetterlund',
    'Östen Ström',
  ];

  test('is sorted as the organisation’s language sorts: å, ä, ö last in Swedish', async () => {
    expect(names((await people.page({ limit: 50 })).contacts)).toEqual(inSwedish);
  });

  test('of an English organisation has them beside a and o', async () => {
    expect(names((await createPeopleStore(database.db, other.id, () => [4]).page({ limit: 4 })).contacts)).toEqual([
      'Abel Björkman',
      'Ängla Zetterlund',
      'Åsa Öberg',
      'Björn Åkesson',
    ]);
  });

  test('comes page by page without a gap or a repetition, whatever the size of a page', async () => {
    for (const limit of [1, 2, 3, 9, 10]) {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await people.page({ after, limit });
        expect(page.contacts.length).toBeLessThanOrEqual(limit);
        seen.push(...names(page.contacts));
        after = page.next ?? undefined;
      } while (after !== undefined);
      expect(seen).toEqual(inSwedish);
    }
  });

  test('tells people of the same name apart', async () => {
    const twins = await addOrganisation(database.db);
    for (let i = 0; i < 5; i += 1) await addContact(database.db, twins, { displayName: 'Sven Ek' });
    const store = createPeopleStore(database.db, twins.id, () => [4]);
    const first = await store.page({ limit: 3 });
    const second = await store.page({ limit: 3, after: first.next ?? '' });
    expect(new Set([...first.contacts, ...second.contacts].map(({ id }) => id)).size).toBe(5);
    expect(second.next).toBeNull();
  });

  test.each([
    '',
    'x',
    Buffer.from('["\\u0000","11111111-1111-4111-8111-111111111111"]').toString('base64url'),
    Buffer.from('["a"]').toString('base64url'),
    Buffer.from('["a","b"]').toString('base64url'),
  ])('refuses the cursor %j', async (after) => {
    await expect(people.page({ after, limit: 3 })).rejects.toMatchObject({ code: 'request.invalid' });
  });

  test('of a language that PostgreSQL does not know is sorted all the same', async () => {
    const odd = await addOrganisation(database.db, { language: `x'; drop table contact; --` });
    await addContact(database.db, odd, { displayName: 'Sven Ek' });
    expect(names((await createPeopleStore(database.db, odd.id, () => [4]).page({ limit: 3 })).contacts)).toEqual([
      'Sven Ek',
    ]);
  });
});

peopleSearchSuite(async (contacts) => {
  const organisation = await addOrganisation(database.db);
  for (const contact of contacts) await addContact(database.db, organisation, contact);
  const store = createPeopleStore(database.db, organisation.id, () => [4]);
  return async (typed, limit = 20) => names(await store.search(typed, limit));
});

test('a search says whose contact is a colleague', async () => {
  const [found] = await people.search('anna ek', 20);
  expect(found).toEqual(await people.contact(anna.contactId));
  expect(found?.userId).toBe(anna.userId);
  expect((await people.search('björn', 20))[0]?.userId).toBeNull();
});

describe('one organisation never sees another', () => {
  test('by id, by search, by page or as a user', async () => {
    const theirs = await createPeopleStore(database.db, other.id, () => [4]).page({ limit: 50 });
    expect(theirs.contacts).toHaveLength(directory.length);
    const [stranger] = theirs.contacts;
    await expect(people.contact(stranger?.id ?? anna.contactId)).rejects.toMatchObject({ code: 'request.notFound' });
    expect(await people.search('other', 20)).toEqual([]);
    await expect(createPeopleStore(database.db, other.id, () => [4]).me(anna.userId, ['user'])).rejects.toMatchObject({
      code: 'auth.notLinked',
    });
  });
});

test('me has my numbers, the default first, and my organisation', async () => {
  expect(await people.me(anna.userId, ['user', 'administrator'])).toEqual({
    user: {
      id: anna.userId,
      contactId: anna.contactId,
      displayName: 'Anna Ek',
      extension: '1001',
      numbers: ['+4684000001', '+46700000001'],
      numberLabels: { '+4684000001': 'Kontor', '+46700000001': 'Mobil' },
      mailAddress: 'anna@fjallbo.example',
      mobile: null,
      company: null,
      department: 'Växel',
      role: null,
      statusMessage: 'Här',
    },
    organisation: {
      id: fjallbo.id,
      name: 'Fjällbo',
      country: 'SE',
      language: 'sv',
      timeZone: 'Europe/Stockholm',
      extensionLengths: [4],
    },
    roles: ['user', 'administrator'],
  });
});

test('of many who come at once each gets the own profile, and who is gone is refused alone', async () => {
  const bo = await addUser(database.db, fjallbo, { displayName: 'Bo Ek', extension: '1003' });
  const found = await Promise.allSettled(
    [bo.userId, randomUUID() as UserId, anna.userId].map((userId) => people.me(userId, ['user'])),
  );
  expect(found).toMatchObject([
    { value: { user: { displayName: 'Bo Ek', numbers: [] } } },
    { reason: { code: 'auth.notLinked' } },
    { value: { user: { displayName: 'Anna Ek', numbers: ['+4684000001', '+46700000001'] } } },
  ]);
});

test('an unknown contact', async () => {
  await expect(people.contact(randomUUID() as ContactId)).rejects.toMatchObject({ code: 'request.notFound' });
});

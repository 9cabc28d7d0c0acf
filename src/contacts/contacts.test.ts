import { Kysely, sql } from 'kysely';
import type { TestDatabase } from '../../tests/fakes/database';
import { createTestDatabase } from '../../tests/fakes/database';
import type { ServedApp } from '../../tests/fakes/http-app';
import { serveContacts } from '../../tests/fakes/contacts-server';
import { addContact, addOrganisation, addUser } from '../../tests/fakes/organisation';
import { GroupList, GroupPage, Membership, Memberships } from '../contract/contacts/groups';
import { ReadCards } from '../contract/contacts/own-contacts';
import type { ContactId, GroupId, OrganisationId, UserId } from '../contract/ids';
import { ContactPage, ContactView } from '../contract/people/people';
import type { ServerEvent } from '../contract/realtime';
import { createContactByNumber } from '../people/contact-by-number';
import type { Database } from '../ports/database';
import type { Principal } from '../ports/principal';
import type { ContactsFeature } from './feature';

let database: TestDatabase;
let db: Kysely<Database>;
let served: ServedApp;
let feature: ContactsFeature;
let organisationId: OrganisationId;
let norrback: ContactId;
let foreign: ContactId;
const people: Record<string, Principal & { readonly contactId: ContactId }> = {};
const told: { userId: UserId; event: ServerEvent }[] = [];
const changed: string[] = [];

const idOf = (name: string): UserId => people[name]?.userId as UserId;

beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  const fjallbo = await addOrganisation(db);
  const sjobris = await addOrganisation(db, { name: 'Sjöbris' });
  organisationId = fjallbo.id;
  for (const [name, organisation, extension, number] of [
    ['anna', fjallbo, '1001', '+46851920011'],
    ['bjorn', fjallbo, '1002', '+46851920012'],
    ['olga', sjobris, '2001', '+46317001001'],
  ] as const) {
    const numbers = [{ label: 'work' as const, number }];
    const ownNumbers = [{ number, label: 'Kontor' }];
    const user = await addUser(db, organisation, { displayName: name, extension, ownNumbers, numbers });
    people[name] = { ...user, organisationId: organisation.id, roles: ['user'], expiresAtMs: 0 };
  }
  norrback = await addContact(db, fjallbo, {
    displayName: 'Karin Norrbäck',
    numbers: [{ label: 'work', number: '+46920123400' }],
  });
  foreign = await addContact(db, sjobris, { displayName: 'Foreign' });
  ({ served, feature } = await serveContacts(db, people, { told, changed }));
});
afterAll(async () => {
  await served.close();
  await database.close();
});
beforeEach(async () => {
  await sql`truncate contact_group, favourite, caller_mark cascade`.execute(db);
  await sql`delete from contact where owner_user_id is not null`.execute(db);
  told.splice(0);
  changed.splice(0);
});

async function ask(method: string, path: string, body?: unknown, as = 'anna') {
  const response = await fetch(`${served.url}/api${path}`, {
    method,
    headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, text, json: () => JSON.parse(text) as unknown };
}
const codeOf = async (answer: ReturnType<typeof ask>) => ((await answer).json() as { code?: string }).code;
const lists = async (as = 'anna') => GroupList.parse((await ask('GET', '/groups', undefined, as)).json());
const namesIn = async (key: string, as = 'anna') => {
  const page = GroupPage.parse((await ask('GET', `/groups/${key}/members`, undefined, as)).json());
  return [...page.contacts.map(({ displayName }) => displayName), ...page.numbers];
};
const aGroup = async (body: object, as = 'anna') =>
  ((await ask('POST', '/groups', { name: 'Nyckelkunder', ...body }, as)).json() as { id: GroupId }).id;

describe('groups of one’s own', () => {
  test('are made, filled, renamed, deleted and restored with whoever is in them', async () => {
    const id = await aGroup({});
    expect((await ask('PUT', `/groups/${id}/members/${norrback}`)).status).toBe(204);
    expect((await ask('PUT', `/groups/${id}/members/${norrback}`)).status).toBe(204);
    await ask('PUT', `/groups/${id}/members/${people['bjorn']?.contactId}`);
    await ask('PATCH', `/groups/${id}`, { name: 'Kunder' });
    expect((await lists()).groups).toEqual([{ id, kind: 'own', name: 'Kunder', owner: null, shared: false, count: 2 }]);
    expect(await namesIn(id)).toEqual(['bjorn', 'Karin Norrbäck']);
    await ask('DELETE', `/groups/${id}`);
    expect([(await lists()).groups, (await ask('GET', `/groups/${id}/members`)).status]).toEqual([[], 404]);
    await ask('POST', `/groups/${id}/restore`);
    expect(await namesIn(id)).toEqual(['bjorn', 'Karin Norrbäck']);
    await ask('DELETE', `/groups/${id}/members/${norrback}`);
    expect(await namesIn(id)).toEqual(['bjorn']);
  });

  test('have names of their own, whatever the case; an empty one is none', async () => {
    await aGroup({});
    expect(await codeOf(ask('POST', '/groups', { name: 'NYCKELKUNDER' }))).toBe('contacts.nameTaken');
    expect((await ask('POST', '/groups', { name: '  ' })).status).toBe(400);
    expect((await ask('POST', '/groups', { name: 'x'.repeat(61) })).status).toBe(400);
    // Somebody else's may be called the same.
    expect((await ask('POST', '/groups', { name: 'Nyckelkunder' }, 'bjorn')).status).toBe(200);
  });

  test('are seen by colleagues where they are shared, and changed by their owner alone', async () => {
    const id = await aGroup({ shared: true });
    await ask('PUT', `/groups/${id}/members/${norrback}`);
    const own = ContactView.parse((await ask('POST', '/own-contacts', { name: 'Mormor', numbers: [] })).json());
    await ask('PUT', `/groups/${id}/members/${own.id}`);
    expect((await lists('bjorn')).groups).toMatchObject([{ id, kind: 'shared', owner: 'anna', count: 1 }]);
    // One's own contacts in it are not shared with it.
    expect([await namesIn(id, 'bjorn'), await namesIn(id)]).toEqual([['Karin Norrbäck'], ['Karin Norrbäck', 'Mormor']]);
    for (const [method, path, body] of [
      ['PATCH', `/groups/${id}`, { name: 'Mine' }],
      ['DELETE', `/groups/${id}`, undefined],
      ['PUT', `/groups/${id}/members/${people['anna']?.contactId}`, undefined],
      ['DELETE', `/groups/${id}/members/${norrback}`, undefined],
      ['POST', `/groups/${id}/restore`, undefined],
    ] as const)
      for (const as of ['bjorn', 'olga']) expect((await ask(method, path, body, as)).status).toBe(404);
    expect((await lists('olga')).groups).toEqual([]);
    await ask('PATCH', `/groups/${id}`, { name: 'Kunder', shared: false });
    expect((await lists('bjorn')).groups).toEqual([]);
  });

  test('take no contact of another organisation, nor an own one of somebody else', async () => {
    const id = await aGroup({});
    const theirs = ContactView.parse(
      (await ask('POST', '/own-contacts', { name: 'Farfar', numbers: [] }, 'bjorn')).json(),
    );
    for (const contactId of [foreign, theirs.id])
      expect((await ask('PUT', `/groups/${id}/members/${contactId}`)).status).toBe(404);
    expect(await namesIn(id)).toEqual([]);
  });

  test('tell one’s own windows of each change, and whoever watches the group or the list', async () => {
    const id = await aGroup({});
    await ask('PUT', `/groups/${id}/members/${norrback}`);
    expect(told).toEqual(
      Array.from({ length: 2 }, () => ({
        userId: idOf('anna'),
        event: { type: 'contacts.changed', contactId: null, own: false },
      })),
    );
    expect(new Set(changed)).toEqual(new Set([id, '00000000-0000-0000-0000-000000000000']));
    const state = feature.topics?.groups?.(organisationId, id, false);
    await ask('DELETE', `/groups/${id}`);
    expect(feature.topics?.groups?.(organisationId, id, false)?.rev).toBe((state?.rev ?? 0) + 1);
  });
});

describe('favourites, VIP and Blocked', () => {
  const put = async (contactId: ContactId, body: object, as = 'anna') =>
    ask('PUT', `/memberships/${contactId}`, body, as);

  test('are set and taken away, each for whoever did it', async () => {
    expect(Membership.parse((await put(norrback, { favourite: true, mark: 'vip' })).json())).toEqual({
      contactId: norrback,
      favourite: true,
      mark: 'vip',
      groups: [],
    });
    expect(await lists()).toMatchObject({ favourites: 1, vip: 1, blocked: 0 });
    expect(await lists('bjorn')).toMatchObject({ favourites: 0, vip: 0 });
    expect([await namesIn('favourites'), await namesIn('vip')]).toEqual([['Karin Norrbäck'], ['Karin Norrbäck']]);
    await put(norrback, { favourite: false });
    await put(norrback, { mark: null });
    expect(await lists()).toMatchObject({ favourites: 0, vip: 0, blocked: 0 });
    expect(told.map(({ event }) => event)).toContainEqual({
      type: 'contacts.changed',
      contactId: norrback,
      own: false,
    });
    expect((await put(foreign, { favourite: true })).status).toBe(404);
  });

  test('nobody is VIP and blocked: it is refused, or moved where that is said', async () => {
    await put(norrback, { mark: 'vip' });
    expect(await codeOf(put(norrback, { mark: 'blocked' }))).toBe('contacts.otherMark');
    expect(await namesIn('vip')).toEqual(['Karin Norrbäck']);
    await put(norrback, { mark: 'blocked', move: true });
    expect([await namesIn('vip'), await namesIn('blocked')]).toEqual([[], ['Karin Norrbäck']]);
  });

  test('the database itself holds nobody who is both', async () => {
    const row = { organisation_id: organisationId, user_id: idOf('anna'), contact_id: norrback, number: null };
    await db
      .insertInto('caller_mark')
      .values({ ...row, mark: 'vip' })
      .execute();
    await expect(
      db
        .insertInto('caller_mark')
        .values({ ...row, mark: 'blocked' })
        .execute(),
    ).rejects.toThrow('unique');
  });

  test('a bare number is blocked in any notation; an extension is the colleague', async () => {
    expect((await ask('PUT', '/marked-numbers', { number: '070-123 45 67', mark: 'blocked' })).json()).toEqual({
      number: '+46701234567',
      contactId: null,
    });
    await ask('PUT', '/marked-numbers', { number: '1002', mark: 'blocked' });
    expect(await namesIn('blocked')).toEqual(['bjorn', '+46701234567']);
    expect(await codeOf(ask('PUT', '/marked-numbers', { number: 'nobody', mark: 'vip' }))).toBe('contacts.noNumber');
    await ask('PUT', '/marked-numbers', { number: '+46701234567', mark: null });
    expect(await namesIn('blocked')).toEqual(['bjorn']);
  });

  test('a number whose contact is VIP is not blocked beside it', async () => {
    await put(norrback, { mark: 'vip' });
    expect(await codeOf(ask('PUT', '/marked-numbers', { number: '0920-12 34 00', mark: 'blocked' }))).toBe(
      'contacts.otherMark',
    );
    await ask('PUT', '/marked-numbers', { number: '0920-12 34 00', mark: 'blocked', move: true });
    expect([await namesIn('vip'), await namesIn('blocked')]).toEqual([[], ['+46920123400']]);
    expect(await codeOf(put(norrback, { mark: 'vip' }))).toBe('contacts.otherMark');
  });

  test('what is on screen is asked for together', async () => {
    const id = await aGroup({});
    await ask('PUT', `/groups/${id}/members/${norrback}`);
    await put(people['bjorn']?.contactId as ContactId, { favourite: true });
    const asked = [norrback, people['bjorn']?.contactId, foreign];
    const { memberships } = Memberships.parse((await ask('POST', '/memberships', { contactIds: asked })).json());
    expect(memberships).toHaveLength(2);
    expect(memberships).toContainEqual({ contactId: norrback, favourite: false, mark: null, groups: [id] });
    expect(memberships).toContainEqual(expect.objectContaining({ favourite: true, groups: [] }));
  });
});

describe('contacts of one’s own', () => {
  const mormor = {
    name: 'Mormor Ek',
    company: 'Hemma',
    numbers: [{ label: 'mobile', number: '070-999 99 99' }],
    mailAddress: 'mormor@example.se',
  };
  const added = async (body: object = mormor, as = 'anna') =>
    ContactView.parse((await ask('POST', '/own-contacts', body, as)).json());
  const found = async (q: string, as = 'anna') =>
    ContactPage.parse((await ask('GET', `/contacts?q=${encodeURIComponent(q)}`, undefined, as)).json()).contacts.map(
      ({ displayName, own }) => [displayName, own],
    );

  test('are found and opened by their owner, and are not there for anybody else', async () => {
    const { id, numbers, own } = await added();
    expect([numbers, own]).toEqual([[{ label: 'mobile', number: '+46709999999' }], true]);
    for (const q of ['mormor', 'ek mor', 'hemma', '0709999999']) {
      expect(await found(q)).toEqual([['Mormor Ek', true]]);
      expect(await found(q, 'bjorn')).toEqual([]);
    }
    const all = ContactPage.parse((await ask('GET', '/contacts')).json()).contacts.map((each) => each.displayName);
    expect(all).toEqual(['anna', 'bjorn', 'Karin Norrbäck', 'Mormor Ek']);
    expect(ContactPage.parse((await ask('GET', '/contacts', undefined, 'bjorn')).json()).contacts).toHaveLength(3);
    expect((await ask('GET', `/contacts/${id}`)).status).toBe(200);
    for (const [method, path, body] of [
      ['GET', `/contacts/${id}`, undefined],
      ['GET', `/contacts/${id}/card`, undefined],
      ['PUT', `/own-contacts/${id}`, mormor],
      ['DELETE', `/own-contacts/${id}`, undefined],
      ['PUT', `/memberships/${id}`, { favourite: true }],
    ] as const)
      expect([path, (await ask(method, path, body, 'bjorn')).status]).toEqual([path, 404]);
  });

  test('are changed; a number that is none is refused and changes nothing', async () => {
    const { id } = await added();
    expect(
      await codeOf(
        ask('PUT', `/own-contacts/${id}`, { ...mormor, name: 'Farmor', numbers: [{ label: 'work', number: 'x' }] }),
      ),
    ).toBe('contacts.noNumber');
    expect(await found('farmor')).toEqual([]);
    await ask('PUT', `/own-contacts/${id}`, { ...mormor, name: 'Farmor', mailAddress: null });
    expect([await found('farmor'), await found('mormor')]).toEqual([[['Farmor', true]], []]);
    for (const body of [{ name: '', numbers: [] }, { ...mormor, mailAddress: 'mormor' }, { name: 'x' }])
      expect((await ask('POST', '/own-contacts', body)).status).toBe(400);
  });

  test('the company’s contacts are not changed this way', async () => {
    expect((await ask('PUT', `/own-contacts/${norrback}`, mormor)).status).toBe(404);
    expect((await ask('DELETE', `/own-contacts/${norrback}`)).status).toBe(404);
    expect(await found('norrbäck')).toEqual([['Karin Norrbäck', false]]);
  });

  test('deleted ones are gone at once, and come back with their groups', async () => {
    const { id } = await added();
    const group = await aGroup({});
    await ask('PUT', `/groups/${group}/members/${id}`);
    await ask('PUT', `/memberships/${id}`, { favourite: true });
    await ask('DELETE', `/own-contacts/${id}`);
    expect([await found('mormor'), await namesIn(group), (await lists()).favourites]).toEqual([[], [], 0]);
    await ask('POST', `/own-contacts/${id}/restore`);
    expect([await found('mormor'), await namesIn('favourites')]).toEqual([[['Mormor Ek', true]], ['Mormor Ek']]);
    await ask('DELETE', `/own-contacts/${id}`);
    await sql`update contact set deleted_at = now() - interval '25 hours' where id = ${id}`.execute(db);
    expect((await ask('POST', `/own-contacts/${id}/restore`)).status).toBe(404);
    await feature.purge?.();
    expect(await db.selectFrom('contact').select('id').where('id', '=', id).execute()).toEqual([]);
  });

  test('name callers after the company’s; several who have the number are all named', async () => {
    const named = async (number: string, viewer: string) =>
      (await createContactByNumber(db)(organisationId, number, idOf(viewer)))?.name ?? null;
    await added();
    expect([await named('+46709999999', 'anna'), await named('+46709999999', 'bjorn')]).toEqual(['Mormor Ek', null]);
    await added({ name: 'Alva', numbers: mormor.numbers });
    expect(await named('+46709999999', 'anna')).toBe('Alva eller Mormor Ek');
    await added({ name: 'Mitt namn', numbers: [{ label: 'work', number: '+46920123400' }] });
    expect(await named('+46920123400', 'anna')).toBe('Karin Norrbäck');
  });

  test('vCards of a mail are read and stored by nobody but the person; any contact is written as one', async () => {
    const text = 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Per\r\nTEL:070-111 22 33\r\nEND:VCARD\r\n';
    const { cards } = ReadCards.parse((await ask('POST', '/own-contacts/read', { text })).json());
    expect(cards).toMatchObject([{ contact: { name: 'Per', numbers: [{ number: '+46701112233' }] } }]);
    expect(await found('per')).toEqual([]);
    const { id } = await added(cards[0]?.contact ?? {});
    expect((await ask('GET', `/contacts/${id}/card`)).text).toContain('TEL;TYPE=work:+46701112233');
    expect((await ask('GET', `/contacts/${norrback}/card`)).text).toContain('FN:Karin Norrbäck');
    expect((await ask('POST', '/own-contacts/read', { text: 'x'.repeat(90_001) })).status).toBe(400);
  });
});

describe('what a person’s groups say of a caller', () => {
  const outside = '+46920123400';
  const standing = (caller: { userId?: UserId; number?: string }, called = 'anna') =>
    feature.standingOf(organisationId, idOf(called), { userId: null, number: null, ...caller });

  test('by a contact’s number, a bare number, a colleague, a colleague’s number', async () => {
    expect(await standing({ number: outside })).toBe('none');
    await ask('PUT', `/memberships/${norrback}`, { mark: 'vip' });
    expect([await standing({ number: outside }), await standing({ number: outside }, 'bjorn')]).toEqual([
      'vip',
      'none',
    ]);
    await ask('PUT', '/marked-numbers', { number: '0701234567', mark: 'blocked' });
    expect(await standing({ number: '+46701234567' })).toBe('blocked');
    await ask('PUT', '/marked-numbers', { number: '1002', mark: 'blocked' });
    expect(await standing({ userId: idOf('bjorn') })).toBe('blocked');
    await ask('PUT', '/marked-numbers', { number: '1002', mark: null });
    await ask('PUT', '/marked-numbers', { number: '08-519 200 12', mark: 'blocked' });
    expect(await standing({ userId: idOf('bjorn') })).toBe('blocked');
  });

  test('by a contact of one’s own, as long as it is there', async () => {
    const body = { name: 'Säljare', numbers: [{ label: 'work', number: '+46701111111' }] };
    const { id } = ContactView.parse((await ask('POST', '/own-contacts', body)).json());
    await ask('PUT', `/memberships/${id}`, { mark: 'blocked' });
    expect([await standing({ number: '+46701111111' }), await standing({ number: '+46701111111' }, 'bjorn')]).toEqual([
      'blocked',
      'none',
    ]);
    await ask('DELETE', `/own-contacts/${id}`);
    expect(await standing({ number: '+46701111111' })).toBe('none');
  });
});

import type { TestDatabase } from '../../tests/fakes/database';
import { createTestDatabase } from '../../tests/fakes/database';
import { serveContacts } from '../../tests/fakes/contacts-server';
import type { ServedApp } from '../../tests/fakes/http-app';
import { addContact, addOrganisation, addUser } from '../../tests/fakes/organisation';
import { GroupList, GroupPage } from '../contract/contacts/groups';
import type { ContactId, GroupId } from '../contract/ids';
import { ContactView } from '../contract/people/people';
import type { Principal } from '../ports/principal';

let database: TestDatabase;
let served: ServedApp;
let norrback: ContactId;
const changed: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  const people: Record<string, Principal> = {};
  const fjallbo = await addOrganisation(db);
  for (const [name, organisation] of [
    ['anna', fjallbo],
    ['bjorn', fjallbo],
    ['olga', await addOrganisation(db, { name: 'Sjöbris' })],
  ] as const) {
    const { userId } = await addUser(db, organisation, { displayName: name });
    people[name] = { userId, organisationId: organisation.id, roles: ['user'], expiresAtMs: 0 };
  }
  norrback = await addContact(db, fjallbo, { displayName: 'Karin Norrbäck' });
  ({ served } = await serveContacts(db, people, { told: [], changed }));
});
afterAll(async () => {
  await served.close();
  await database.close();
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
const groups = async (as: string) => GroupList.parse((await ask('GET', '/groups', undefined, as)).json()).groups;

test('are made by administrators, seen by all, changed by nobody else; the log tells', async () => {
  const admin = (method: string, path: string, body?: unknown) =>
    ask(method, `/administration/groups${path}`, body, 'admin');
  expect((await ask('POST', '/administration/groups', { name: 'Support' })).status).toBe(403);
  const { id } = (await admin('POST', '', { name: 'Support' })).json() as { id: GroupId };
  expect((await admin('PUT', `/${id}/members/${norrback}`)).status).toBe(204);
  expect(await groups('bjorn')).toMatchObject([{ id, kind: 'company', name: 'Support', count: 1 }]);
  expect(await groups('olga')).toEqual([]);
  expect((await ask('DELETE', `/groups/${id}`, undefined, 'bjorn')).status).toBe(404);
  const own = ContactView.parse((await ask('POST', '/own-contacts', { name: 'Mormor', numbers: [] })).json());
  expect((await admin('PUT', `/${id}/members/${own.id}`)).status).toBe(404);
  await admin('PATCH', `/${id}`, { name: 'Kundtjänst' });
  await admin('DELETE', `/${id}`);
  expect(await groups('bjorn')).toEqual([]);
  await admin('POST', `/${id}/restore`);
  const { contacts } = GroupPage.parse((await ask('GET', `/groups/${id}/members`, undefined, 'bjorn')).json());
  expect(contacts.map(({ displayName }) => displayName)).toEqual(['Karin Norrbäck']);
  const rows = await database.db.selectFrom('audit').select('action').where('object_id', '=', id).execute();
  expect(rows.map(({ action }) => action).toSorted()).toEqual([
    'group.added',
    'group.added',
    'group.changed',
    'group.changed',
    'group.removed',
  ]);
  expect(changed).toContain(id);
});

test('are a file for administrators, a line for each member and one for a group without', async () => {
  const empty = await ask('POST', '/administration/groups', { name: 'Tom' }, 'admin');
  expect(empty.status).toBe(200);
  const path = '/administration/groups.csv?language=en';
  expect((await ask('GET', path)).status).toBe(403);
  const { text } = await ask('GET', path, undefined, 'admin');
  expect(text.replace('\ufeff', '').split('\r\n')).toEqual([
    'Group,Name,Company,Extension,Numbers',
    'Kundtjänst,Karin Norrbäck,,,',
    'Tom,,,,',
    '',
  ]);
});

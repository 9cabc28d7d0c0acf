import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import type { TestDatabase } from '../fakes/database';
import { createTestDatabase } from '../fakes/database';
import type { TestOrganisation } from '../fakes/organisation';
import { addContact, addOrganisation, addUser } from '../fakes/organisation';
import { serveApp, type ServedApp } from '../fakes/http-app';
import { storedDirectory } from '../fakes/stored-directory';
import { createHistoryRoutes, largeHistoryRequests } from '../../src/history/routes';
import { createHistoryStore } from '../../src/history/store';
import { systemClock as clock } from '../../src/time/system-clock';
import type { OrganisationId } from '../../src/contract/ids';
import { ContactPage, ContactView, Me } from '../../src/contract/people/people';
import { Settings, defaultSettings } from '../../src/contract/settings/settings';
import { Versions } from '../../src/contract/support/versions';
import type { Principal } from '../../src/ports/principal';
import { createLogger } from '../../src/logger';
import { contactMatches } from '../../src/people/contact-matches';
import { createPeopleRoutes } from '../../src/people/routes';
import { createPeopleStores } from '../../src/people/store';
import { createChangeSettings } from '../../src/settings/change-settings';
import { createSettingsRoutes } from '../../src/settings/routes';
import { createSettingsStore } from '../../src/settings/store';
import { longestDeletion } from '../../src/contract/history/history';
import { createHealth } from '../../src/support/health';
import { Health } from '../../src/contract/support/health';
import { createLogBundle } from '../../src/support/log-bundle';
import { createSupportRoutes, largeSupportRequests } from '../../src/support/routes';
import { readVersions } from '../../src/support/versions';

let database: TestDatabase;
let served: ServedApp;
const people: Record<string, Principal> = {};
let strangerId: string;
const toUser = jest.fn();

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  const person = async (name: string, organisation: TestOrganisation, number: string) => {
    const { userId } = await addUser(db, organisation, {
      displayName: name,
      ownNumbers: [{ number, label: 'Kontor' }],
    });
    people[name] = { organisationId: organisation.id, userId, roles: ['user'], expiresAtMs: 0 };
  };
  const fjallbo = await addOrganisation(db, { name: 'Fjällbo' });
  const other = await addOrganisation(db, { name: 'Other' });
  await person('anna', fjallbo, '+4684000001');
  await person('bjorn', fjallbo, '+4684000002');
  await person('olga', other, '+4684000003');
  await addContact(db, fjallbo, { displayName: 'Kund Karlsson', company: 'Hemligt AB' });
  strangerId = await addContact(db, other, { displayName: 'Other Person' });

  const { logger, ring } = createLogger({ level: 'silent' });
  const settingsOf = (id: OrganisationId) => createSettingsStore(db, id);
  const historyOf = ({ organisationId, userId }: Pick<Principal, 'organisationId' | 'userId'>) =>
    createHistoryStore({ db, contactMatches }, organisationId, userId);
  const versions = await readVersions({
    packageRoot: resolve(__dirname, '../..'),
    database: 'PostgreSQL',
    switch: 'embedded',
  });
  served = await serveApp({
    routers: [
      createPeopleRoutes({
        ...storedDirectory(createPeopleStores(db, () => [4])),
        lineOf: (userId) => (userId === people['bjorn']?.userId ? 'inCall' : 'idle'),
      }),
      createHistoryRoutes({ historyOf, publisher: { toUser } }),
      createSettingsRoutes({
        settingsOf,
        changeSettings: createChangeSettings({
          settingsOf,
          publisher: { toUser },
          numberToShow: { change: (_userId, write) => write() },
        }),
      }),
      createSupportRoutes({
        versions,
        logBundle: createLogBundle({ versions, config: {}, ring, clock }),
        health: createHealth({
          ...{ db, clock, versions },
          devices: { reachableOf: () => [1] },
          calls: { callsOf: () => [{ id: 'the same' }] },
          backlogOf: () => Promise.resolve({ waiting: 0, oldestMs: null, failed: 0 }),
          keysOf: () => ({ count: 2, readAtMs: 5, failedAtMs: null }),
          windowsOf: () => [{ version: null, count: 1 }],
        }),
      }),
    ],
    authenticate: async (token) => people[token] as Principal,
    largeRequests: {
      ...largeHistoryRequests,
      '/log-bundle': { ...largeSupportRequests['/log-bundle'], limit: { points: 2, seconds: 60 } },
    },
    logger,
  });
});
afterAll(async () => {
  await served.close();
  await database.close();
});

const get = (path: string, as = 'anna') => fetch(served.url + path, { headers: { authorization: `Bearer ${as}` } });
const send = (method: string, path: string, body: unknown, as = 'anna') =>
  fetch(served.url + path, {
    method,
    body: JSON.stringify(body),
    headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
  });

test('me', async () => {
  const me = Me.parse(await (await get('/api/me')).json());
  expect(me).toMatchObject({
    user: { displayName: 'anna', numbers: ['+4684000001'] },
    organisation: { name: 'Fjällbo' },
    roles: ['user'],
  });
});

test('contacts: the directory by page, with line states of colleagues only', async () => {
  const first = ContactPage.parse(await (await get('/api/contacts?limit=2')).json());
  const second = ContactPage.parse(
    await (await get(`/api/contacts?limit=2&after=${encodeURIComponent(first.next ?? '')}`)).json(),
  );
  expect([...first.contacts, ...second.contacts].map(({ displayName, line }) => [displayName, line])).toEqual([
    ['anna', 'idle'],
    ['bjorn', 'inCall'],
    ['Kund Karlsson', null],
  ]);
  expect(second.next).toBeNull();
});

test('contacts: search, and one by its id', async () => {
  const { contacts, next } = ContactPage.parse(await (await get('/api/contacts?q=hemligt')).json());
  expect([contacts.map(({ displayName }) => displayName), next]).toEqual([['Kund Karlsson'], null]);
  expect(ContactView.parse(await (await get(`/api/contacts/${contacts[0]?.id}`)).json())).toEqual(contacts[0]);
});

test.each(['limit=0', 'limit=201', 'limit=x', `q=${'x'.repeat(101)}`, 'after=x', 'q=a&q=b'])(
  'contacts?%s is refused',
  async (query) => expect((await get(`/api/contacts?${query}`)).status).toBe(400),
);

test.each([
  '/api/contacts?q=a%00',
  '/api/contacts?after=a%00',
  '/api/contacts/%00',
  '/api/contacts?after=WyJcdWQ4MDAiLCIxMTExMTExMS0xMTExLTQxMTEtODExMS0xMTExMTExMTExMTEiXQ',
])('%s is refused', async (path) => {
  expect((await get(path)).status).toBe(400);
});

test('another organisation’s contact is not there, and looks as one that never was', async () => {
  const theirs = await get(`/api/contacts/${strangerId}`);
  const nobodys = await get('/api/contacts/11111111-1111-4111-8111-111111111111');
  expect([theirs.status, await theirs.json()]).toEqual([404, await nobodys.json()]);
  expect((await get('/api/contacts/1')).status).toBe(400);
});

test('settings: read and changed, keys checked', async () => {
  expect(Settings.parse(await (await get('/api/settings')).json())).toEqual(defaultSettings);
  expect(await (await send('PATCH', '/api/settings', { language: 'sv', numberToShow: '+4684000001' })).json()).toEqual({
    ...defaultSettings,
    language: 'sv',
    numberToShow: '+4684000001',
  });
  expect(toUser).toHaveBeenCalledTimes(1);
  expect(await (await send('PATCH', '/api/settings', { numberToShow: '+4684000002' })).json()).toMatchObject({
    status: 403,
    code: 'call.numberNotYours',
  });
  for (const body of [{ language: 'xx' }, { volume: 3 }, { numberToShow: 1 }, []])
    expect((await send('PATCH', '/api/settings', body)).status).toBe(400);
  expect(await (await get('/api/settings', 'bjorn')).json()).toEqual(defaultSettings);
});

test('settings: a time zone is one that can be counted in', async () => {
  for (const timeZone of ['America/New_York', 'organisation', null])
    expect(await (await send('PATCH', '/api/settings', { timeZone }, 'olga')).json()).toEqual({
      ...defaultSettings,
      timeZone,
    });
  for (const timeZone of ['Europe/Atlantis', '', '+02:00', 5, 'x'.repeat(100)])
    expect((await send('PATCH', '/api/settings', { timeZone }, 'olga')).status).toBe(400);
});

test('calls looked at: told to every window, only one’s own', async () => {
  const callId = '11111111-1111-4111-8111-111111111111';
  toUser.mockClear();
  expect((await send('POST', '/api/history/seen', { callIds: [callId] })).status).toBe(204);
  // Of ids that are not in the own list, nothing is told.
  expect(toUser).toHaveBeenCalledWith(people['anna']?.organisationId, people['anna']?.userId, {
    type: 'history.seen',
    callIds: [],
    untilMs: null,
  });
  expect((await send('POST', '/api/history/seen', { upTo: callId })).status).toBe(404);
  for (const body of [{}, { callIds: [] }, { callIds: ['x'] }, { upTo: 5 }])
    expect((await send('POST', '/api/history/seen', body)).status).toBe(400);
});

test('health: real figures of the organisation, for administrators only', async () => {
  expect((await get('/api/administration/health')).status).toBe(403);
  people['eva'] = { ...(people['anna'] as Principal), roles: ['user', 'administrator'] };
  const health = Health.parse(await (await get('/api/administration/health', 'eva')).json());
  // Two people with a device each, in one call.
  expect(health).toMatchObject({ switch: { devices: 2, calls: 1 }, keys: { count: 2 }, jobs: { waiting: 0 } });
  expect(health.database.answeredInMs).toBeGreaterThan(0);
  expect(health.database.bytes).toBeGreaterThan(1_000_000);
  expect(health.startedAtMs).toBeLessThan(Date.now());
});

test('versions and the log bundle', async () => {
  expect(Versions.parse(await (await get('/api/versions')).json()).switch).toBe('embedded');
  const response = await send('POST', '/api/log-bundle', { lines: ['token=abc', 'called +46701234567'] });
  expect(response.headers.get('content-disposition')).toBe('attachment; filename=vaxel-log.json');
  expect(await response.json()).toMatchObject({
    window: ['token=[secret]', 'called +•••••••••67'],
    user: { userId: people['anna']?.userId },
  });
  expect((await send('POST', '/api/log-bundle', { lines: 'x' })).status).toBe(400);
  // Before its body is read.
  expect((await send('POST', '/api/log-bundle', 'x'.repeat(100_000))).status).toBe(429);
});

test('as many calls can be deleted at once as the contract says, and not one more', async () => {
  const deletion = (count: number) =>
    send('POST', '/api/history/delete', { callIds: Array.from({ length: count }, () => randomUUID()) });
  expect((await deletion(longestDeletion)).status).toBe(200);
  expect((await deletion(longestDeletion + 1)).status).toBe(400);
});

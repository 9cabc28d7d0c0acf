import { randomUUID } from 'node:crypto';
import { callClasses } from '../../../src/contract/rules/classes';
import { demoOrganisations } from '../../../src/local/demo/organisations';
import { demoUserId } from '../../../src/local/demo/ids';
import { addToHistory } from '../../fakes/history-row';
import { addUser } from '../../fakes/organisation';
import { aPng } from '../../fakes/pictures';
import { createWorld, type World } from './world';

/**
 * Somebody of Sjöbris with a client of her own: each request is one that is right, of what is hers, in which each id,
 * however deep, is replaced by each id that Fjällbo has, one at a time. It has to be answered as one with an id that
 * nobody has, and to change nothing there; at last it is sent as it was, to show that it was right.
 */
let world: World;
let theirs: readonly string[];
beforeAll(async () => {
  world = await createWorld();
  theirs = await idsOf(world.fjallbo);
});
afterAll(() => world.close());

const photo = aPng(96, 96).toString('base64');
const uuid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;

/** One id of each table and column. */
async function idsOf(organisationId: string): Promise<string[]> {
  const ids = new Map<string, string>([['organisation', organisationId]]);
  for (const table of world.everyRow.tables)
    for (const row of await world.everyRow.rows(table, organisationId))
      for (const [column, value] of Object.entries(row))
        if (typeof value === 'string' && value.length === 36 && value.search(uuid) === 0)
          ids.set(column === 'organisation_id' ? 'organisation' : `${table} ${column}`, value);
  return [...new Set(ids.values())];
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

async function send({ method, path, body }: Asked) {
  const headers = { authorization: 'Bearer olga', 'content-type': 'application/json' };
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const response = await fetch(`${world.url}/api${path}`, init);
  const text = await response.text();
  return { status: response.status, code: /"code":"([\w.]+)"/.exec(text)?.[1] ?? '', text };
}

const made = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
  const answer = await send({ method, path, ...(body === undefined ? {} : { body }) });
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`);
  return (answer.text === '' ? null : JSON.parse(answer.text)) as T;
};

/** The request with its `place`-th id replaced; null: it has no more. */
function replaced(asked: Asked, place: number, id: string): Asked | null {
  let nr = -1;
  let isThere = false;
  const text = JSON.stringify(asked).replaceAll(uuid, (own) => {
    nr += 1;
    if (nr === place) isThere = true;
    return nr === place ? id : own;
  });
  return isThere ? (JSON.parse(text) as Asked) : null;
}

async function attack(asked: Asked, isOwnChoice: (place: number) => boolean = () => false): Promise<string[]> {
  const before = await world.everyRow.everything(world.fjallbo);
  const wrong: string[] = [];
  for (let place = 0; replaced(asked, place, randomUUID()) !== null; place += 1) {
    if (isOwnChoice(place)) continue;
    const absent = await send(replaced(asked, place, randomUUID()) ?? asked);
    for (const id of theirs) {
      const answer = await send(replaced(asked, place, id) ?? asked);
      if (answer.status !== absent.status || answer.code !== absent.code)
        wrong.push(`id ${place} as ${id}: ${answer.status} ${answer.code}, of nobody ${absent.status} ${absent.code}`);
    }
  }
  const now = await world.everyRow.everything(world.fjallbo);
  wrong.push(
    ...Object.keys(now)
      .filter((table) => now[table] !== before[table])
      .map((table) => `changed ${table}`),
  );
  const right = await send(asked);
  if (right.status >= 300) wrong.push(`as it was: ${right.status} ${right.text}`);
  return wrong;
}

/** Of Sjöbris' own rows none names what is Fjällbo's. */
async function namesNothingOfTheirs(): Promise<void> {
  const named: string[] = [];
  for (const table of world.everyRow.tables.filter((each) => each !== 'audit'))
    for (const row of await world.everyRow.rows(table, world.sjobris))
      if (theirs.some((id) => JSON.stringify(row).includes(id))) named.push(`${table}: ${JSON.stringify(row)}`);
  expect(named).toEqual([]);
}

test('no id of another organisation gets anywhere, in whichever place of a request that is right', async () => {
  const sjobris = demoOrganisations.find(({ key }) => key === 'sjobris');
  if (sjobris === undefined) throw new Error('no Sjöbris');
  const [olga, per] = [world.olga.userId, demoUserId(sjobris, { key: 'per' })];
  const users = await world.everyRow.rows('app_user', world.sjobris);
  const contactOf = (id: string): string => String(users.find((row) => row['id'] === id)?.['contact_id']);
  const { activities } = await made<{ activities: { id: string; key: string }[] }>('GET', '/activities');
  const activity = (key: string): string => activities.find((each) => each.key === key)?.id ?? '';
  const group = await made<{ id: string }>('POST', '/groups', { name: 'Egen' });
  const company = await made<{ id: string }>('POST', '/administration/groups', { name: 'Bolagets' });
  const contact = await made<{ id: string }>('POST', '/own-contacts', {
    name: 'Egen kontakt',
    numbers: [{ label: 'mobile', number: '+46701740699' }],
  });
  const role = await made<{ id: string }>('POST', '/calendar/roles', {
    name: 'Roll',
    number: null,
    rings: { windows: true, deskPhones: true, mobile: false },
    numbers: null,
    activityIds: [activity('lunch')],
  });
  const entry = {
    title: 'Möte',
    activityId: activity('meeting'),
    roleId: role.id,
    message: '',
    from: '2031-03-04T08:00',
    to: '2031-03-04T09:00',
    zone: 'Europe/Stockholm',
    repeat: null,
  };
  await made('POST', '/calendar', entry);
  // Another one, which nothing changes before it is taken back.
  const another = { ...entry, from: '2031-04-04T08:00', to: '2031-04-04T09:00' };
  const change = await made<{ changeId: string }>('POST', '/calendar', another);
  const { occurrences } = await made<{ occurrences: { scheduleId: string; at: string; revision: number }[] }>(
    'GET',
    '/calendar?from=2031-03-04&to=2031-03-05&zone=Europe/Stockholm',
  );
  const planned = occurrences[0];
  const { revision } = await made<{ revision: number }>('GET', '/rules');
  const house = await made<{ revision: number }>('GET', '/administration/rules');
  const rights = await made<{ revision: number }>('GET', '/administration/rights');
  const rule = {
    id: randomUUID(),
    name: 'Till Per',
    on: true,
    when: { activities: [activity('lunch')], lines: [], callers: [], times: [], calledNumbers: [] },
    actions: [{ do: 'forward', target: { kind: 'user', userId: per }, forS: 20 }],
  };
  const tried = {
    callerNumber: null,
    callerUserId: per,
    calledUserId: olga,
    atMs: null,
    activityId: activity('lunch'),
  };
  const requests: readonly (Asked & { readonly own?: readonly number[] })[] = [
    { method: 'PUT', path: `/groups/${group.id}/members/${contactOf(per)}` },
    { method: 'PUT', path: `/administration/groups/${company.id}/members/${contactOf(per)}` },
    { method: 'DELETE', path: `/administration/groups/${company.id}/members/${contactOf(per)}` },
    { method: 'PATCH', path: `/groups/${group.id}`, body: { name: 'Annat namn', shared: true } },
    { method: 'PUT', path: `/memberships/${contactOf(per)}`, body: { favourite: true, mark: 'vip' } },
    { method: 'POST', path: '/memberships', body: { contactIds: [contactOf(per), contact.id] } },
    { method: 'PUT', path: `/free-watches/${per}` },
    { method: 'PUT', path: '/activities/delegates', body: { userIds: [per] } },
    {
      method: 'PUT',
      path: '/activities/shortcuts',
      body: { shortcuts: [{ activityId: activity('lunch'), end: null }] },
    },
    {
      method: 'PUT',
      path: '/administration/activities/order',
      body: { activityIds: activities.slice(0, 2).map(({ id }) => id) },
    },
    {
      method: 'PUT',
      path: '/administration/activities/defaults',
      body: { shortcuts: [{ activityId: activity('lunch'), end: null }], codePrefix: '*23*' },
    },
    { method: 'PUT', path: `/calendar/roles/${role.id}`, body: { ...roleBody, activityIds: [activity('meeting')] } },
    { method: 'POST', path: '/calendar', body: entry },
    {
      method: 'PUT',
      path: `/calendar/${planned?.scheduleId}`,
      body: { ...entry, title: 'Annat', scope: 'this', at: planned?.at, revision: planned?.revision },
    },
    { method: 'POST', path: '/calendar/undo', body: { changeId: change.changeId } },
    // An id of a rule is the client's own choice, and known in its own list only.
    { method: 'PUT', path: '/rules', body: { revision, rules: [rule] }, own: [0] },
    { method: 'PUT', path: '/administration/rules', body: { revision: house.revision, rules: [rule] }, own: [0] },
    {
      method: 'PUT',
      path: '/administration/rights',
      body: {
        ...rightsBody,
        ...{ revision: rights.revision, userIds: [per], callerIds: [olga], classes: classesOf(per) },
      },
    },
    { method: 'POST', path: '/rules/try', body: tried },
    { method: 'POST', path: '/administration/rules/try', body: tried },
    { method: 'PATCH', path: `/administration/people/${per}`, body: { department: 'Hamnen' } },
    {
      method: 'POST',
      path: '/administration/people/bulk',
      body: { userIds: [per, olga], change: { role: 'Kapten' }, preview: false },
    },
    { method: 'DELETE', path: `/own-contacts/${contact.id}` },
    { method: 'DELETE', path: `/groups/${group.id}` },
    { method: 'POST', path: `/administration/people/${per}/deactivate`, body: { callsTo: olga, reason: '' } },
    { method: 'POST', path: `/administration/people/${per}/reactivate`, body: {} },
  ];
  const wrong: Record<string, string[]> = {};
  for (const { own = [], ...asked } of requests) {
    const found = await attack(asked, (place) => own.includes(place));
    if (found.length > 0) wrong[`${asked.method} ${asked.path}`] = found.slice(0, 6);
  }
  expect(wrong).toEqual({});
  await namesNothingOfTheirs();
});

/** An import of Sjöbris that rests in a state; the file of one that is asked for anew holds nothing. */
async function importIn(state: 'ready' | 'applied'): Promise<string> {
  const id = randomUUID();
  await world.database.pool.query(
    `insert into import (id, organisation_id, file_name, state, received, created_by, applied_at)
     values ($1, $2, 'egen.csv', $3, true, $4, case when $3 = 'applied' then now() end)`,
    [id, world.sjobris, state, world.olga.userId],
  );
  return id;
}

const sjobrisAs = () => ({ id: world.sjobris, tenantId: '' });

/** A call of Olga's that is over, and that she may ask about. */
async function callOfOlga(): Promise<string> {
  const id = await addToHistory(world.database.db, sjobrisAs(), {
    userId: world.olga.userId,
    startedAt: 1,
    endedAt: 2,
  });
  const party = { userId: null, contactId: null, name: null, number: null };
  const data = { id, caller: party, callee: { ...party, userId: world.olga.userId }, left: [], legs: [], trace: [] };
  await world.database.pool.query('update call set data = $2 where id = $1', [
    id,
    JSON.stringify({ ...data, answeredAtMs: null, endReason: 'noAnswer' }),
  ]);
  return id;
}

/** Somebody of Sjöbris who asks to be let in. */
async function accountThatAsks(): Promise<string> {
  const id = randomUUID();
  await world.database.pool.query(
    `insert into link_request (organisation_id, entra_object_id, display_name) values ($1, $2, 'Ny Kollega')`,
    [world.sjobris, id],
  );
  return id;
}

test('nor of an import, a file, a photo, a call or whoever asks to be let in', async () => {
  const [users, call] = [await world.everyRow.rows('app_user', world.sjobris), await callOfOlga()];
  const [per] = users.filter((row) => row['id'] !== world.olga.userId);
  const own = await made<{ id: string }>('POST', '/own-contacts', { name: 'Med bild', numbers: [], photo });
  const change = await made<{ deletionId: string }>('POST', '/history/delete', { callIds: [call] });
  const [ready, thrown, applied] = [await importIn('ready'), await importIn('ready'), await importIn('applied')];
  const [asks, others] = [await accountThatAsks(), await accountThatAsks()];
  const colleague = per?.['contact_id'] as string;
  const requests: readonly Asked[] = [
    { method: 'GET', path: `/administration/imports/${applied}` },
    { method: 'GET', path: `/administration/imports/${ready}/lines?outcome=missing` },
    { method: 'GET', path: `/administration/imports/${ready}/report.csv` },
    { method: 'DELETE', path: `/administration/imports/${thrown}` },
    { method: 'POST', path: `/administration/imports/${applied}/undo` },
    { method: 'PUT', path: `/administration/contacts/${colleague}/photo`, body: { photo } },
    { method: 'GET', path: `/contacts/${colleague}/photo` },
    { method: 'GET', path: `/contacts/${own.id}/photo` },
    { method: 'GET', path: `/contacts/${own.id}/card` },
    { method: 'PUT', path: `/own-contacts/${own.id}`, body: { name: 'Utan bild', numbers: [], photo: null } },
    { method: 'POST', path: '/history/restore', body: { deletionId: change.deletionId } },
    { method: 'GET', path: `/calls/${call}/why` },
    { method: 'GET', path: `/administration/calls/${call}/why` },
    { method: 'GET', path: `/administration/people/${String(per?.['id'])}/calls` },
    { method: 'GET', path: `/administration/people/${String(per?.['id'])}/personal-data?as=json` },
    { method: 'GET', path: `/administration/people/${String(per?.['id'])}/personal-data?as=csv` },
    {
      method: 'POST',
      path: `/administration/links/${asks}/accept`,
      body: { userId: await withoutAccount() },
    },
    { method: 'POST', path: `/administration/links/${others}/refuse` },
    { method: 'DELETE', path: `/administration/people/${String(per?.['id'])}/personal-data` },
  ];
  const wrong: Record<string, string[]> = {};
  for (const asked of requests) {
    const found = await attack(asked);
    if (found.length > 0) wrong[`${asked.method} ${asked.path}`] = found.slice(0, 6);
  }
  expect(wrong).toEqual({});
  await namesNothingOfTheirs();
});

/** Somebody who is in Sjöbris without a Microsoft account. */
async function withoutAccount(): Promise<string> {
  const { userId } = await addUser(world.database.db, sjobrisAs(), { displayName: 'Utan Konto', extension: '2099' });
  return userId;
}

const roleBody = {
  name: 'Roll',
  number: null,
  rings: { windows: true, deskPhones: true, mobile: false },
  numbers: null,
};
const classesOf = (userId: string) =>
  Object.fromEntries(
    callClasses.map((each) => [each, { who: 'chosen', userIds: [userId], offHours: 'chosen', offHoursIds: [userId] }]),
  );
const rightsBody = {
  forwarders: 'chosen',
  countries: ['SE'],
  callers: 'chosen',
  callCountries: ['SE'],
  openHours: [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '17:00' }],
  publicHolidays: false,
  closedDays: [],
  siteNumber: null,
  helpToldIds: [],
  pickers: 'chosen',
  pickerIds: [],
  barred: [],
  callsAtOnce: 10,
  abroadAnHour: 10,
  ...{ minutesADay: 10, minutesOfPerson: 10, newADay: 10, newOfPerson: 10 },
};

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { TestDatabase } from '../../tests/fakes/database';
import { createTestDatabase } from '../../tests/fakes/database';
import type { TestOrganisation } from '../../tests/fakes/organisation';
import { createFakeClock } from '../../tests/fakes/clock';
import { anna as lind } from '../../tests/fakes/exchange';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import type { DeviceId, OrganisationId, UserId } from '../contract/ids';
import { defaultSettings } from '../contract/settings/settings';
import type { Principal } from '../ports/principal';
import type { ChangeSettings } from './change-settings';
import { createKeepTimeZone } from './browser-time-zone';
import { createChangeSettings } from './change-settings';
import { createNumbersToShow } from './number-to-show';
import { createSettingsStore } from './store';
import { createStoredNumbers } from './stored-numbers';

let database: TestDatabase;
let organisation: TestOrganisation;
let anna: Principal;
let change: ChangeSettings;
const toUser = jest.fn();
const settingsOf = (id: OrganisationId) => createSettingsStore(database.db, id);
const read = () => settingsOf(organisation.id).read(anna.userId);
let serial = 0;
const newNumber = () => `+4684${String((serial += 1)).padStart(6, '0')}`;

async function person(numbers: readonly string[]): Promise<Principal> {
  const { userId } = await addUser(database.db, organisation, {
    ownNumbers: numbers.map((number) => ({ number, label: 'Kontor' })),
  });
  return { organisationId: organisation.id, userId, roles: ['user'], expiresAtMs: 0 };
}

beforeAll(async () => {
  database = await createTestDatabase();
  organisation = await addOrganisation(database.db);
});
afterAll(() => database.close());
beforeEach(async () => {
  toUser.mockClear();
  anna = await person(['+46700000000', newNumber()].slice(1));
  change = createChangeSettings({
    settingsOf,
    publisher: { toUser },
    numberToShow: { change: (_userId, write) => write() },
  });
});
const numberOf = async (userId: UserId) => (await settingsOf(organisation.id).numbersOf(userId))[0] ?? '';

test('a new user has the defaults', async () => expect(await read()).toEqual(defaultSettings));

test('only the given keys change, and every window is told the whole', async () => {
  const mine = await numberOf(anna.userId);
  await change(anna, { numberToShow: mine });
  expect(await change(anna, { language: 'en' })).toEqual({ ...defaultSettings, language: 'en', numberToShow: mine });
  expect(await read()).toEqual({ ...defaultSettings, language: 'en', numberToShow: mine });
  expect(toUser).toHaveBeenLastCalledWith(organisation.id, anna.userId, {
    type: 'settings',
    settings: { ...defaultSettings, language: 'en', numberToShow: mine },
  });
});

test('a key can be taken back', async () => {
  await change(anna, { language: 'sv', numberToShow: 'anonymous' });
  expect(await change(anna, { language: null })).toEqual({
    ...defaultSettings,
    language: null,
    numberToShow: 'anonymous',
  });
});

test('a changed number to show is what the calls show from then on', async () => {
  const logger = { debug() {}, info() {}, warn() {}, error() {} };
  const numberToShow = createNumbersToShow({
    stored: createStoredNumbers(database.db),
    clock: createFakeClock(),
    logger,
  });
  change = createChangeSettings({ settingsOf, publisher: { toUser }, numberToShow });
  const mine = await numberOf(anna.userId);
  const shown = () => numberToShow.of({ ...lind, userId: anna.userId, numbers: [mine] }, null).shown;
  await change(anna, { numberToShow: 'anonymous' });
  await numberToShow.load();
  expect(shown()).toBeNull();
  await change(anna, { numberToShow: null });
  expect(shown()).toBe(mine);
  await change(anna, { numberToShow: 'anonymous', language: 'sv' });
  expect(shown()).toBeNull();
});

test('an empty change changes nothing', async () => {
  await change(anna, { language: 'sv' });
  expect(await change(anna, {})).toEqual({ ...defaultSettings, language: 'sv', numberToShow: null });
});

test('another person’s number cannot be shown', async () => {
  const bjorn = await person([newNumber()]);
  for (const number of [
    await numberOf(bjorn.userId),
    '+46112',
    '',
    'Anonymous',
    '%',
    `${await numberOf(anna.userId)} `,
  ]) {
    await expect(change(anna, { language: 'en', numberToShow: number })).rejects.toMatchObject({
      code: 'call.numberNotYours',
    });
  }
  expect(await read()).toEqual(defaultSettings);
  expect(toUser).not.toHaveBeenCalled();
});

test('a number that was taken away from the user is not shown any more', async () => {
  await change(anna, { numberToShow: await numberOf(anna.userId) });
  await database.db.deleteFrom('user_number').where('user_id', '=', anna.userId).execute();
  expect(await read()).toEqual(defaultSettings);
});

test('windows that change different keys at once both win', async () => {
  await Promise.all([change(anna, { language: 'sv' }), change(anna, { numberToShow: 'anonymous' })]);
  expect(await read()).toEqual({ ...defaultSettings, language: 'sv', numberToShow: 'anonymous' });
});

test('another organisation’s store neither reads nor writes them', async () => {
  await change(anna, { language: 'sv' });
  const other = await addOrganisation(database.db);
  expect(await settingsOf(other.id).read(anna.userId)).toEqual(defaultSettings);
  expect(await settingsOf(other.id).numbersOf(anna.userId)).toEqual([]);
});

async function deviceOf({ organisationId, userId }: Principal): Promise<DeviceId> {
  const id = randomUUID() as DeviceId;
  await database.db
    .insertInto('device')
    .values({
      id,
      organisation_id: organisationId,
      user_id: userId,
      window_id: randomUUID(),
      kind: 'deskPhone',
      label: 'Desk',
    })
    .execute();
  return id;
}

test('calls can be made from a device of one’s own, from the mobile, or from the window again', async () => {
  const desk = await deviceOf(anna);
  expect(await change(anna, { callFrom: desk })).toEqual({ ...defaultSettings, callFrom: desk });
  expect(await change(anna, { callFrom: 'mobile' })).toEqual({ ...defaultSettings, callFrom: 'mobile' });
  expect(await change(anna, { callFrom: null })).toEqual(defaultSettings);
});

test('calls cannot be made from another person’s device, nor from one of another organisation', async () => {
  const sjobris = await addOrganisation(database.db);
  const { userId } = await addUser(database.db, sjobris);
  const strangers = [
    await deviceOf(await person([])),
    await deviceOf({ ...anna, organisationId: sjobris.id, userId }),
    randomUUID() as DeviceId,
  ];
  for (const device of strangers)
    await expect(change(anna, { language: 'en', callFrom: device })).rejects.toMatchObject({ code: 'device.notFound' });
  expect(await read()).toEqual(defaultSettings);
  expect(toUser).not.toHaveBeenCalled();
});

test('a device that is gone is not called from any more', async () => {
  await change(anna, { callFrom: await deviceOf(anna) });
  await database.db.deleteFrom('device').where('user_id', '=', anna.userId).execute();
  expect(await read()).toEqual(defaultSettings);
});

test('shortcuts replace each other as a whole', async () => {
  await change(anna, { shortcuts: { mute: 'Ctrl+Shift+M', hold: null } });
  expect(await read()).toEqual({ ...defaultSettings, shortcuts: { mute: 'Ctrl+Shift+M', hold: null } });
  expect(await change(anna, { shortcuts: {} })).toEqual(defaultSettings);
});

test('shortcuts that this version does not know read as delivered', async () => {
  await change(anna, { language: 'sv' });
  await database.db
    .updateTable('user_setting')
    .set({ shortcuts: JSON.stringify({ dance: 'Ctrl+D' }) })
    .where('user_id', '=', anna.userId)
    .execute();
  expect(await read()).toEqual({ ...defaultSettings, language: 'sv' });
});

test('notifications are on, off, or not spoken of', async () => {
  expect((await change(anna, { notifications: false })).notifications).toBe(false);
  expect(await read()).toEqual({ ...defaultSettings, notifications: false });
  expect(await change(anna, { notifications: null })).toEqual(defaultSettings);
});

test('the zone of the last browser is kept, once for each change', async () => {
  const keep = createKeepTimeZone(database.db, { warn: fail });
  const stored = () =>
    database.db
      .selectFrom('user_setting')
      .select('browser_time_zone')
      .where('user_id', '=', anna.userId)
      .executeTakeFirst();
  await change(anna, { language: 'sv' });
  for (const zone of ['Europe/Stockholm', 'Europe/Stockholm', 'America/New_York']) await keep(anna, zone);
  expect(await stored()).toEqual({ browser_time_zone: 'America/New_York' });
  expect(await read()).toEqual({ ...defaultSettings, language: 'sv' });
});

test('zones told at once are each one’s own; who is gone is in nobody’s way, and the same is not written', async () => {
  const bjorn = await person([newNumber()]);
  const gone = { ...anna, userId: randomUUID() as UserId };
  const rows = () =>
    database.db
      .selectFrom('user_setting')
      .select(['user_id', 'browser_time_zone', sql<string>`xmin`.as('written')])
      .where('user_id', 'in', [anna.userId, bjorn.userId, gone.userId])
      .orderBy('browser_time_zone')
      .execute();
  const tell = async () => {
    const keep = createKeepTimeZone(database.db, { warn: fail });
    await Promise.all([keep(anna, 'Europe/Oslo'), keep(gone, 'Europe/Paris'), keep(bjorn, 'Europe/Rome')]);
    return rows();
  };
  const first = await tell();
  expect(first).toMatchObject([
    { user_id: anna.userId, browser_time_zone: 'Europe/Oslo' },
    { user_id: bjorn.userId, browser_time_zone: 'Europe/Rome' },
  ]);
  expect(await tell()).toEqual(first);
});

function fail(): never {
  throw new Error('a warning');
}

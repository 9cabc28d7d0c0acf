import type { TestDatabase } from '../../tests/fakes/database';
import { createTestDatabase } from '../../tests/fakes/database';
import type { TestOrganisation } from '../../tests/fakes/organisation';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Principal } from '../identity/principal';
import type { ChangeSettings } from './change-settings';
import { createChangeSettings } from './change-settings';
import { createSettingsStore } from './store';

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
  const { userId } = await addUser(database.db, organisation, { ownNumbers: numbers.map((number) => ({ number, label: 'Kontor' })) });
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
  change = createChangeSettings({ settingsOf, publisher: { toUser } });
});
const numberOf = async (userId: UserId) => (await settingsOf(organisation.id).numbersOf(userId))[0] ?? '';

test('a new user has the defaults', async () => expect(await read()).toEqual({ language: null, numberToShow: null }));

test('only the given keys change, and every window is told the whole', async () => {
  const mine = await numberOf(anna.userId);
  await change(anna, { numberToShow: mine });
  expect(await change(anna, { language: 'en' })).toEqual({ language: 'en', numberToShow: mine });
  expect(await read()).toEqual({ language: 'en', numberToShow: mine });
  expect(toUser).toHaveBeenLastCalledWith(organisation.id, anna.userId, { type: 'settings', settings: { language: 'en', numberToShow: mine } });
});

test('a key can be taken back', async () => {
  await change(anna, { language: 'sv', numberToShow: 'anonymous' });
  expect(await change(anna, { language: null })).toEqual({ language: null, numberToShow: 'anonymous' });
});

test('an empty change changes nothing', async () => {
  await change(anna, { language: 'sv' });
  expect(await change(anna, {})).toEqual({ language: 'sv', numberToShow: null });
});

test('another person’s number cannot be shown', async () => {
  const bjorn = await person([newNumber()]);
  for (const number of [await numberOf(bjorn.userId), '+46112', '', 'Anonymous', '%', `${await numberOf(anna.userId)} `]) {
    await expect(change(anna, { language: 'en', numberToShow: number })).rejects.toMatchObject({ code: 'call.numberNotYours' });
  }
  expect(await read()).toEqual({ language: null, numberToShow: null });
  expect(toUser).not.toHaveBeenCalled();
});

test('a number that was taken away from the user is not shown any more', async () => {
  await change(anna, { numberToShow: await numberOf(anna.userId) });
  await database.db.deleteFrom('user_number').where('user_id', '=', anna.userId).execute();
  expect(await read()).toEqual({ language: null, numberToShow: null });
});

test('windows that change different keys at once both win', async () => {
  await Promise.all([change(anna, { language: 'sv' }), change(anna, { numberToShow: 'anonymous' })]);
  expect(await read()).toEqual({ language: 'sv', numberToShow: 'anonymous' });
});

test('another organisation’s store neither reads nor writes them', async () => {
  await change(anna, { language: 'sv' });
  const other = await addOrganisation(database.db);
  expect(await settingsOf(other.id).read(anna.userId)).toEqual({ language: null, numberToShow: null });
  expect(await settingsOf(other.id).numbersOf(anna.userId)).toEqual([]);
});

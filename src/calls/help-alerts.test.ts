import { createFakeClock } from '../../tests/fakes/clock';
import { createTestDatabase } from '../../tests/fakes/database';
import type { TestDatabase } from '../../tests/fakes/database';
import { anna, bjorn, createExchange, fjallbo } from '../../tests/fakes/exchange';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import { eventually } from '../../tests/fakes/waiters';
import type { HelpAlert } from '../contract/calls/help-alerts';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Role } from '../contract/people/people';
import { createHelpAlertStore, purgeHelpAlerts } from './help-alert-store';
import { alertForMs, createHelpAlerts, type HelpAlertStore } from './help-alerts';

const uuid = (n: number) => `00000000-0000-4000-8000-0000000000${n}`;
const person = (userId: UserId, ...roles: Role[]) => ({ organisationId: fjallbo, userId, roles });
const [boss, named, other] = [10, 11, 12].map((n) => uuid(n) as UserId) as [UserId, UserId, UserId];
const call = {
  ...{ organisationId: fjallbo, userId: anna.userId },
  ...{ number: '112', shownNumber: '+46851920000', deviceLabel: 'Reception' },
};

const nowhere: HelpAlertStore = {
  add: () => Promise.resolve(),
  seen: () => Promise.resolve(),
  all: () => Promise.resolve([]),
};

function made(store: HelpAlertStore, clock = createFakeClock(Date.now())) {
  const told: [UserId, HelpAlert[]][] = [];
  const alerts = createHelpAlerts({
    ...{ store, clock, logger: { warn() {} } },
    lines: { user: (userId) => ({ ...anna, userId }) },
    knowledge: { helpToldOf: (organisationId) => (organisationId === fjallbo ? [named] : []) },
    publisher: {
      toUser: (_, userId, event) => void (event.type === 'helpAlerts' && told.push([userId, event.alerts])),
    },
  });
  return { alerts, told, clock };
}

test('administrators who are here and whom they name are told at once, though the database is away', async () => {
  const never = { ...nowhere, add: () => new Promise<void>(() => undefined) };
  const { alerts, told } = made(never);
  for (const each of [person(boss, 'user', 'administrator'), person(other, 'user')]) alerts.isHere(each);
  alerts.isHere({ ...person(other, 'administrator'), organisationId: uuid(99) as OrganisationId });
  alerts.raise(call);
  const caller = { userId: anna.userId, name: anna.displayName, extension: anna.extension };
  const alert = { number: '112', caller, shownNumber: '+46851920000', deviceLabel: 'Reception' };
  expect(told).toEqual([
    [boss, [expect.objectContaining(alert)]],
    [named, [expect.objectContaining(alert)]],
  ]);
  expect(alerts.of(person(other, 'user'))).toEqual([]);
  expect(alerts.of({ ...person(boss, 'administrator'), organisationId: uuid(99) as OrganisationId })).toEqual([]);
  await expect(alerts.see(person(other, 'user'), [uuid(1)])).rejects.toMatchObject({ code: 'auth.notAllowed' });
});

test('who is no administrator any more is told nothing more', () => {
  const { alerts, told } = made(nowhere);
  alerts.isHere(person(boss, 'administrator'));
  alerts.isHere(person(boss, 'user'));
  alerts.raise(call);
  expect(told.map(([userId]) => userId)).toEqual([named]);
});

test('what cannot be told keeps nobody from calling for help', async () => {
  const exchange = createExchange();
  exchange.knowledge.helpToldOf = () => [bjorn.userId];
  exchange.helpAlerts.raise = () => {
    throw new Error('broken');
  };
  await exchange.service.start();
  exchange.online(anna);
  exchange.switch.take();
  exchange.arrive('a', anna, '112');
  await exchange.settle();
  expect(exchange.dialled()).toMatchObject([{ target: { number: '112' } }]);
});

describe('in the database', () => {
  let database: TestDatabase;
  let organisationId: OrganisationId;
  let [caller, first, second]: UserId[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
    const organisation = await addOrganisation(database.db);
    organisationId = organisation.id;
    [caller, first, second] = await Promise.all(
      ['1001', '1002', '1003'].map(
        async (extension) => (await addUser(database.db, organisation, { extension })).userId,
      ),
    );
  });
  afterAll(() => database.close());

  test('is shown to each until they have seen it, also by the next server, and at most for a week', async () => {
    const store = createHelpAlertStore(database.db);
    const { alerts, clock } = made(store);
    alerts.raise({ ...call, organisationId, userId: caller as UserId });
    await eventually('it is stored', async () => (await store.all()).length === 1);
    const admin = (userId?: UserId) => ({
      organisationId,
      userId: userId as UserId,
      roles: ['administrator'] as Role[],
    });
    const next = made(store, clock).alerts;
    await next.start();
    expect(next.of(admin(first))).toEqual(alerts.of(admin(first)));
    const [{ id } = { id: '' }] = next.of(admin(first));
    await next.see(admin(first), [id, uuid(77)]);
    await next.see(admin(first), [id]);
    expect([next.of(admin(first)).length, next.of(admin(second)).length]).toEqual([0, 1]);
    const last = made(store, clock).alerts;
    await last.start();
    expect([last.of(admin(first)).length, last.of(admin(second)).length]).toEqual([0, 1]);
    clock.advance(alertForMs);
    expect(last.of(admin(second))).toEqual([]);
    await database.pool.query(`update help_alert set at = now() - interval '8 days'`);
    await purgeHelpAlerts(database.db);
    expect((await database.pool.query('select from help_alert_seen')).rowCount).toBe(0);
  });
});

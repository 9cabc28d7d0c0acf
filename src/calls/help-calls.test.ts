import type { Rule } from '../contract/rules/rules';
import { createTestDatabase } from '../../tests/fakes/database';
import type { TestDatabase } from '../../tests/fakes/database';
import { createFakeClock } from '../../tests/fakes/clock';
import { anna, createExchange } from '../../tests/fakes/exchange';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import { eventually } from '../../tests/fakes/waiters';
import { createAuditStore } from '../audit/store';
import { AuditQuery } from '../contract/audit/audit';
import { auditLog } from '../audit/record';
import type { HelpCallMade } from './help-alerts';
import { createHelpCallStore, purgeHelpCalls } from './help-call-store';
import { createHelpCalls } from './help-calls';

const silent = { warn() {} };
const helpAlerts = { raise() {} };
const hourMs = 3_600_000;
const seen = { number: '112', shownNumber: '+46851920000', deviceLabel: 'Reception' };

describe('in the database', () => {
  let database: TestDatabase;
  let who: HelpCallMade;
  const lines = { user: () => anna };
  const helpStore = () => createHelpCallStore({ db: database.db, audit: auditLog, lines });
  beforeAll(async () => {
    database = await createTestDatabase();
    const organisation = await addOrganisation(database.db);
    const { userId } = await addUser(database.db, organisation, { extension: '1001' });
    who = { organisationId: organisation.id, userId, ...seen };
  });
  afterAll(() => database.close());

  /** As a server knows them that has just started. */
  async function started(clock = createFakeClock(Date.now())) {
    const help = createHelpCalls({ helpAlerts, helpCalls: helpStore(), clock, logger: silent });
    await help.start();
    return { help, clock };
  }

  test('who has called for help is known to the next server for the rest of the hour, and no longer', async () => {
    const { help, clock } = await started();
    help.called(who);
    const endMs = clock.nowMs() + hourMs;
    await eventually('the call is stored', async () => (await started()).help.untilMs(who.userId) === endMs);
    const next = await started(clock);
    clock.advance(hourMs - 1);
    expect(next.help.untilMs(who.userId)).toBe(endMs);
    clock.advance(1);
    expect(next.help.untilMs(who.userId)).toBeNull();
  });

  test('administrators read in the audit who has called for help, when, and by which number', async () => {
    const { help } = await started();
    help.called(who);
    const audit = createAuditStore(database.db, who.organisationId);
    const query = AuditQuery.parse({ action: 'help.called', objectId: who.userId });
    await eventually('it is told', async () => (await audit.page(query)).rows.length > 0);
    expect((await audit.page(query)).rows[0]).toMatchObject({
      actor: { userId: who.userId, role: 'user' },
      object: { kind: 'person', name: anna.displayName },
      after: { numbers: ['112'] },
    });
  });

  test('a second call holds an hour of its own, and what is over leaves the database', async () => {
    const { help, clock } = await started();
    clock.advance(60_000);
    help.called(who);
    const endMs = clock.nowMs() + hourMs;
    await eventually('it is stored', async () => (await started()).help.untilMs(who.userId) === endMs);
    await purgeHelpCalls(database.db);
    expect(await helpStore().all()).toHaveLength(1);
    await database.pool.query(`update help_call set until = now() - interval '1 second'`);
    expect(await helpStore().all()).toEqual([]);
    await purgeHelpCalls(database.db);
    expect((await database.pool.query('select from help_call')).rowCount).toBe(0);
  });
});

test('while the database is away help is called, and it is stored once the database is back', async () => {
  const clock = createFakeClock();
  const kept: number[] = [];
  let isAway = true;
  const keep = ({ untilMs }: { untilMs: number }) =>
    isAway ? Promise.reject(new Error('away')) : Promise.resolve(void kept.push(untilMs));
  const told: string[] = [];
  const tell = ({ number }: { number: string }) =>
    isAway ? Promise.reject(new Error('away')) : Promise.resolve(void told.push(number));
  const help = createHelpCalls({
    helpAlerts,
    helpCalls: { keep, tell, all: () => Promise.resolve([]) },
    clock,
    logger: silent,
  });
  help.called({ ...anna, ...seen });
  const endMs = clock.nowMs() + hourMs;
  expect(help.untilMs(anna.userId)).toBe(endMs);
  isAway = false;
  await eventually('it waits', () => Promise.resolve(clock.pending === 2));
  clock.advance(1_000);
  await eventually('it is stored', () => Promise.resolve(kept[0] === endMs));
  await eventually('and told', () => Promise.resolve(told[0] === '112'));
});

const busy: Rule = {
  id: '00000000-0000-4000-8000-00000000000a',
  name: 'Upptaget',
  on: true,
  when: { activities: [], lines: [], callers: [], times: [], calledNumbers: [] },
  actions: [{ do: 'busy' }],
};

test.each([
  ['by a server that has started since', true],
  ['not by chance', false],
])('whoever called for help is rung through Blocked and rules, %s', async (_, hasCalled) => {
  const call = { organisationId: anna.organisationId, userId: anna.userId, untilMs: hourMs * 1e6 };
  const all = () => Promise.resolve(hasCalled ? [call] : []);
  const exchange = createExchange({ helpCalls: { keep: () => Promise.resolve(), tell: () => Promise.resolve(), all } });
  exchange.knowledge.rulesOf = () => [busy];
  exchange.groups.standingOf = () => Promise.resolve('blocked');
  await exchange.service.start();
  exchange.online(anna);
  exchange.switch.take();
  exchange.arrive('a', { number: '+46701234567' }, '+46851920011');
  await exchange.settle();
  expect(exchange.dialled()).toHaveLength(hasCalled ? 1 : 0);
});

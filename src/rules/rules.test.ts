import { createFakeClock } from '../../tests/fakes/clock';
import type { TestDatabase } from '../../tests/fakes/database';
import { builtInRights } from './rights';
import { createTestDatabase } from '../../tests/fakes/database';
import type { TestOrganisation } from '../../tests/fakes/organisation';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import { eventually } from '../../tests/fakes/waiters';
import { auditLog } from '../audit/record';
import { createAuditStore } from '../audit/store';
import { AuditQuery } from '../contract/audit/audit';
import type { ErrorCode } from '../contract/errors';
import type { UserId } from '../contract/ids';
import { Rule } from '../contract/rules/rules';
import type { RuleAction, RuleConditions } from '../contract/rules/rules';
import { createLines } from '../lines/lines';
import { createWakes } from '../storage/wakes';
import { systemClock } from '../time/system-clock';
import { createRuleBook } from './book';
import { changeRights, viewRights } from './rights-service';
import { changeRules, viewRules, type RulesDeps } from './service';

let database: TestDatabase;
let fjallbo: TestOrganisation;
let anna: UserId;
let bjorn: UserId;
let olga: UserId;
let deps: RulesDeps;
let clock: ReturnType<typeof createFakeClock>;
let wakes: ReturnType<typeof createWakes>;
const told: UserId[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  wakes = createWakes({ url: database.url, clock: systemClock });
  const { db } = database;
  fjallbo = await addOrganisation(db);
  const sjobris = await addOrganisation(db, { name: 'Sjöbris' });
  const mobile = [{ label: 'mobile' as const, number: '+46701740605' }];
  anna = (await addUser(db, fjallbo, { displayName: 'Anna Lind', extension: '1001', numbers: mobile })).userId;
  const ownNumbers = [{ number: '+46851920012', label: 'Kontor' }];
  bjorn = (await addUser(db, fjallbo, { displayName: 'Björn Åkesson', extension: '1002', ownNumbers })).userId;
  olga = (await addUser(db, sjobris, { displayName: 'Olga Berg', extension: '2001' })).userId;
  const lines = createLines(db);
  await lines.load();
  clock = createFakeClock(Date.parse('2026-12-25T12:00:00Z'));
  const book = createRuleBook({
    db,
    wakes,
    lines,
    clock,
    zoneOf: () => Promise.resolve('Europe/Stockholm'),
  });
  told.length = 0;
  const publisher = { toUser: (_organisation: unknown, userId: UserId) => void told.push(userId) };
  deps = { db, lines, audit: auditLog, publisher, book, clock, activitiesOf: () => [] };
});
afterEach(async () => {
  await wakes.stop();
  await database.close();
});

const anything: RuleConditions = { activities: [], lines: [], callers: [], times: [], calledNumbers: [] };
let ids = 0;
const rule = (name: string, when: Partial<RuleConditions>, ...actions: RuleAction[]): Rule => ({
  id: `00000000-0000-4000-8000-${String(ids++).padStart(12, '0')}`,
  name,
  on: true,
  when: { ...anything, ...when },
  actions,
});
const to = (number: string): RuleAction => ({ do: 'forward', forS: 20, target: { kind: 'number', number } });
const toUser = (userId: UserId): RuleAction => ({ do: 'forward', forS: 20, target: { kind: 'user', userId } });
const mine = () => ({ organisationId: fjallbo.id, userId: anna });
const everybodys = () => ({ organisationId: fjallbo.id, userId: null });
const put = (rules: Rule[], revision = 0) => changeRules(deps, mine(), { revision, rules }, null);
const refused = (code: ErrorCode) => ({ code });

test('a list is kept as it is put, in its order, and every window of its owner is told', async () => {
  const first = await put([rule('Möten', { callers: ['external'] }, toUser(bjorn)), rule('Sen', {}, to('0313900611'))]);
  expect(first).toMatchObject({
    revision: 1,
    rules: [{ name: 'Möten' }, { name: 'Sen', actions: [{ target: { kind: 'number', number: '+46313900611' } }] }],
    names: { users: { [bjorn]: 'Björn Åkesson' } },
    problems: {},
    mobile: '+46701740605',
  });
  const turned = await put([...first.rules].toReversed(), 1);
  expect(turned.rules.map(({ name }) => name)).toEqual(['Sen', 'Möten']);
  // What stands above it applies to everybody.
  expect(turned.problems).toEqual({ [first.rules[0]?.id ?? '']: { what: 'shadowed', by: first.rules[1]?.id } });
  expect(await viewRules(deps, { organisationId: fjallbo.id, userId: bjorn })).toMatchObject({ rules: [] });
  expect(told).toEqual([anna, anna]);
});

test('a list that was changed since it was read is refused, and nothing changes', async () => {
  await put([rule('Första', {}, { do: 'busy' })]);
  for (const revision of [0, 2]) await expect(put([], revision)).rejects.toMatchObject(refused('rules.outdated'));
  const both = await Promise.allSettled([put([rule('A', {}, { do: 'busy' })], 1), put([], 1)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect((await viewRules(deps, mine())).revision).toBe(2);
});

test.each([
  ['1002', { kind: 'user' }],
  ['08-519 200 12', { kind: 'user' }],
  ['+46 8 519 200 12', { kind: 'user' }],
  ['031-390 06 11', { kind: 'number', number: '+46313900611' }],
  ['070-174 06 05', { kind: 'number', number: '+46701740605' }],
])('%s leads to a colleague where it is one’s, else to the number', async (number, target) => {
  expect((await put([rule('R', {}, to(number))])).rules[0]?.actions[0]).toMatchObject({ target });
});

test.each<[string, RuleAction | (() => RuleAction), ErrorCode]>([
  ['a premium number', to('0900-1234567'), 'rules.numberNotAllowed'],
  ['a satellite', to('+881612345678'), 'rules.numberNotAllowed'],
  ['an emergency number', to('112'), 'rules.numberNotAllowed'],
  ['a short number', to('90510'), 'rules.numberNotAllowed'],
  ['a country far away', to('+1 246 425 1234'), 'rules.countryNotAllowed'],
  ['no number', to('abc'), 'rules.unknownTarget'],
  ['somebody of another organisation', () => toUser(olga), 'rules.unknownTarget'],
  ['oneself', () => toUser(anna), 'rules.unknownTarget'],
  ['one’s own extension', to('1001'), 'rules.unknownTarget'],
  [
    'oneself beside',
    { do: 'ringAlso', afterS: 5, forS: 20, target: { kind: 'number', number: '1001' } },
    'rules.unknownTarget',
  ],
  [
    'a premium number beside',
    { do: 'ringAlso', afterS: 5, forS: 20, target: { kind: 'number', number: '0900-1234567' } },
    'rules.numberNotAllowed',
  ],
])('a rule that leads to %s is refused by name', async (_what, action, code) => {
  const bad = rule('R', {}, typeof action === 'function' ? action() : action);
  await expect(put([rule('Bra', {}, { do: 'busy' }), bad])).rejects.toMatchObject(refused(code));
  expect(await viewRules(deps, mine())).toMatchObject({ revision: 0, rules: [] });
});

test('what rings too may be a colleague, and begin later; as it was kept before, it begins at once', async () => {
  const target = { kind: 'number' as const, number: '1002' };
  const view = await put([rule('R', {}, { do: 'ringAlso', afterS: 10, forS: 20, target })]);
  expect(view.rules[0]?.actions).toEqual([
    { do: 'ringAlso', afterS: 10, forS: 20, target: { kind: 'user', userId: bjorn } },
  ]);
  expect(view.names.users).toEqual({ [bjorn]: 'Björn Åkesson' });
  const before = { ...rule('R', {}), actions: [{ do: 'ringAlso', forS: 20, target: { kind: 'mobile' } }] };
  expect(Rule.parse(before)).toEqual(before);
  const kept = (afterS: number, forS: number) =>
    Rule.safeParse({ ...before, actions: [{ do: 'ringAlso', afterS, forS, target: { kind: 'mobile' } }] }).success;
  expect([kept(15, 20), kept(16, 20), kept(60, 120), kept(61, 120), kept(-1, 20)]).toEqual([
    true,
    false,
    true,
    false,
    false,
  ]);
});

test('of a rule that rings a colleague and forwards, each target is looked at', async () => {
  const both = rule(
    'R',
    {},
    { do: 'ringAlso', forS: 20, target: { kind: 'number', number: '1002' } },
    to('031-390 06 11'),
  );
  await put([both]);
  const by = { actor: { userId: bjorn, roles: ['user' as const, 'administrator' as const] } };
  await changeRights(deps, fjallbo.id, { ...builtInRights('SE'), forwarders: 'nobody' }, by);
  expect((await viewRules(deps, mine())).problems).toEqual({ [both.id]: { what: 'forwardNotAllowed', by: null } });
});

test('what was allowed once stays in the list, is marked, and is judged no longer right', async () => {
  const [sen, mobil] = [rule('Sen', { lines: ['inCall'] }, to('+46313900611')), rule('Mobil', {}, to('+46701740605'))];
  await put([sen, mobil]);
  const rights = await viewRights(deps, fjallbo.id);
  expect(rights).toMatchObject({ forwarders: 'everybody', countries: ['DK', 'FI', 'IS', 'NO', 'SE'], country: 'SE' });
  const by = { actor: { userId: bjorn, roles: ['user' as const, 'administrator' as const] } };
  const chosen = { ...builtInRights('SE'), forwarders: 'chosen' as const, userIds: [bjorn], countries: ['SE'] };
  expect(await changeRights(deps, fjallbo.id, chosen, by)).toMatchObject({
    revision: 1,
    chosen: [{ userId: bjorn, name: 'Björn Åkesson' }],
  });
  // The number of the site is one of the country, and nobody else's.
  for (const siteNumber of ['+4722123456', '0900-1234567', '112', 'abc'])
    await expect(changeRights(deps, fjallbo.id, { ...chosen, revision: 1, siteNumber }, by)).rejects.toMatchObject(
      refused('rules.unknownTarget'),
    );
  expect(deps.book.siteNumberOf(fjallbo.id)).toBeNull();
  const sited = { ...chosen, revision: 1, siteNumber: '08-519 200 00' };
  expect(await changeRights(deps, fjallbo.id, sited, by)).toMatchObject({ siteNumber: '+46851920000' });
  // Nobody has to call for it to be known, neither here nor at the next server.
  await eventually('it is known', () => Promise.resolve(deps.book.siteNumberOf(fjallbo.id) === '+46851920000'));
  const next = createRuleBook({ ...deps, wakes, clock: createFakeClock(), zoneOf: () => Promise.resolve('UTC') });
  await next.start();
  expect(next.siteNumberOf(fjallbo.id)).toBe('+46851920000');
  const view = await viewRules(deps, mine());
  expect(view.problems).toEqual({
    [sen.id]: { what: 'forwardNotAllowed', by: null },
    [mobil.id]: { what: 'forwardNotAllowed', by: null },
  });
  expect(await deps.book.verdictsOf(fjallbo.id, anna, ['+46313900611'])).toEqual({
    '+46313900611': 'forwardNotAllowed',
  });
  expect(await deps.book.verdictsOf(fjallbo.id, bjorn, ['+46313900611'])).toEqual({ '+46313900611': 'ok' });
  // The order may change, the rule itself may not.
  expect(await put([mobil, sen], 1)).toMatchObject({ revision: 2 });
  await expect(put([rule('Ny', {}, to('+46313900611'))], 2)).rejects.toMatchObject(refused('rules.forwardNotAllowed'));
  await expect(changeRights(deps, fjallbo.id, chosen, by)).rejects.toMatchObject(refused('rules.outdated'));
  const audit = await createAuditStore(database.db, fjallbo.id).page(AuditQuery.parse({}));
  expect(audit.rows).toMatchObject([
    { action: 'rights.changed', after: { siteNumber: '+46851920000' } },
    { action: 'rights.changed', actor: { name: 'Björn Åkesson' }, after: { forwarders: 'chosen', countries: ['SE'] } },
  ]);
});

test('on the country’s holidays and on its own days an organisation is closed, if it says so', async () => {
  const by = { actor: { userId: bjorn, roles: ['user' as const, 'administrator' as const] } };
  const { classes, ...rest } = builtInRights('SE');
  const national = { ...classes.national, offHours: 'nobody' as const };
  const rights = { ...rest, classes: { ...classes, national }, helpToldIds: [anna] };
  const asked = () => deps.book.callVerdictOf(fjallbo.id, anna, '+46313900611');
  await changeRights(deps, fjallbo.id, rights, by);
  expect(await asked()).toBe('ok');
  const view = await changeRights(deps, fjallbo.id, { ...rights, revision: 1, publicHolidays: true }, by);
  expect(view).toMatchObject({ publicHolidays: true, helpTold: [{ userId: anna, name: 'Anna Lind' }] });
  expect(view.comingHolidays.at(0)).toEqual({ date: '2026-12-25', name: { sv: 'juldagen', en: 'Christmas Day' } });
  expect(view.comingHolidays.at(-1)?.date).toBe('2027-12-25');
  expect(await asked()).toBe('closedDay');
  const dialled = { number: '+46313900611', paidBy: anna, isForward: false };
  expect(deps.book.judgeNow(fjallbo.id, dialled)).toBe('closedDay');
  expect(deps.book.helpToldOf(fjallbo.id)).toEqual([anna]);
  const closedDays = [{ date: '2026-12-28', everyYear: false, name: 'Mellandag' }];
  expect(await changeRights(deps, fjallbo.id, { ...rights, revision: 2, closedDays }, by)).toMatchObject({
    closedDays,
  });
  expect(await asked()).toBe('ok');
  clock.advance(3 * 86_400_000);
  expect(await asked()).toBe('closedDay');
  const { rows } = await createAuditStore(database.db, fjallbo.id).page(AuditQuery.parse({}));
  expect(rows[0]?.after).toEqual({ publicHolidays: false, closedDays: ['2026-12-28 Mellandag'] });
});

test('everybody’s rules come after one’s own, and their change is told in the audit log', async () => {
  const change = { revision: 0, rules: [rule('Reception', {}, { do: 'ring', forS: 15 }, toUser(bjorn))] };
  await changeRules(deps, everybodys(), change, { actor: { userId: bjorn, roles: ['user', 'administrator'] } });
  expect(await viewRules(deps, mine())).toMatchObject({ rules: [], defaults: [{ name: 'Reception' }] });
  expect(await deps.book.defaultsOf(fjallbo.id)).toMatchObject([{ name: 'Reception' }]);
  const { rows } = await createAuditStore(database.db, fjallbo.id).page(AuditQuery.parse({}));
  expect(rows).toMatchObject([{ action: 'rules.changed', before: { rules: [] }, after: { rules: ['Reception'] } }]);
});

test('what another server changes is known as soon as it is told', async () => {
  await deps.book.start();
  expect(await deps.book.rulesOf(fjallbo.id, anna)).toEqual([]);
  await database.db
    .insertInto('call_rules')
    .values({
      organisation_id: fjallbo.id,
      user_id: anna,
      rules: JSON.stringify([rule('Ny', {}, { do: 'busy' }), { what: 'a later version says' }]),
    })
    .execute();
  await eventually('the new rule', async () => (await deps.book.rulesOf(fjallbo.id, anna)).length > 0);
  expect(await deps.book.rulesOf(fjallbo.id, anna)).toMatchObject([{ name: 'Ny' }]);
});

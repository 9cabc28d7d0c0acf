import { randomUUID } from 'node:crypto';
import type { ActivityChoices } from '../../src/contract/activities/activity';
import type { CalendarPage, ScheduleDraft } from '../../src/contract/calendar/calendar';
import type { PhoneRole } from '../../src/contract/calendar/roles';
import { plusDays, plusMinutes } from '../../src/contract/calendar/wall';
import type { SipCredentials } from '../../src/contract/devices/devices';
import type { SipPhone } from '../fakes/sip-phone';
import { Product } from './product';
import type { Colleague } from './colleague';
import { dial } from './talk';

const zone = 'Europe/Stockholm';
let product: Product;
let anna: Colleague;
let bjorn: Colleague;
let meeting: string;

beforeAll(async () => {
  product = await Product.start();
  [anna, bjorn] = await product.people('anna', 'bjorn');
  bjorn.realtime.watch(anna.userId);
  const choices = (await anna.api('GET', '/activities')).json<ActivityChoices>();
  meeting = choices.activities.find(({ key }) => key === 'meeting')?.id ?? '';
});
afterAll(() => product.close());

/** What a clock on the wall in Stockholm shows. */
const wall = (ms: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
    .format(ms)
    .replace(' ', 'T');
const isSeen = (name: string, source: string, by = bjorn) =>
  by.until(() => {
    const seen = by.realtime.state.activities.get(anna.userId)?.activity;
    return seen?.name.en === name && seen.source === source;
  }, `Björn to see ${name} (${source})`);

/** Kills the server and starts it again; what Björn's next window is told first. */
async function afterRestart(): Promise<Colleague> {
  await product.kill();
  await product.startAgain();
  const again = await product.person('bjorn');
  again.realtime.watch(anna.userId);
  return again;
}

async function plan(change: Partial<ScheduleDraft>): Promise<string> {
  const from = wall(Date.now());
  const usual = { title: 'Säljmöte', activityId: meeting, roleId: null, message: 'Åter kl. 13', repeat: null };
  const answer = await anna.api('POST', '/calendar', { ...usual, from, to: plusMinutes(from, 60), zone, ...change });
  expect(answer).toMatchObject({ status: 200 });
  return answer.json<{ changeId: string }>().changeId;
}

const days = async () => {
  const today = wall(Date.now()).slice(0, 10);
  const query = `from=${plusDays(today, -1)}&to=${plusDays(today, 2)}&zone=${zone}`;
  return (await anna.api('GET', `/calendar?${query}`)).json<CalendarPage>();
};

test('what is planned for now is on the colleague’s screen; undone, it is not', async () => {
  const changeId = await plan({});
  await isSeen('Meeting', 'schedule');
  expect(bjorn.realtime.state.activities.get(anna.userId)?.activity).toMatchObject({ message: 'Åter kl. 13' });
  expect((await anna.api('POST', '/calendar/undo', { changeId })).status).toBe(204);
  await isSeen('Available', 'default');
});

test('a role says which number calls show, and which devices ring', async () => {
  const window = await anna.phone();
  const desk = await deskPhone();
  const [direct, board] = anna.me.user.numbers as [string, string];
  const rings = { windows: false, deskPhones: true, mobile: false };
  const draft = { name: 'Växelnumret', number: board, rings, numbers: [direct], activityIds: [] };
  const role = (await anna.api('POST', '/calendar/roles', draft)).json<PhoneRole>();
  const changeId = await plan({ roleId: role.id });
  await isSeen('Meeting', 'schedule');

  const told = await anna.api('GET', '/calendar/role-shown');
  expect(told.json()).toEqual({ hasRoles: true, shown: { name: 'Växelnumret', number: board } });
  const outside = await product.outside('+46701234567');
  const out = dial(window, '+46701234567');
  const arrived = await outside.nextCall();
  expect(arrived.header('From')).toContain(board);
  out.call.hangUp();

  // Björn dials the extension: only the desk phone rings.
  const bjornsPhone = await bjorn.phone();
  const inside = dial(bjornsPhone, anna.extension);
  const onDesk = await desk.nextCall();
  expect(ringing(window)).toBe(0);
  inside.call.hangUp();
  await Promise.all([inside.call.until('ended'), onDesk.until('ended')]);

  // A number that does not ring in this role.
  const other = dial(outside, board);
  await other.call.until('ended');
  expect([ringing(window), ringing(desk)]).toEqual([0, 0]);

  await anna.api('POST', '/calendar/undo', { changeId });
  await isSeen('Available', 'default');
  expect((await anna.api('GET', '/calendar/role-shown')).json()).toEqual({ hasRoles: true, shown: null });
  const usual = dial(bjornsPhone, anna.extension);
  await window.nextCall();
  usual.call.hangUp();
  await usual.call.until('ended');
});

const ringing = ({ calls }: SipPhone): number => calls.filter(({ state }) => state === 'ringing').length;

/** A phone of Anna's that is no window. */
async function deskPhone(): Promise<SipPhone> {
  const body = { windowId: randomUUID(), kind: 'deskPhone', label: 'Bordstelefon' };
  const account = (await anna.api('POST', '/devices', body)).json<SipCredentials>();
  const phone = product.phone(account);
  await phone.register();
  await anna.until(
    () => anna.realtime.state.devices.some(({ id, reachable }) => id === account.deviceId && reachable),
    'the desk phone to be reachable',
  );
  return phone;
}

test('what begins and what ends while the server is away is so when it is back', async () => {
  await plan({ title: 'Begins' });
  await isSeen('Meeting', 'schedule');
  await isSeen('Meeting', 'schedule', await afterRestart());
  expect((await days()).occurrences.map(({ title }) => title)).toEqual(['Begins']);
  // It is over while nobody looks: as if the clock had gone on, the sweep not yet.
  await product.sql(`update schedule set start_local = '2026-01-01T08:00', end_local = '2026-01-01T09:00'`);
  await isSeen('Available', 'default', await afterRestart());
});

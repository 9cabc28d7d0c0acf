import type { AuditPage } from '../../src/contract/audit/audit';
import type { HistoryPage } from '../../src/contract/history/history';
import { eventually } from '../fakes/waiters';
import type { Colleague } from './colleague';
import { Product } from './product';
import { talk } from './talk';

let product: Product;
let anna: Colleague;
let bjorn: Colleague;
let eva: Colleague;

beforeAll(async () => {
  product = await Product.start();
  [anna, bjorn, eva] = await product.people('anna', 'bjorn', 'eva');
  await Promise.all([anna.phone(), bjorn.phone(), eva.phone()]);
});
afterAll(() => product.close());

const administer = (path: string, body?: unknown) =>
  product.request('POST', `/api/administration/people/${anna.userId}/${path}`, eva.token, body);

test('who leaves: the call ends, phones are gone, the token is refused, and calls go to a colleague', async () => {
  const call = await talk(anna.firstPhone, bjorn.firstPhone, bjorn.extension);
  expect((await administer('deactivate', { callsTo: eva.userId })).status).toBe(200);
  await Promise.all([call.a.until('ended'), call.b.until('ended')]);
  await eventually('the token to be refused', async () => (await anna.api('GET', '/me')).status === 403);
  expect(await product.sql('select id from device where user_id = $1', [anna.userId])).toEqual([]);

  const asked = bjorn.firstPhone.dial(anna.extension);
  await eva.until(
    () => [...eva.realtime.state.calls.values()].some(({ state }) => state === 'ringing'),
    'the call to whom she left to ring',
  );
  asked.hangUp();
  await asked.until('ended');
});

test('an administrator sees the calls of who has left, which is told', async () => {
  const calls = await eva.api('GET', `/administration/people/${anna.userId}/calls`);
  expect(calls.json<HistoryPage>().entries.map(({ other }) => other.name)).toContain(bjorn.me.user.displayName);
  const audit = await eva.api('GET', `/administration/audit?person=${anna.userId}&action=calls.listed`);
  expect(audit.json<AuditPage>().rows).toMatchObject([{ actor: { userId: eva.userId }, object: { id: anna.userId } }]);
});

test('the page of who has left neither comes in nor goes round: an administrator has the word', async () => {
  const joining = async () => (await anna.api('GET', '/joining')).json<{ situation: string }>().situation;
  expect(await joining()).toBe('refused');
  await anna.api('POST', '/joining/request');
  expect((await eva.api('GET', '/administration/links')).json()).toMatchObject({ requests: [] });
});

test('who comes back signs in again, and has the own calls', async () => {
  expect((await administer('reactivate')).status).toBe(200);
  await eventually('the token to be taken', async () => (await anna.api('GET', '/me')).status === 200);
});

test('whoever is erased is in no explanation of the calls of others, which can still be asked for', async () => {
  const list = async () => (await bjorn.api('GET', '/history')).json<HistoryPage>().entries;
  const [call] = (await list()).filter(({ other }) => other.userId === anna.userId);
  const why = () => bjorn.api('GET', `/calls/${call?.callId}/why`);
  expect((await why()).text).toContain(anna.me.user.displayName);
  const data = `/administration/people/${anna.userId}/personal-data`;
  const whole = (await eva.api('GET', data)).json<{ tables: Record<string, unknown[]> }>();
  expect(Object.keys(whole.tables)).toEqual(expect.arrayContaining(['app_user', 'contact', 'history', 'audit']));
  expect((await eva.api('GET', `${data}?as=csv`)).text).toMatch(/^Tabell;Rad;Fält;Värde\r\n(?:.*\r\n)*app_user;1;/);
  expect((await eva.api('DELETE', data)).status).toBe(204);
  const told = await why();
  expect([told.status, told.text.includes(anna.me.user.displayName)]).toEqual([200, false]);
  expect((await list()).map(({ other }) => other.name)).not.toContain(anna.me.user.displayName);
});

import { randomUUID } from 'node:crypto';
import type { SipCredentials } from '../../src/contract/devices/devices';
import type { Joining, LinkCode, LinkRequests, NewOrganisation } from '../../src/contract/joining/joining';
import { Product } from './product';
import type { Answer } from './product';
import type { Colleague } from './colleague';
import type { SipPhone } from '../fakes/sip-phone';

let product: Product;
let eva: Colleague;
const tokens = new Map<string, string>();

beforeAll(async () => {
  product = await Product.start();
  eva = await product.person('eva');
});
afterAll(() => product.close());

async function as(key: string, method: string, path: string, body?: unknown): Promise<Answer> {
  const token = tokens.get(key) ?? (await product.token(key));
  tokens.set(key, token);
  return product.request(method, `/api${path}`, token, body);
}
const situation = async (key: string, known?: string) =>
  (await as(key, 'GET', `/joining${known === undefined ? '' : `?known=${known}`}`)).json<Joining>();

/** What stands on the desk of somebody who has no account here yet. */
async function deskPhone(key: string): Promise<SipPhone> {
  const wanted = { as: key, deskPhoneId: randomUUID(), label: 'Bordstelefon' };
  const answer = await product.request('POST', '/local/desk-phone/devices', undefined, wanted);
  return product.phone(answer.json<SipCredentials>()).register();
}

/** How the call ended in which somebody has dialled it: all that the phone is told. */
async function dials(phone: SipPhone, dialled: string): Promise<number | undefined> {
  const call = phone.dial(dialled);
  await call.until('ended');
  return call.refusal?.status;
}

const granit: NewOrganisation = {
  name: 'Granit AB',
  country: 'SE',
  language: 'sv',
  timeZone: 'Europe/Stockholm',
  extensions: { first: '300', last: '399' },
  ranges: [{ first: '+46920440000', last: '+46920440099' }],
  me: { name: 'Nora Dahl', extension: '300', number: '+46920440000' },
};

describe('an organisation that is not there yet', () => {
  test('its administrator is asked to set it up, its people are told to wait, and nobody else may', async () => {
    expect(await situation('nora')).toEqual({
      situation: 'setUp',
      name: 'Nora Dahl',
      mailDomains: ['granit.example'],
      organisation: null,
    });
    expect(await situation('otto')).toMatchObject({ situation: 'notSetUp', organisation: null });
    expect(await as('otto', 'POST', '/joining/organisation', granit)).toMatchObject({ status: 403 });
    expect((await as('otto', 'POST', '/joining/code')).status).toBe(403);
    expect((await as('nora', 'GET', '/me')).status).toBe(403);
  });

  test.each([
    ['an extension that is not one of them', { me: { ...granit.me, extension: '1000' } }],
    ['a range that runs backwards', { ranges: [{ first: '+46920440099', last: '+46920440000' }] }],
    ['a number in two ranges', { ranges: [...granit.ranges, { first: '+46920440099', last: '+46920440100' }] }],
    [
      'an extension that calls for help',
      { extensions: { first: '100', last: '199' }, me: { ...granit.me, extension: '112' } },
    ],
    ['a zone that nobody counts in', { timeZone: 'Europe/Atlantis' }],
    ['no name', { name: '   ' }],
    [
      'a series with a number of somebody else',
      { ranges: [{ first: '+46851920000', last: '+46851920099' }], me: { ...granit.me, number: null } },
    ],
    ['a number of somebody else', { me: { ...granit.me, number: '+46851920011' } }],
  ])('%s is refused, and nothing is set up', async (_what, change) => {
    const { status } = await as('nora', 'POST', '/joining/organisation', { ...granit, ...change });
    expect([400, 409, 422]).toContain(status);
    expect(await situation('nora')).toMatchObject({ situation: 'setUp' });
  });

  test('set up in the tab, without SQL and a restart; whoever waits hears of it, and it can be rung', async () => {
    const waits = situation('otto', 'notSetUp');
    const answers = await Promise.all([
      as('nora', 'POST', '/joining/organisation', granit),
      as('nora', 'POST', '/joining/organisation', granit),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await waits).toMatchObject({ situation: 'unlinked', organisation: 'Granit AB' });
    const nora = await product.person('nora');
    expect(nora.me).toMatchObject({
      user: { displayName: 'Nora Dahl', extension: '300', numbers: ['+46920440000'] },
      organisation: { name: 'Granit AB', country: 'SE', language: 'sv', timeZone: 'Europe/Stockholm' },
      roles: ['user', 'administrator'],
    });
    const phone = await nora.phone();
    const caller = await product.outside('+46701234599');
    const call = caller.dial('+46920440000');
    await nora.until(() => nora.callsOnPhones().length > 0, 'the new number to ring');
    call.hangUp();
    await phone.close();
    const audit = (await nora.api('GET', '/administration/audit')).json<{ rows: { action: string }[] }>();
    expect(audit.rows.map(({ action }) => action)).toEqual(['organisation.added']);
  });

  test('what was set up can be changed, by its administrator only, and is told', async () => {
    const before = (await as('nora', 'GET', '/administration/organisation')).json<object>();
    expect(before).toMatchObject({ name: 'Granit AB', extensions: { first: '300', last: '399' } });
    const changed = { ...before, name: 'Granit & Son AB', timeZone: 'Europe/Helsinki' };
    expect((await as('nora', 'PUT', '/administration/organisation', changed)).json()).toEqual(changed);
    expect((await as('nora', 'GET', '/me')).json()).toMatchObject({
      organisation: { name: 'Granit & Son AB', timeZone: 'Europe/Helsinki' },
    });
    expect((await as('anna', 'PUT', '/administration/organisation', changed)).status).toBe(403);
  });
});

describe('a code dialled from one’s own desk phone', () => {
  test('is answered in the same way whether it is of nobody or somebody’s, for as long as one guesses', async () => {
    const phone = await deskPhone('bjorn');
    const { code } = (await as('frida', 'POST', '/joining/code')).json<LinkCode>();
    const right = code;
    const wrong = right === '000000' ? '000001' : '000000';
    // Björn's phone is of somebody who has an account: the right code is as good as a wrong one.
    const answers = [];
    for (const each of [right, wrong, '12', right]) answers.push(await dials(phone, `*55*${each}`));
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toBeGreaterThanOrEqual(400);
    expect(await situation('frida')).toMatchObject({ situation: 'unlinked' });
  });

  test('links the account to the phone’s owner, once; her page goes on within a second', async () => {
    const phone = await deskPhone('frida');
    const { code, expiresAtMs } = (await as('frida', 'POST', '/joining/code')).json<LinkCode>();
    expect(code).toMatch(/^[0-9]{6}$/);
    expect(Math.abs(expiresAtMs - Date.now() - 600_000)).toBeLessThan(60_000);
    const waits = situation('frida', 'unlinked');
    await dials(phone, `*55*${code}`);
    expect(await waits).toMatchObject({ situation: 'linked' });
    expect((await as('frida', 'GET', '/me')).json()).toMatchObject({ user: { extension: '1021' } });
    const [row] = (await eva.api('GET', '/administration/audit?action=link.added')).json<{ rows: object[] }>().rows;
    expect(row).toMatchObject({ source: 'phone', object: { name: 'Frida Falk' }, actor: { name: 'Frida Falk' } });
    expect((await as('frida', 'POST', '/joining/code')).status).toBe(409);
    expect(await product.sql('select * from link_code where digest is not null')).toEqual([]);
  });

  test('five wrong ones, and the phone is not listened to, not even to the right one', async () => {
    await product.sql(`update app_user set entra_object_id = null where extension = '1021'`);
    const phone = await deskPhone('frida');
    const { code } = (await as('frida', 'POST', '/joining/code')).json<LinkCode>();
    const wrong = code === '000000' ? '000001' : '000000';
    for (let tries = 0; tries < 5; tries += 1) await dials(phone, `*55*${wrong}`);
    await dials(phone, `*55*${code}`);
    expect(await situation('frida')).toMatchObject({ situation: 'unlinked' });
  });

  test('is over after its time', async () => {
    const { code } = (await as('stina', 'POST', '/joining/code')).json<LinkCode>();
    await product.sql(`update link_code set expires_at = now() - interval '1 second'`);
    await product.sql(`update app_user set entra_object_id = null where extension = '1018' and organisation_id = $1`, [
      eva.me.organisation.id,
    ]);
    const phone = await deskPhone('sara');
    await dials(phone, `*55*${code}`);
    expect(await situation('stina')).toMatchObject({ situation: 'unlinked' });
  });
});

describe('asking the administrator', () => {
  const waiting = async () => (await eva.api('GET', '/administration/links')).json<LinkRequests>();

  test('who asks is seen with who it seems to be, and goes on within a second of one press', async () => {
    expect((await as('frida', 'POST', '/joining/request')).json()).toMatchObject({ situation: 'asked' });
    const [request] = (await waiting()).requests;
    expect(request).toMatchObject({
      name: 'Frida Falk',
      mailAddress: 'frida.falk@fjallbo.example',
      refused: false,
      proposal: { name: 'Frida Falk', extension: '1021' },
    });
    const waits = situation('frida', 'asked');
    const body = { userId: request?.proposal?.userId };
    expect((await eva.api('POST', `/administration/links/${request?.accountId}/accept`, body)).status).toBe(204);
    expect(await waits).toMatchObject({ situation: 'linked' });
    expect((await waiting()).requests).toEqual([]);
    // A second press finds nothing more to do.
    expect((await eva.api('POST', `/administration/links/${request?.accountId}/accept`, body)).status).toBe(404);
  });

  test('somebody whom nobody knows is refused, asks again, and becomes a new person who can be rung', async () => {
    await as('stina', 'POST', '/joining/request');
    const [request] = (await waiting()).requests;
    expect(request).toMatchObject({ name: 'Stina Alm', proposal: null });
    const waits = situation('stina', 'asked');
    expect((await eva.api('POST', `/administration/links/${request?.accountId}/refuse`)).status).toBe(204);
    expect(await waits).toMatchObject({ situation: 'refused' });
    expect((await as('stina', 'POST', '/joining/request')).json()).toMatchObject({ situation: 'asked' });
    const { nextExtension } = await waiting();
    await eva.api('POST', `/administration/links/${request?.accountId}/accept`, { userId: null });
    expect((await as('stina', 'GET', '/me')).json()).toMatchObject({
      user: { displayName: 'Stina Alm', extension: nextExtension },
    });
    const found = await eva.api('GET', '/contacts?q=Stina');
    expect(found.text).toContain('Stina Alm');
  });

  test('an account goes to nobody who has one, and what is asked of other organisations is not there', async () => {
    await product.sql(`update app_user set entra_object_id = null where extension = '1021'`);
    await as('frida', 'POST', '/joining/request');
    const [request] = (await waiting()).requests;
    const path = `/administration/links/${request?.accountId}/accept`;
    expect((await eva.api('POST', path, { userId: eva.userId })).status).toBe(409);
    expect((await as('nora', 'POST', path, { userId: null })).status).toBe(404);
    expect((await as('anna', 'GET', '/administration/links')).status).toBe(403);
    expect((await waiting()).requests).toHaveLength(1);
  });
});

test('a token is needed, and one of a tenant that is not on the list is none', async () => {
  expect((await product.get('/api/joining')).status).toBe(401);
  expect((await product.get('/api/joining', 'no.token.atall')).status).toBe(401);
});

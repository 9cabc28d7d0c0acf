import { dial } from './talk';
import { eventually } from '../fakes/waiters';
import { Product } from './product';
import type { Colleague } from './colleague';

let product: Product;
let anna: Colleague;
let bjorn: Colleague;
let olga: Colleague;

beforeAll(async () => {
  product = await Product.start();
  [anna, bjorn, olga] = await product.people('anna', 'bjorn', 'olga');
  await Promise.all([anna.phone(), anna.phone(), bjorn.phone(), olga.phone()]);
});
afterAll(() => product.close());

/** A good call to somebody arrives as the first thing that the person's phone hears of: nothing came before it. */
async function hasHeardNothing(person: Colleague, caller: Colleague): Promise<void> {
  const phone = person.firstPhone;
  expect(phone.calls).toHaveLength(0);
  const { call, id } = dial(caller.firstPhone, person.extension);
  const rings = await phone.nextCall();
  expect(phone.calls).toHaveLength(1);
  expect(rings.header('X-Vaxel-Call')).toBe(id);
  call.hangUp();
  await person.untilHistory(id);
  expect([...person.realtime.state.history.keys()]).toEqual([id]);
  expect([...person.realtime.state.calls.keys()]).toEqual([id]);
}

const unknownNumber = { status: 404, cause: 1, reason: 'unknownNumber' };
test.each([
  ['oneself', () => anna.extension, { status: 482, cause: 25, reason: 'ownNumber' }],
  ['one’s own direct number', () => '08-519 200 11', { status: 482, cause: 25, reason: 'ownNumber' }],
  ['an unknown extension', () => '1999', unknownNumber],
  ['words', () => 'nobody', unknownNumber],
  ['an emergency number', () => '112', { status: 404, cause: 3, reason: 'noEmergency' }],
  ['signs that are no text', () => '10%0002', unknownNumber],
  ['a withheld number', () => 'anonymous', unknownNumber],
  ['a number too short and too long', () => '+4600000000000000000', unknownNumber],
  ['the extension of somebody in the other organisation', () => olga.extension, unknownNumber],
])('a call to %s says clearly why it fails, and is in the caller’s history only', async (_what, target, expected) => {
  const { id, call } = dial(anna.firstPhone, target());
  const card = await anna.untilState(id, 'ended');
  expect(card).toMatchObject({ direction: 'out', endReason: expected.reason, answeredAtMs: null });
  await call.until('ended');
  expect(call.refusal?.status).toBe(expected.status);
  expect(call.refusal?.reason).toContain(`cause=${expected.cause}`);
  expect(await anna.untilHistory(id)).toMatchObject({
    direction: 'out',
    outcome: 'failed',
    endReason: expected.reason,
  });
  await eventually(
    'the call in the list',
    async () => (await anna.history()).filter(({ callId }) => callId === id).length === 1,
  );
  expect(anna.phones[1]?.calls).toHaveLength(0);
  const rows = await product.sql('select user_id from history where call_id = $1', [id]);
  expect(rows).toEqual([{ user_id: anna.userId }]);
});

test('a call to nobody at all is refused before it is a call', async () => {
  const raw = await product.raw();
  const account = await anna.enrol();
  await raw.register(account);
  const domain = account.realm;
  for (const uri of [`sip:${domain}`, `sip:@${domain}`]) {
    const answer = await raw.request('INVITE', uri, account.addressOfRecord, `sip:nobody@${domain}`, [
      'Contact: <sip:raw@raw.invalid;transport=ws>',
    ]);
    expect([400, 484]).toContain(answer.status);
  }
  // Half a sign in UTF-8: refused in order, and the socket goes on.
  const half = await raw.request(
    'INVITE',
    `sip:10%ED%A0%80@${domain}`,
    account.addressOfRecord,
    `sip:nobody@${domain}`,
    ['Contact: <sip:raw@raw.invalid;transport=ws>'],
  );
  expect(Math.floor(half.status / 100)).toBe(4);
  raw.close();
});

test('what was dialled stands in the list as far as it is text', async () => {
  const { id } = dial(anna.firstPhone, '10%0002');
  expect(await anna.untilHistory(id)).toMatchObject({ other: { number: '10\ufffd02' } });
});

test('a number to show that is not the caller’s is refused with its reason, whatever is dialled', async () => {
  const { id, call } = dial(anna.firstPhone, '+46701234567', {
    headers: [`X-Vaxel-Show: ${bjorn.me.user.numbers[0]}`],
  });
  expect(await anna.untilState(id, 'ended')).toMatchObject({ endReason: 'notAllowed' });
  await call.until('ended');
  expect(call.refusal?.status).toBe(403);
});

test.each([
  ['Privacy: id', { headers: ['Privacy: id'] }],
  ['a From of nobody', { anonymous: true }],
])('a phone that asks to be anonymous in the words of SIP is, outside and in the history (%s)', async (_how, wish) => {
  const number = '+46701239876';
  const outside = await product.outside(number);
  const { id, call } = dial(anna.firstPhone, number, wish);
  const rings = await outside.nextCall();
  expect(rings.caller).toMatchObject({ user: 'anonymous', host: 'anonymous.invalid' });
  rings.decline();
  await call.until('ended');
  expect(await anna.untilHistory(id)).toMatchObject({
    direction: 'out',
    outcome: 'declined',
    shownNumber: null,
    other: { number },
  });
  await outside.close();
});

test('nobody else has heard anything of all these calls', async () => {
  await hasHeardNothing(bjorn, anna);
  const per = await product.person('per');
  await per.phone();
  await hasHeardNothing(olga, per);
  await product.isQuiet(anna, bjorn);
});

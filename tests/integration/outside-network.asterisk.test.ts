import type { EndReason } from '../../src/contract/calls/end-reason';
import type { CallId } from '../../src/contract/ids';
import type { TrunkList } from '../../src/contract/trunks/trunks';
import { operatorNumbers } from '../../src/local/asterisk/operator-numbers';
import { patienceMs } from '../patience';
import type { PhoneCall, SipPhone } from '../fakes/sip-phone';
import { eventually } from '../fakes/waiters';
import type { Colleague } from './colleague';
import { Product } from './product';
import { dial, talk } from './talk';

const sofiasNumber = '+46701234567';

let product: Product;
let anna: Colleague;
let bjorn: Colleague;
let sofia: SipPhone;

/** As `npm start -- --switch asterisk`: the server brings its switch and the telephone network around it. */
beforeAll(async () => {
  product = await Product.start({ SWITCH: 'asterisk' });
  [anna, bjorn] = await product.people('anna', 'bjorn');
  [sofia] = await Promise.all([product.outside(sofiasNumber), anna.phone(), bjorn.phone()]);
});
afterAll(() => product.close());

const numberOf = ({ me }: Colleague): string => me.user.numbers[0] ?? '';

/** Both hear each other; the caller sends 600 Hz. */
async function answers(call: PhoneCall, to: SipPhone): Promise<PhoneCall> {
  const rings = await to.nextCall();
  rings.answer(900);
  await Promise.all([call.hearsTone(900), rings.hearsTone(600)]);
  return rings;
}

/** The call's end as the person is told of it. */
async function ends(person: Colleague, callId: CallId, outcome: string, reason: EndReason): Promise<void> {
  expect(await person.untilHistory(callId)).toMatchObject({ outcome, endReason: reason });
}

test('Administration › Trunks shows that the network is reached, to each organisation its own trunk', async () => {
  const eva = await product.person('eva');
  const trunks = async () => (await eva.api('GET', '/administration/trunks')).json<TrunkList>();
  await eventually('the trunk to answer', async () => (await trunks()).trunks[0]?.state.reachable === true);
  expect(await trunks()).toMatchObject({
    possible: true,
    trunks: [{ host: '127.0.0.1', enabled: true, state: { reachable: true, fault: null } }],
  });
  expect(await product.sql('select organisation_id from trunk group by organisation_id')).toHaveLength(2);
  eva.leave();
});

test('calls go out and come in over the trunk, with the numbers of who calls', async () => {
  const out = dial(anna.firstPhone, '070-123 45 67', { toneHz: 600 });
  const rings = await answers(out.call, sofia);
  expect(rings.caller.user).toBe(numberOf(anna));
  // Between two exchanges nobody is told what is only ours.
  expect(rings.header('X-Vaxel-Call')).toBeNull();
  await anna.untilCard(out.id, ({ state, other }) => state === 'active' && other.number === sofiasNumber, 'talk');
  rings.hangUp();
  await ends(anna, out.id, 'answered', 'hungUp');

  const back = sofia.dial(numberOf(anna), { toneHz: 600 });
  const answered = await answers(back, anna.firstPhone);
  expect(answered.caller.user).toBe(sofiasNumber);
  const card = [...anna.realtime.state.calls.values()].find(({ state }) => state === 'active');
  expect(card).toMatchObject({ direction: 'in', other: { name: 'Sofia Lund', number: sofiasNumber } });
  answered.hangUp();
  await back.until('ended');
});

test.each([
  ['busy', 'busy'],
  ['rejected', 'networkRefused'],
  ['congestion', 'noNetwork'],
] as const)('a number of the network that is %s is told of as %s', async (name, reason) => {
  const { id } = dial(anna.firstPhone, operatorNumbers[name]);
  await anna.untilCard(id, ({ endReason }) => endReason === reason, reason);
});

test('of a number that is nobody’s the network says so, and so does the call list', async () => {
  const { id, call } = dial(anna.firstPhone, '+46701740699');
  const media = await call.openMedia();
  await media.listen(({ level }) => level > -40, patienceMs, 'the announcement');
  expect(call.state).not.toBe('established');
  await anna.untilCard(id, ({ endReason }) => endReason === 'unknownNumber', 'the plain word');
});

test('help is reached', async () => {
  const { id, call } = dial(anna.firstPhone, '112', { toneHz: 600 });
  await call.hearsTone(600);
  expect(anna.card(id)?.state).toBe('active');
  call.hangUp();
  await ends(anna, id, 'answered', 'hungUp');
});

test('a colleague is handed over to somebody outside, and both hear each other', async () => {
  const first = await talk(anna.firstPhone, bjorn.firstPhone, bjorn.extension);
  await anna.untilState(first.id, 'active');
  const asked = { name: 'call.transfer', callId: first.id, number: sofiasNumber } as const;
  expect(await anna.realtime.command(asked)).toMatchObject({ ok: true });
  const rings = await sofia.nextCall();
  rings.answer(700);
  await Promise.all([first.b.hearsTone(700), rings.hearsTone(900)]);
  await ends(anna, first.id, 'answered', 'transferred');
  rings.hangUp();
  await first.b.until('ended');
});

test('the number of the other organisation is reached through the network, as anybody’s', async () => {
  const olga = await product.person('olga');
  const phone = await olga.phone();
  const { call } = dial(anna.firstPhone, numberOf(olga), { toneHz: 600 });
  const rings = await answers(call, phone);
  expect(rings.caller.user).toBe(numberOf(anna));
  rings.hangUp();
  await call.until('ended');
  olga.leave();
});

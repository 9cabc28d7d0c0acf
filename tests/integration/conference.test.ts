import type { CallView } from '../../src/contract/calls/call-view';
import type { PhoneCall, SipPhone } from '../fakes/sip-phone';
import { eventually } from '../fakes/waiters';
import type { Colleague } from './colleague';
import { Product } from './product';
import { talk } from './talk';

/** What each says, in Hz; Anna and Björn as `talk` has it. */
const [annasHz, bjornsHz, ceciliasHz] = [600, 900, 1320];

let product: Product;
let anna: Colleague;
let bjorn: Colleague;
let cecilia: Colleague;
beforeAll(async () => {
  product = await Product.start();
  [anna, bjorn, cecilia] = await product.people('anna', 'bjorn', 'cecilia');
  await Promise.all([anna, bjorn, cecilia].map((each) => each.phone()));
});
afterAll(() => product.close());

async function taken(phone: SipPhone, toneHz: number): Promise<PhoneCall> {
  const call = await phone.nextCall();
  call.answer(toneHz);
  await call.until('established');
  await call.openMedia();
  return call;
}

const callOf = (person: Colleague): CallView | undefined =>
  [...person.realtime.state.calls.values()].find(({ state }) => state !== 'ended');

test('three talk, one is muted, the maker leaves, and the two go on', async () => {
  const { id: callId, a, b } = await talk(anna.firstPhone, bjorn.firstPhone, '1002');
  const answers = taken(cecilia.firstPhone, ceciliasHz);
  expect(await anna.realtime.command({ name: 'call.add', callId, number: '1003' })).toMatchObject({ ok: true });
  const c = await answers;
  await Promise.all([
    a.hearsTones(bjornsHz, ceciliasHz),
    b.hearsTones(annasHz, ceciliasHz),
    c.hearsTones(annasHz, bjornsHz),
  ]);
  await eventually('everybody to see it', async () => callOf(anna)?.guests?.[0]?.state === 'talking');
  await eventually('her to see it', async () => callOf(cecilia)?.guests?.[0]?.state === 'talking');
  expect(callOf(cecilia)).toMatchObject({ other: { number: '1001' }, guests: [{ number: '1002', mine: false }] });
  const muted = { name: 'call.muteGuest', callId, guest: 'guest-1', muted: true } as const;
  expect(await bjorn.realtime.command(muted)).toMatchObject({ problem: { code: 'call.notFound' } });
  expect(await anna.realtime.command(muted)).toMatchObject({ ok: true });
  await Promise.all([a.hearsTone(bjornsHz), b.hearsTone(annasHz), c.hearsTones(annasHz, bjornsHz)]);
  expect(await anna.realtime.command({ ...muted, muted: false })).toMatchObject({ ok: true });
  await b.hearsTones(annasHz, ceciliasHz);
  expect(await anna.realtime.command({ name: 'call.hangUp', callId })).toMatchObject({ ok: true });
  await Promise.all([a.until('ended'), b.hearsTone(ceciliasHz), c.hearsTone(bjornsHz)]);
  expect(await bjorn.realtime.command({ name: 'call.hangUp', callId })).toMatchObject({ ok: true });
  await c.until('ended');
});

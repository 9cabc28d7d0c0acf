import { dial, talk } from './talk';
import { Product } from './product';
import type { Colleague } from './colleague';

let product: Product;
let anna: Colleague;
let bjorn: Colleague;
let cecilia: Colleague;

beforeAll(async () => {
  product = await Product.start();
  [anna, bjorn, cecilia] = await product.people('anna', 'bjorn', 'cecilia');
  await Promise.all([anna.phone(), bjorn.phone(), cecilia.withoutVoicemail()]);
});
afterAll(() => product.close());

test('the callee’s only phone loses its socket while ringing: the caller hears why, it was missed', async () => {
  const phone = await cecilia.phone();
  const { id, call } = dial(anna.firstPhone, cecilia.extension);
  const rings = await phone.nextCall();
  await call.until('ringing');
  phone.drop();
  await call.until('ended');
  expect(await anna.untilHistory(id)).toMatchObject({ outcome: 'noAnswer', endReason: 'unreachable' });
  expect(await cecilia.untilHistory(id)).toMatchObject({ outcome: 'missed' });
  rings.media?.close();
  await phone.close();
  cecilia.phones.length = 0;
  await anna.until(() => anna.lineOf(cecilia) === 'offline', 'Cecilia to be offline');
  await product.isQuiet(anna, cecilia);
});

test('one of the callee’s phones loses its socket while ringing: the other rings on and can answer', async () => {
  const [lost, stays] = await Promise.all([cecilia.phone(), cecilia.phone()]);
  const { id, call } = dial(anna.firstPhone, cecilia.extension, { toneHz: 600 });
  const [, rings] = await Promise.all([lost.nextCall(), stays.nextCall(), call.until('ringing')]);
  lost.drop();
  await cecilia.until(
    () => cecilia.realtime.state.devices.filter(({ reachable }) => reachable).length === 1,
    'one device to be gone',
  );
  rings.answer(900);
  await Promise.all([rings.hearsTone(600), call.hearsTone(900)]);
  rings.hangUp();
  expect(await cecilia.untilHistory(id)).toMatchObject({ outcome: 'answered' });
  await Promise.all([lost.close(), stays.close()]);
  cecilia.phones.length = 0;
});

test('the callee’s phone comes back at once after its socket broke while ringing: it can still answer', async () => {
  const { id, call } = dial(anna.firstPhone, bjorn.extension, { toneHz: 600 });
  const phone = bjorn.firstPhone;
  const rings = await phone.nextCall();
  await call.until('ringing');
  phone.drop();
  await bjorn.until(() => bjorn.realtime.state.devices.every(({ reachable }) => !reachable), 'the phone to be gone');
  await phone.register();
  // Where the same call rings again as a new INVITE, that is the one to take.
  const again = phone.calls.filter((each) => each.state === 'ringing').at(-1) ?? rings;
  again.answer(900);
  await Promise.all([again.hearsTone(600), call.hearsTone(900)]);
  again.hangUp();
  expect(await bjorn.untilHistory(id)).toMatchObject({ outcome: 'answered' });
  await Promise.all(phone.calls.map((each) => each.until('ended')));
  await product.isQuiet(anna, bjorn);
});

test('the caller’s phone loses its socket while it rings: nothing rings on, both histories say why', async () => {
  const phone = await cecilia.phone();
  const { id, call } = dial(phone, bjorn.extension);
  const rings = await bjorn.firstPhone.nextCall();
  await call.until('ringing');
  call.media?.close();
  phone.drop();
  await rings.until('ended');
  expect(await cecilia.untilHistory(id)).toMatchObject({ outcome: 'cancelled', endReason: 'lost' });
  expect(await bjorn.untilHistory(id)).toMatchObject({ outcome: 'missed' });
  await phone.close();
  cecilia.phones.length = 0;
  await product.isQuiet(bjorn, cecilia);
});

test('the realtime connection is lost and resumed in a call: it goes on, nothing is missed or doubled', async () => {
  const call = await talk(anna.firstPhone, bjorn.firstPhone, bjorn.extension);
  await anna.untilState(call.id, 'active');
  for (let round = 0; round < 3; round += 1) {
    anna.realtime.drop();
    await call.isHeard();
    await bjorn.realtime.command({ name: 'call.hold', callId: call.id });
    await call.a.hearsMusic();
    const welcome = await anna.realtime.connect();
    expect(welcome.snapshot).toBeUndefined();
    await anna.untilCard(call.id, (card) => card.heldByOther, 'the hold');
    anna.realtime.drop();
    await bjorn.realtime.command({ name: 'call.resume', callId: call.id });
    await anna.realtime.connect();
    await anna.untilCard(call.id, (card) => !card.heldByOther, 'the end of the hold');
    await call.isHeard();
  }
  // The call ends while the window is away; it learns of that too.
  anna.realtime.drop();
  call.b.hangUp();
  await bjorn.untilHistory(call.id);
  await anna.realtime.connect();
  expect(await anna.untilHistory(call.id)).toMatchObject({ outcome: 'answered', endReason: 'hungUp' });
  expect(anna.card(call.id)?.state).toBe('ended');
  expect(anna.realtime.faults).toEqual([]);
  const added = anna.realtime.received
    .flatMap((message) => (message.type === 'events' ? message.events : []))
    .filter((event) => event.type === 'history.added' && event.entry.callId === call.id);
  expect(added).toHaveLength(1);
  await product.isQuiet(anna, bjorn);
});

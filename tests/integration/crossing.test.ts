import { dial, talk } from './talk';
import { Product } from './product';
import type { Colleague } from './colleague';
import type { CallId } from '../../src/contract/ids';

let product: Product;
let anna: Colleague;
let bjorn: Colleague;

beforeAll(async () => {
  product = await Product.start();
  [anna, bjorn] = await product.people('anna', 'bjorn');
  await Promise.all([anna.phone(), bjorn.phone(), bjorn.phone()]);
});
afterAll(() => product.close());

const [first, second] = [0, 1] as const;
const phoneOf = (person: Colleague, index: 0 | 1 = first) => person.phones[index] ?? person.firstPhone;

/** Exactly one record for each of the two, and nothing rings or talks any more. */
async function isOver(...ids: CallId[]): Promise<void> {
  for (const person of [anna, bjorn])
    for (const id of ids) await Promise.all([person.untilState(id, 'ended'), person.untilHistory(id)]);
  await Promise.all([anna, bjorn].flatMap((person) => person.callsOnPhones()).map((call) => call.until('ended')));
  await product.isQuiet(anna, bjorn);
  for (const person of [anna, bjorn]) {
    const records = (await person.history()).filter(({ callId }) => ids.includes(callId));
    expect(records.map(({ callId }) => callId).sort()).toEqual([...ids].sort());
  }
  expect([anna.realtime.faults, bjorn.realtime.faults]).toEqual([[], []]);
}

const outcomes = (id: CallId) => [anna, bjorn].map((person) => person.realtime.state.history.get(id)?.outcome);

test('two people call each other at once: whichever call is answered connects them, the other is no miss', async () => {
  const fromAnna = dial(phoneOf(anna), bjorn.extension, { toneHz: 600 });
  const fromBjorn = dial(phoneOf(bjorn), anna.extension, { toneHz: 900 });
  const ringsAnna = await phoneOf(anna).nextCall();
  const ringsBjorn = await Promise.all([phoneOf(bjorn, first).nextCall(), phoneOf(bjorn, second).nextCall()]);
  ringsAnna.answer(600);
  await Promise.all([
    anna.untilState(fromBjorn.id, 'active'),
    bjorn.untilState(fromBjorn.id, 'active'),
    anna.untilState(fromAnna.id, 'ended'),
  ]);
  await Promise.all([
    fromBjorn.call.hearsTone(600),
    ringsAnna.hearsTone(900),
    ...ringsBjorn.map((call) => call.until('ended')),
    fromAnna.call.until('ended'),
  ]);
  ringsAnna.hangUp();
  await isOver(fromAnna.id, fromBjorn.id);
  expect(outcomes(fromBjorn.id)).toEqual(['answered', 'answered']);
  expect(outcomes(fromAnna.id)).toEqual(['cancelled', 'answeredElsewhere']);
});

test('two people call each other and both answer at once: they end up in one call and hear each other', async () => {
  const fromAnna = dial(phoneOf(anna), bjorn.extension, { toneHz: 600 });
  const fromBjorn = dial(phoneOf(bjorn), anna.extension, { toneHz: 900 });
  const [ringsAnna, ringsBjorn] = await Promise.all([
    phoneOf(anna).nextCall(),
    phoneOf(bjorn, first).nextCall(),
    phoneOf(bjorn, second).nextCall(),
  ]);
  ringsAnna.answer(600);
  ringsBjorn.answer(900);
  const ids = [fromAnna.id, fromBjorn.id];
  const settled = (person: Colleague) =>
    person.until(
      () =>
        ids
          .map((id) => person.card(id)?.state ?? '')
          .sort((a, b) => a.localeCompare(b))
          .join() === 'active,ended',
      'one call to remain',
    );
  await Promise.all([settled(anna), settled(bjorn)]);
  const kept = ids.find((id) => anna.card(id)?.state === 'active') as CallId;
  expect(bjorn.card(kept)?.state).toBe('active');
  const [annaSpeaks, bjornSpeaks] = kept === fromAnna.id ? [fromAnna.call, ringsBjorn] : [ringsAnna, fromBjorn.call];
  await Promise.all([annaSpeaks.hearsTone(900), bjornSpeaks.hearsTone(600)]);
  bjornSpeaks.hangUp();
  await isOver(...ids);
});

test('answer and cancel cross: the call either took place for both or for neither', async () => {
  const ids: CallId[] = [];
  for (let round = 0; round < 8; round += 1) {
    const { id, call } = dial(phoneOf(anna), bjorn.extension);
    ids.push(id);
    const [rings] = await Promise.all([
      phoneOf(bjorn, first).nextCall(),
      phoneOf(bjorn, second).nextCall(),
      call.until('ringing'),
    ]);
    // Both ways to give up, and both orders.
    const giveUp = () =>
      round % 2 === 0
        ? call.hangUp()
        : anna.realtime.send({ type: 'command', id: 1000 + round, command: { name: 'call.hangUp', callId: id } });
    if (round % 4 < 2) giveUp();
    rings.answer();
    if (round % 4 >= 2) giveUp();
    await Promise.all([call.until('ended'), rings.until('ended')]);
    await Promise.all([anna.untilHistory(id), bjorn.untilHistory(id)]);
    expect([
      ['answered', 'answered'],
      ['cancelled', 'missed'],
    ]).toContainEqual(outcomes(id));
  }
  await isOver(...ids);
});

test('both hang up at once: one record each, whoever was first', async () => {
  const ids: CallId[] = [];
  for (let round = 0; round < 4; round += 1) {
    const call = await talk(phoneOf(anna), phoneOf(bjorn, round % 2 === 0 ? first : second), bjorn.extension);
    ids.push(call.id);
    await Promise.all([anna.untilState(call.id, 'active'), bjorn.untilState(call.id, 'active')]);
    // The device that rang but did not answer is told so before the next round.
    await phoneOf(bjorn, round % 2 === 0 ? second : first).nextCall();
    if (round % 2 === 0) [call.a, call.b].forEach((side) => side.hangUp());
    else {
      const acks = await Promise.all(
        [anna, bjorn].map((person) => person.realtime.command({ name: 'call.hangUp', callId: call.id })),
      );
      const refused = acks.flatMap((ack) => (ack.ok ? [] : [ack.problem.code]));
      expect(refused.length).toBeLessThan(2);
      expect(refused.filter((code) => code !== 'call.notAllowed' && code !== 'call.notFound')).toEqual([]);
    }
    await Promise.all([call.a.until('ended'), call.b.until('ended')]);
  }
  await isOver(...ids);
  for (const id of ids) expect(outcomes(id)).toEqual(['answered', 'answered']);
});

test('the caller hangs up while it rings, or before: nothing rings on, the callee has missed it', async () => {
  const ids: CallId[] = [];
  for (let round = 0; round < 6; round += 1) {
    const { id, call } = dial(phoneOf(anna), bjorn.extension);
    ids.push(id);
    // Round by round: as soon as the server has heard of it, at the first sign of the card, and while both devices
    // ring.
    if (round < 2) await new Promise((resolve) => phoneOf(anna).wire.once('received', resolve));
    else if (round < 4) await anna.untilCard(id, () => true, 'the card');
    else await call.until('ringing');
    if (round % 2 === 0) call.hangUp();
    else await anna.realtime.command({ name: 'call.hangUp', callId: id }).then((ack) => ack.ok || call.hangUp());
    await call.until('ended');
    await Promise.all([anna.untilHistory(id), bjorn.untilHistory(id)]);
    expect(outcomes(id)).toEqual(['cancelled', 'missed']);
  }
  await isOver(...ids);
});

test('the callee declines on one device while the caller gives up: it stops on every device', async () => {
  const { id, call } = dial(phoneOf(anna), bjorn.extension);
  const lastCalls = () => bjorn.phones.map((phone) => phone.calls.at(-1));
  await call.until('ringing');
  await bjorn.untilState(id, 'ringing');
  lastCalls()[0]?.decline();
  call.hangUp();
  await call.until('ended');
  await isOver(id);
  expect([
    ['cancelled', 'missed'],
    ['declined', 'declined'],
  ]).toContainEqual(outcomes(id));
});

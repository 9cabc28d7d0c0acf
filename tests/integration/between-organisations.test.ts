import { randomUUID } from 'node:crypto';
import type { CallId } from '../../src/contract/ids';
import type { CallView } from '../../src/contract/calls/call-view';
import { dial } from './talk';
import { Product } from './product';
import type { Colleague } from './colleague';

jest.setTimeout(60_000);

let product: Product;
let anna: Colleague;
let bjorn: Colleague;
let olga: Colleague;
let per: Colleague;

beforeAll(async () => {
  product = await Product.start();
  [anna, bjorn, olga, per] = await product.people('anna', 'bjorn', 'olga', 'per');
  await Promise.all([anna, bjorn, olga, per].map((person) => person.phone()));
  await olga.withoutVoicemail();
});
afterAll(() => product.close());

const numberOf = ({ me }: Colleague) => me.user.numbers[0] ?? '';

/** The card of a call that came from outside and has not been seen before. */
async function incoming(person: Colleague, known: readonly CallId[] = []): Promise<CallView> {
  const isNew = ({ id, direction, state }: CallView) =>
    direction === 'in' && state === 'ringing' && !known.includes(id);
  const find = () => [...person.realtime.state.calls.values()].find(isNew);
  await person.until(() => find() !== undefined, 'a call from outside');
  return find() as CallView;
}

/** Both sides have one entry each, of calls with names of their own, and neither knows anything of the other's. */
async function areSeparate(caller: Colleague, callerId: CallId, callee: Colleague, calleeId: CallId): Promise<void> {
  expect(callerId).not.toBe(calleeId);
  await Promise.all([caller.untilHistory(callerId), callee.untilHistory(calleeId)]);
  for (const [callId, person] of [
    [callerId, caller],
    [calleeId, callee],
  ] as const) {
    const rows = await product.sql('select user_id from history where call_id = $1', [callId]);
    expect(rows).toEqual([{ user_id: person.userId }]);
  }
  for (const [person, other, foreign] of [
    [caller, callee, calleeId],
    [callee, caller, callerId],
  ] as const) {
    const told = JSON.stringify([[...person.realtime.state.calls], [...person.realtime.state.history]]);
    const { id, contactId, displayName } = other.me.user;
    for (const secret of [id, contactId, displayName, foreign]) expect(told).not.toContain(secret);
  }
}

test.each([
  ['Fjällbo to Sjöbris', () => [anna, olga]],
  ['Sjöbris to Fjällbo', () => [olga, anna]],
] as const)(
  'a public number of the other organisation rings as from outside, and both talk (%s)',
  async (_, people) => {
    const [caller, callee] = people() as [Colleague, Colleague];
    const { id, call } = dial(caller.firstPhone, numberOf(callee), { toneHz: 600 });
    const card = await incoming(callee);
    expect(card).toMatchObject({ other: { userId: null, contactId: null, name: null, number: numberOf(caller) } });
    const rings = await callee.firstPhone.nextCall();
    await call.until('ringing');
    rings.answer(900);
    await Promise.all([call.hearsTone(900), rings.hearsTone(600)]);
    await Promise.all([caller.untilState(id, 'active'), callee.untilState(card.id, 'active')]);
    await callee.realtime.command({ name: 'call.hold', callId: card.id });
    await call.hearsMusic();
    // The other side's hold is music, and nothing that the card would tell.
    expect(caller.card(id)).toMatchObject({ state: 'active', heldByOther: false });
    await callee.realtime.command({ name: 'call.resume', callId: card.id });
    await call.hearsTone(900);
    await callee.realtime.command({ name: 'call.hangUp', callId: card.id });
    await Promise.all([call.until('ended'), rings.until('ended')]);
    await areSeparate(caller, id, callee, card.id);
    const [mine, theirs] = [await caller.untilHistory(id), await callee.untilHistory(card.id)];
    expect(mine).toMatchObject({ direction: 'out', outcome: 'answered', shownNumber: numberOf(caller) });
    expect(mine.other).toMatchObject({ userId: null, number: numberOf(callee) });
    expect(theirs).toMatchObject({
      direction: 'in',
      outcome: 'answered',
      other: { name: null, number: numberOf(caller) },
    });
  },
);

test('who is anonymous is that in the other organisation too, and a call declined there is declined', async () => {
  const { id, call } = dial(anna.firstPhone, numberOf(olga), { headers: ['X-Vaxel-Show: anonymous'] });
  const card = await incoming(olga);
  expect(card.other).toMatchObject({ name: null, number: null });
  (await olga.firstPhone.nextCall()).decline();
  await call.until('ended');
  expect(await anna.untilState(id, 'ended')).toMatchObject({ endReason: 'declined' });
  await areSeparate(anna, id, olga, card.id);
  expect(await anna.untilHistory(id)).toMatchObject({ outcome: 'declined', shownNumber: null });
  expect(await olga.untilHistory(card.id)).toMatchObject({ outcome: 'declined', other: { number: null } });
});

test('a caller who gives up leaves a missed call with the number to call back', async () => {
  const { id, call } = dial(anna.firstPhone, numberOf(olga));
  const card = await incoming(olga);
  const rings = await olga.firstPhone.nextCall();
  await call.until('ringing');
  call.hangUp();
  await rings.until('ended');
  await areSeparate(anna, id, olga, card.id);
  expect(await anna.untilHistory(id)).toMatchObject({ outcome: 'cancelled' });
  expect(await olga.untilHistory(card.id)).toMatchObject({ outcome: 'missed', other: { number: numberOf(anna) } });
});

test('a blind transfer to such a number connects across, and one back into the first goes on', async () => {
  const { id, call: bjornSpeaks } = dial(bjorn.firstPhone, anna.extension, { toneHz: 600 });
  (await anna.firstPhone.nextCall()).answer(700);
  await anna.untilState(id, 'active');
  await anna.realtime.command({ name: 'call.transfer', callId: id, number: numberOf(olga) });
  const card = await incoming(olga);
  (await olga.firstPhone.nextCall()).answer(900);
  await olga.untilState(card.id, 'active');
  await bjornSpeaks.hearsTone(900);
  // Round to where it came from: Olga hands the caller on to Anna's public number.
  const known = [...anna.realtime.state.calls.values()].map((each) => each.id);
  await olga.realtime.command({ name: 'call.transfer', callId: card.id, number: numberOf(anna) });
  const back = await incoming(anna, known);
  const annaSpeaks = await anna.firstPhone.nextCall();
  annaSpeaks.answer(1300);
  await Promise.all([bjornSpeaks.hearsTone(1300), annaSpeaks.hearsTone(600)]);
  bjornSpeaks.hangUp();
  await annaSpeaks.until('ended');
  await Promise.all([
    bjorn.untilHistory(id),
    anna.untilHistory(id),
    olga.untilHistory(card.id),
    anna.untilHistory(back.id),
  ]);
});

test('a call from the mobile rings there first, and then at such a number', async () => {
  const mobile = await product.outside('+46701740605');
  const id = randomUUID() as CallId;
  const from = { kind: 'mobile' } as const;
  await anna.realtime.command({ name: 'call.place', callId: id, from, number: numberOf(olga), show: null });
  const annaSpeaks = await mobile.nextCall();
  annaSpeaks.answer(600);
  const card = await incoming(olga);
  expect(card.other).toMatchObject({ number: numberOf(anna) });
  const olgaSpeaks = await olga.firstPhone.nextCall();
  olgaSpeaks.answer(900);
  await Promise.all([annaSpeaks.hearsTone(900), olgaSpeaks.hearsTone(600)]);
  annaSpeaks.hangUp();
  await olgaSpeaks.until('ended');
  await areSeparate(anna, id, olga, card.id);
  await mobile.close();
});

test('somebody’s mobile of the other organisation is in the outside world, and rings there only', async () => {
  const mobile = await product.outside('+46701740680');
  const before = olga.callsOnPhones().length;
  const { id, call } = dial(anna.firstPhone, '+46701740680');
  const rings = await mobile.nextCall();
  expect(rings.caller.user).toBe(numberOf(anna));
  rings.decline();
  await call.until('ended');
  await anna.untilHistory(id);
  expect(olga.callsOnPhones()).toHaveLength(before);
  await mobile.close();
});

test('in one’s own organisation a public number is an inside call', async () => {
  const { id, call } = dial(olga.firstPhone, numberOf(per));
  expect(await per.untilState(id, 'ringing')).toMatchObject({
    other: { userId: olga.userId, name: olga.me.user.displayName },
  });
  call.hangUp();
  await Promise.all([olga.untilHistory(id), per.untilHistory(id)]);
});

test('nothing of all that goes on', () => product.isQuiet(anna, bjorn, olga, per));

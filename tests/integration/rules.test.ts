import type { CallId } from '../../src/contract/ids';
import type { HistoryPage } from '../../src/contract/history/history';
import type { Explanation } from '../../src/contract/rules/explanation';
import type { Rule, RulesView } from '../../src/contract/rules/rules';
import { eventually } from '../fakes/waiters';
import { Product } from './product';
import type { Colleague } from './colleague';

let product: Product;
let anna: Colleague;
let bjorn: Colleague;
let eva: Colleague;
let olga: Colleague;
const outside = '+46701234567';

beforeAll(async () => {
  product = await Product.start();
  [anna, bjorn, eva, olga] = await product.people('anna', 'bjorn', 'eva', 'olga');
  await Promise.all([anna.phone(), bjorn.phone()]);
});
afterAll(() => product.close());

const rule = (name: string, actions: Rule['actions']): Rule => ({
  id: '00000000-0000-4000-8000-00000000000a',
  name,
  on: true,
  when: { activities: [], lines: [], callers: ['external'], times: [], calledNumbers: [] },
  actions,
});

async function put(...rules: Rule[]): Promise<RulesView> {
  const { revision } = (await anna.api('GET', '/rules')).json<RulesView>();
  const answer = await anna.api('PUT', '/rules', { revision, rules });
  expect([answer.status, answer.text.slice(0, 200)]).toEqual([200, expect.any(String)]);
  return answer.json<RulesView>();
}

const why = async (who: Colleague, callId: string) =>
  (await who.api('GET', `/calls/${callId}/why`)).json<Explanation>();
const numberOf = (who: Colleague): string => who.me.user.numbers[0] ?? '';
const to = (userId: string): Rule['actions'][number] => ({
  do: 'forward',
  forS: 20,
  target: { kind: 'user', userId: userId as never },
});

test('a call is forwarded, heard both ways, and explained to both as the rule was then', async () => {
  await put(rule('Utifrån till Björn', [to(bjorn.me.user.id)]));
  const phone = await product.outside(outside);
  const call = phone.dial(numberOf(anna), { toneHz: 600 });
  const rings = await bjorn.firstPhone.nextCall();
  expect(anna.firstPhone.calls).toEqual([]);
  rings.answer(900);
  await Promise.all([call.until('established'), rings.until('established')]);
  await Promise.all([call.openMedia(), rings.openMedia()]);
  await Promise.all([call.hearsTone(900), rings.hearsTone(600)]);
  const callId = rings.header('X-Vaxel-Call') as CallId;
  call.hangUp();
  expect(await bjorn.untilHistory(callId)).toMatchObject({ outcome: 'answered', through: anna.me.user.displayName });
  expect(await anna.untilHistory(callId)).toMatchObject({
    outcome: 'answeredElsewhere',
    transfer: { to: { userId: bjorn.me.user.id }, taken: true },
  });
  await put(rule('Heter något annat nu', [{ do: 'busy' }]));
  for (const who of [anna, bjorn]) {
    const told = await why(who, callId);
    expect(told.trace.filter(({ decides }) => decides)[0]).toMatchObject({
      rule: { name: 'Utifrån till Björn', number: 1 },
    });
    expect(told.happened.map(({ kind }) => kind)).toEqual(['goOn', 'answered']);
    expect(told.outcome.answeredBy).toMatchObject({ userId: bjorn.me.user.id });
  }
  // The tests of hers are hers.
  expect(
    (await why(bjorn, callId)).trace.filter(({ userId, layer }) => userId === anna.me.user.id && layer === 'own'),
  ).toMatchObject([{ tests: [] }]);
  for (const stranger of [eva, olga]) expect((await stranger.api('GET', `/calls/${callId}/why`)).status).toBe(404);
  expect((await bjorn.api('GET', `/administration/calls/${callId}/why`)).status).toBe(403);
  expect((await eva.api('GET', `/administration/calls/${callId}/why`)).status).toBe(200);
  expect((await olga.api('GET', `/administration/calls/${callId}/why`)).status).toBe(403);
  const calls = `/administration/people/${bjorn.me.user.id}/calls`;
  expect((await eva.api('GET', calls)).json<HistoryPage>().entries.map((entry) => entry.callId)).toContain(callId);
  for (const other of [bjorn, olga]) expect((await other.api('GET', calls)).status).toBe(403);
  const elsewhere = `/administration/people/${olga.me.user.id}/calls`;
  expect((await eva.api('GET', elsewhere)).status).toBe(404);
});

test('the own mobile has the call only once somebody has pressed 1', async () => {
  const { mobile } = await put(rule('Mobilen', [{ do: 'forward', forS: 25, target: { kind: 'mobile' } }]));
  const [phone, pocket] = await Promise.all([product.outside(outside), product.outside(mobile ?? '')]);
  const call = phone.dial(numberOf(anna), { toneHz: 600 });
  const rings = await pocket.nextCall();
  rings.answer(900);
  await rings.until('established');
  await rings.openMedia();
  expect(call.state).not.toBe('established');
  await rings.sendDigits('1');
  await call.until('established');
  await call.openMedia();
  await Promise.all([call.hearsTone(900), rings.hearsTone(600)]);
  call.hangUp();
  await rings.until('ended');
});

const alsoBjorn = (afterS: number): Rule['actions'] => [
  { do: 'ringAlso', target: { kind: 'user', userId: bjorn.me.user.id }, afterS, forS: 60 },
];

test('a colleague rings beside after a second, is told for whom, and has the call with the answer', async () => {
  await put(rule('Björn också', alsoBjorn(1)));
  const phone = await product.outside(outside);
  const call = phone.dial(numberOf(anna), { toneHz: 600 });
  const [mine, rings] = await Promise.all([anna.firstPhone.nextCall(), bjorn.firstPhone.nextCall()]);
  const callId = rings.header('X-Vaxel-Call') as CallId;
  expect(mine.state).not.toBe('ended');
  const card = await bjorn.untilCard(callId, ({ state }) => state === 'ringing', 'a card that rings');
  expect(card).toMatchObject({ direction: 'in', through: anna.me.user.displayName, otherRings: false });
  rings.answer(900);
  await Promise.all([call.until('established'), rings.until('established'), mine.until('ended')]);
  await Promise.all([call.openMedia(), rings.openMedia()]);
  await Promise.all([call.hearsTone(900), rings.hearsTone(600)]);
  expect(await anna.untilHistory(callId)).toMatchObject({
    outcome: 'answeredElsewhere',
    transfer: { to: { userId: bjorn.me.user.id }, taken: true },
  });
  call.hangUp();
  expect(await bjorn.untilHistory(callId)).toMatchObject({ outcome: 'answered', through: anna.me.user.displayName });
  for (const who of [anna, bjorn]) {
    const told = await why(who, callId);
    expect(told.happened).toMatchObject([
      { kind: 'ring', userId: anna.me.user.id, forMs: 60_000 },
      { kind: 'also', also: { userId: bjorn.me.user.id, devices: [expect.any(String)] } },
      { kind: 'answered', userId: bjorn.me.user.id },
    ]);
    const [ring, also] = told.happened;
    expect((also?.atMs ?? 0) - (ring?.atMs ?? 0)).toBeGreaterThanOrEqual(1000);
  }
  await product.isQuiet(anna, bjorn);
});

test('the colleague declines: the other phone rings on; blocked there, the caller rings nothing', async () => {
  await put(rule('Björn också', alsoBjorn(0)));
  const phone = await product.outside(outside);
  const call = phone.dial(numberOf(anna));
  const [mine, rings] = await Promise.all([anna.firstPhone.nextCall(), bjorn.firstPhone.nextCall()]);
  const callId = rings.header('X-Vaxel-Call') as CallId;
  rings.decline();
  expect(await bjorn.untilHistory(callId)).toMatchObject({ outcome: 'declined', through: anna.me.user.displayName });
  expect([call.state, mine.state]).not.toContain('ended');
  mine.answer();
  await call.until('established');
  call.hangUp();
  expect(await anna.untilHistory(callId)).toMatchObject({ outcome: 'answered' });
  await product.isQuiet(anna, bjorn);

  expect((await bjorn.api('PUT', '/marked-numbers', { number: outside, mark: 'blocked' })).status).toBe(200);
  const heard = bjorn.firstPhone.calls.length;
  const again = phone.dial(numberOf(anna));
  const only = await anna.firstPhone.nextCall();
  only.answer();
  await again.until('established');
  const blockedId = only.header('X-Vaxel-Call') as CallId;
  again.hangUp();
  await anna.untilHistory(blockedId);
  expect((await why(anna, blockedId)).trace.filter(({ leftOut }) => leftOut !== null)).toMatchObject([
    { userId: anna.me.user.id, leftOut: 'theirRules' },
  ]);
  expect([bjorn.firstPhone.calls.length, bjorn.card(blockedId)]).toEqual([heard, undefined]);
  expect((await bjorn.api('PUT', '/marked-numbers', { number: outside, mark: null })).status).toBe(200);
  await product.isQuiet(anna, bjorn);
});

test('a rule that says busy is busy; Try it says so beforehand, of oneself only', async () => {
  await put(rule('Upptaget', [{ do: 'busy' }]));
  const question = { callerNumber: outside, callerUserId: null, calledUserId: null, atMs: null, activityId: null };
  const said = (await anna.api('POST', '/rules/try', question)).json<Explanation>();
  expect(said.happened).toMatchObject([{ kind: 'end', reason: 'busy' }]);
  const phone = await product.outside(outside);
  const call = phone.dial(numberOf(anna));
  await call.until('ended');
  expect(call.refusal?.status).toBe(486);
  const ofAnna = { ...question, calledUserId: anna.me.user.id };
  expect((await bjorn.api('POST', '/rules/try', ofAnna)).status).toBe(403);
  expect((await eva.api('POST', '/administration/rules/try', ofAnna)).json<Explanation>().happened).toMatchObject([
    { kind: 'end', reason: 'busy' },
  ]);
  await put();
  await product.isQuiet(anna, bjorn);
});

test('whoever has called for help is rung whatever the rules say, also once the server was killed', async () => {
  const help = anna.firstPhone.dial('112');
  await help.until('ended');
  expect(help.refusal?.status).toBe(404);
  await eventually(
    'the call for help is stored',
    async () => (await product.sql('select from help_call')).length === 1,
  );
  await put(rule('Upptaget', [{ do: 'busy' }]));
  const number = numberOf(anna);
  await product.kill();
  await product.startAgain();
  [anna] = await product.people('anna');
  const [phone, own] = [await product.outside(outside), await anna.phone()];
  const call = phone.dial(number);
  (await own.nextCall()).answer();
  await call.until('established');
  call.hangUp();
  await call.until('ended');
});

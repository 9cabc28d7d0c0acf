import type { GroupDetail } from '../../src/contract/answer-groups/answer-groups';
import type { AnswerGroupAdminList } from '../../src/contract/answer-groups/settings';
import type { AnswerGroupId } from '../../src/contract/ids';
import type { Command } from '../../src/contract/realtime';
import type { PhoneCall, SipPhone } from '../fakes/sip-phone';
import { eventually } from '../fakes/waiters';
import type { Colleague } from './colleague';
import { Product } from './product';

const supportNumber = '+46851920001';

let product: Product;
let anna: Colleague;
let eva: Colleague;
let agents: readonly Colleague[];
let customer: SipPhone;
let support: AnswerGroupId;
beforeAll(async () => {
  product = await Product.start();
  await signIn();
  customer = await product.outside('+46701234567');
  support = await callsBack();
});
afterAll(() => product.close());

async function signIn(): Promise<void> {
  const [bjorn, david] = await product.people('bjorn', 'david');
  [anna, eva] = await product.people('anna', 'eva');
  agents = [anna, bjorn, david];
  await Promise.all(agents.map((each) => each.phone()));
}

/** Callers of Support wait also while nobody is logged in, and may be called back. */
async function callsBack(): Promise<AnswerGroupId> {
  const { groups } = (await eva.api('GET', '/administration/answer-groups')).json<AnswerGroupAdminList>();
  const found = groups.find(({ number }) => number === supportNumber);
  if (!found) throw new Error('the demo has no Support');
  const { id, ...settings } = found;
  const waits = { noneLoggedIn: null, allPaused: null, noneReachable: null };
  const exits = { ...settings.exits, emptyOnEntry: waits, emptyWhileWaiting: waits };
  const change = { ...settings, exits, callbacks: true };
  expect((await eva.api('PUT', `/administration/answer-groups/${id}`, change)).status).toBe(204);
  return id;
}

const detail = async (): Promise<GroupDetail> =>
  (await eva.api('GET', `/answer-groups/${support}`)).json<GroupDetail>();
const states = async () => (await detail()).agents.map(({ state }) => state).toSorted();

async function says(person: Colleague, command: Command): Promise<void> {
  expect(await person.realtime.command(command)).toMatchObject({ ok: true });
}

async function waits(phone: SipPhone, toneHz: number): Promise<PhoneCall> {
  const call = phone.dial(supportNumber, { toneHz });
  await call.until('established');
  await call.openMedia();
  await call.hearsMusic();
  return call;
}

/** Presses 1, is told that the place is kept, and is rung off. */
async function wantsCallback(): Promise<void> {
  const call = await waits(customer, 600);
  await call.sendDigits('1');
  await call.until('ended');
  await eventually('the place that is kept', async () => (await detail()).waiting[0]?.isCallback === true);
}

const inAll = <Result>(work: (agent: Colleague) => Promise<Result>): Promise<Result[]> => Promise.all(agents.map(work));

test('one callback and three free agents: one is asked, one call goes out, before who came later', async () => {
  await wantsCallback();
  const later = await product.outside('+46701234568');
  const second = await waits(later, 700);
  expect((await detail()).waiting).toMatchObject([
    { number: '+46701234567', isCallback: true },
    { number: '+46701234568', isCallback: false },
  ]);
  await says(anna, { name: 'answerGroup.logIn' });
  const asked = await anna.firstPhone.nextCall();
  await inAll((each) => (each === anna ? Promise.resolve() : says(each, { name: 'answerGroup.logIn' })));
  expect([...anna.realtime.state.calls.values()]).toMatchObject([
    { state: 'ringing', callback: true, through: 'Support', other: { number: '+46701234567' } },
  ]);
  asked.answer(900);
  await asked.until('established');
  await asked.openMedia();
  const rings = await customer.nextCall();
  rings.answer(600);
  await rings.until('established');
  await rings.openMedia();
  await Promise.all([rings.hearsTone(900), asked.hearsTone(600)]);
  const outcomes = () =>
    product.sql(`select data ->> 'outcome' as outcome from answer_group_event where event = 'over' order by id`);
  await eventually('the callback to be over', async () => (await outcomes()).length > 0);
  expect(await outcomes()).toMatchObject([{ outcome: 'callback' }]);
  const next = await Promise.race(agents.slice(1).map((each) => each.firstPhone.nextCall()));
  next.answer(800);
  await next.until('established');
  await next.openMedia();
  await Promise.all([second.hearsTone(800), next.hearsTone(700)]);
  expect((await detail()).waiting).toEqual([]);
  for (const each of [rings, second]) each.hangUp();
  await Promise.all([asked.until('ended'), next.until('ended')]);
  await eventually('all to be free', async () => (await states()).join() === 'ready,ready,ready');
  await eventually('the talk in the list', async () => (await anna.history()).length === 1);
  expect(await anna.history()).toMatchObject([
    { direction: 'out', outcome: 'answered', through: 'Support', shownNumber: supportNumber },
  ]);
});

test('kill -9: the place is kept; a supervisor drops the callback, and that is in the audit', async () => {
  await inAll((each) => says(each, { name: 'answerGroup.logOut' }));
  await wantsCallback();
  const [before] = (await detail()).waiting;
  await product.kill();
  await product.startAgain();
  await eventually('the server to be ready', async () => (await product.get('/readyz')).status === 200);
  await signIn();
  await eventually('the place to be there', async () => (await detail()).waiting.length === 1);
  expect((await detail()).waiting).toEqual([before]);
  const drop = { name: 'answerGroup.dropCallback', groupId: support, entryId: before?.entryId } as Command;
  expect(await anna.realtime.command(drop)).toMatchObject({ problem: { code: 'answerGroups.notSupervisor' } });
  await says(eva, drop);
  expect((await detail()).waiting).toEqual([]);
  const audit = await product.sql(`select before, after from audit where action = 'answerGroup.callbackDropped'`);
  expect(audit).toEqual([
    { before: { answerGroup: 'Support', priority: 0 }, after: { answerGroup: null, priority: null } },
  ]);
});

test('who withholds the number waits on', async () => {
  const hidden = await product.outside('+46701234570');
  const call = hidden.dial(supportNumber, { toneHz: 600, anonymous: true });
  await call.until('established');
  await call.openMedia();
  await call.hearsMusic();
  await call.sendDigits('1');
  await call.hearsMusic();
  expect((await detail()).waiting).toMatchObject([{ number: null, isCallback: false }]);
  call.hangUp();
  await eventually('nobody to wait', async () => (await detail()).waiting.length === 0);
});

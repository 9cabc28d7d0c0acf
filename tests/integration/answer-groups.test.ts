import type { GroupDetail, GroupList } from '../../src/contract/answer-groups/answer-groups';
import type { AnswerGroupAdminList } from '../../src/contract/answer-groups/settings';
import type { AnswerGroupId } from '../../src/contract/ids';
import type { Command } from '../../src/contract/realtime';
import type { Explanation } from '../../src/contract/rules/explanation';
import type { SoundAddress } from '../../src/contract/sounds/sounds';
import type { VoicemailPage } from '../../src/contract/voicemail/voicemail';
import type { PhoneCall, SipPhone } from '../fakes/sip-phone';
import { eventually } from '../fakes/waiters';
import type { Colleague } from './colleague';
import { Product } from './product';

const supportNumber = '+46851920001';

let product: Product;
let anna: Colleague;
let eva: Colleague;
let first: SipPhone;
let second: SipPhone;
let support: AnswerGroupId;
beforeAll(async () => {
  product = await Product.start();
  [anna, eva] = await product.people('anna', 'eva');
  await anna.phone();
  first = await product.outside('+46701234567');
  second = await product.outside('+46701234568');
  support = await waitsWithoutAgents();
});
afterAll(() => product.close());

/** Callers of Support wait also while nobody is logged in. */
async function waitsWithoutAgents(): Promise<AnswerGroupId> {
  const { groups } = (await eva.api('GET', '/administration/answer-groups')).json<AnswerGroupAdminList>();
  const found = groups.find(({ number }) => number === supportNumber);
  if (!found) throw new Error('the demo has no Support');
  const { id, ...settings } = found;
  const waits = { noneLoggedIn: null, allPaused: null, noneReachable: null };
  const exits = { ...settings.exits, emptyOnEntry: waits, emptyWhileWaiting: waits };
  expect((await eva.api('PUT', `/administration/answer-groups/${id}`, { ...settings, exits })).status).toBe(204);
  return id;
}

const detail = async (as = eva): Promise<GroupDetail> =>
  (await as.api('GET', `/answer-groups/${support}`)).json<GroupDetail>();
const stateOf = async (person: Colleague) =>
  (await detail()).agents.find(({ userId }) => userId === person.me.user.id)?.state;

async function says(person: Colleague, command: Command): Promise<void> {
  expect(await person.realtime.command(command)).toMatchObject({ ok: true });
}

/** Dials the group, is answered and hears music. */
async function waits(phone: SipPhone, toneHz: number): Promise<PhoneCall> {
  const call = phone.dial(supportNumber, { toneHz });
  await call.until('established');
  await call.openMedia();
  await call.hearsMusic();
  return call;
}

async function answers(person: Colleague, caller: PhoneCall, callersHz: number): Promise<PhoneCall> {
  const rings = await person.firstPhone.nextCall();
  rings.answer(900);
  await rings.until('established');
  await rings.openMedia();
  await Promise.all([caller.hearsTone(900), rings.hearsTone(callersHz)]);
  return rings;
}

test('callers wait with music for the agents of the group, who talk to them in their order', async () => {
  const one = await waits(first, 600);
  const two = await waits(second, 700);
  expect((await detail()).waiting.map(({ number }) => number)).toEqual(['+46701234567', '+46701234568']);
  await says(anna, { name: 'answerGroup.logIn' });
  const talk = await answers(anna, one, 600);
  expect([...anna.realtime.state.calls.values()]).toMatchObject([
    { state: 'active', through: 'Support', other: { number: '+46701234567' } },
  ]);
  await eventually('the talk', async () => (await stateOf(anna)) === 'inCall');
  expect(await detail(anna)).toMatchObject({ isLoggedIn: true, waiting: [{ number: '+46701234568', offeredTo: [] }] });
  await two.hearsMusic();
  talk.hangUp();
  const next = await answers(anna, two, 700);
  two.hangUp();
  await next.until('ended');
  await eventually('both in the history', async () => (await anna.history()).length === 2);
  expect(await anna.history()).toMatchObject([
    { through: 'Support', outcome: 'answered', other: { number: '+46701234568' } },
    { through: 'Support', outcome: 'answered', other: { number: '+46701234567' } },
  ]);
  await eventually('nobody to wait', async () => (await detail()).waiting.length === 0);
});

test('a supervisor pauses an agent, who is told by whom; nobody else may, and it is in the audit', async () => {
  const [cecilia] = await product.people('cecilia');
  const pause = { name: 'answerGroup.pause', reason: 'Lunch', userId: anna.me.user.id, groupId: support } as const;
  expect(await cecilia.realtime.command(pause)).toMatchObject({ problem: { code: 'answerGroups.notSupervisor' } });
  expect((await cecilia.api('GET', `/answer-groups/${support}`)).status).toBe(404);
  await says(eva, pause);
  const told = () => anna.realtime.received.flatMap((each) => (each.type === 'events' ? each.events : []));
  const isTold = () => told().some((each) => each.type === 'answerGroups.agent' && each.pauseReason === 'Lunch');
  await anna.until(isTold, 'the pause');
  expect(told().findLast((each) => each.type === 'answerGroups.agent')).toMatchObject({
    byName: eva.me.user.displayName,
  });
  const audit = await product.sql(`select before, after from audit where action = 'answerGroup.paused'`);
  expect(audit).toEqual([{ before: { agentState: 'ready' }, after: { agentState: 'paused: Lunch' } }]);
  const refused = await anna.realtime.command({ name: 'answerGroup.pause', reason: 'Fikapaus' });
  expect(refused).toMatchObject({ problem: { code: 'answerGroups.unknownReason' } });
  await says(anna, { name: 'answerGroup.resume' });
});

test('nobody is logged in: callers leave a message for all of the group, until one has heard it', async () => {
  const [bjorn, cecilia] = await product.people('bjorn', 'cecilia');
  const { groups } = (await eva.api('GET', '/administration/answer-groups')).json<AnswerGroupAdminList>();
  const { id: _, ...settings } = groups.find(({ id }) => id === support) as (typeof groups)[number];
  const toVoicemail = { noneLoggedIn: { to: 'voicemail' }, allPaused: null, noneReachable: null };
  const change = (emptyOnEntry: object) =>
    eva.api('PUT', `/administration/answer-groups/${support}`, {
      ...{ ...settings, exits: { ...settings.exits, emptyOnEntry } },
    });
  await change(toVoicemail);
  await says(anna, { name: 'answerGroup.logOut' });
  const call = first.dial(supportNumber, { toneHz: 600 });
  await call.until('established');
  const media = await call.openMedia();
  await call.hearsTone(1_000);
  const before = media.stats().sent;
  await media.until(
    () => media.stats().sent - before >= 4 * 50,
    120_000,
    () => `${media.stats().sent - before} packets`,
  );
  call.hangUp();
  const messages = async (as: Colleague) => (await as.api('GET', '/voicemail')).json<VoicemailPage>().messages;
  await eventually('the message', async () => (await messages(bjorn)).length === 1);
  expect(await messages(anna)).toMatchObject([{ from: { number: '+46701234567' }, group: { name: 'Support' } }]);
  expect([await messages(eva), await messages(cecilia)]).toMatchObject([[{ heard: false }], []]);
  const [message] = await messages(bjorn);
  const address = `/voicemail/${message?.id}`;
  expect((await cecilia.api('POST', `${address}/address`)).status).toBe(404);
  const { url } = (await bjorn.api('POST', `${address}/address`)).json<SoundAddress>();
  expect((await fetch(product.url + url)).status).toBe(200);
  expect((await bjorn.api('POST', `${address}/heard`, { heard: true })).status).toBe(204);
  expect(await messages(anna)).toMatchObject([{ heard: true }]);
  const isTold = () =>
    anna.realtime.received
      .flatMap((each) => (each.type === 'events' ? each.events : []))
      .some((each) => each.type === 'voicemail.changed' && each.unheard === 0);
  await anna.until(isTold, 'the message to be heard');
  await isExplained();
  await change({ noneLoggedIn: null, allPaused: null, noneReachable: null });
  await says(anna, { name: 'answerGroup.logIn' });
});

/** What would happen is what happened: nobody is logged in. */
async function isExplained(): Promise<void> {
  const [entry] = await product.sql(
    `select entry_id from answer_group_event where data ->> 'reason' = 'noneLoggedIn' order by id desc limit 1`,
  );
  const path = `/administration/calls/${String(entry?.['entry_id'])}/why`;
  const steps = [
    { kind: 'group', name: 'Support', found: { place: null, agents: { loggedOut: 3 } } },
    { kind: 'left', left: 'noneLoggedIn' },
    { kind: 'voicemail', name: 'Support' },
  ];
  const told = (await eva.api('GET', path)).json<Explanation>();
  expect(told).toMatchObject({ called: { name: 'Support' }, outcome: { answeredBy: null, reason: 'voicemail' } });
  expect(told.happened.slice(0, 3)).toMatchObject(steps);
  const question = { callerNumber: '+46701234567', callerUserId: null, calledUserId: null, calledGroupId: support };
  const asked = { ...question, atMs: null, activityId: null };
  const would = (await eva.api('POST', '/administration/rules/try', asked)).json<Explanation>();
  expect(would.happened.slice(0, 3)).toMatchObject(steps);
  // Groups are for administrators to try.
  expect((await anna.api('POST', '/rules/try', asked)).status).toBe(403);
}

test('kill -9: agents are what they were, and whoever was cut off does not wait any more', async () => {
  await says(anna, { name: 'answerGroup.pause', reason: 'Lunch' });
  await waits(first, 600);
  await eventually('the entry', async () => (await product.sql('select id from answer_group_entry')).length === 1);
  await product.kill();
  await product.startAgain();
  await eventually('the server to be ready', async () => (await product.get('/readyz')).status === 200);
  [anna, eva] = await product.people('anna', 'eva');
  await anna.phone();
  const outcome = () =>
    product.sql(`select data ->> 'outcome' as outcome from answer_group_event where event = 'over'`);
  await eventually('who was cut off to be gone', async () => (await detail()).waiting.length === 0);
  expect((await outcome()).map((each) => each.outcome)).toEqual(['answered', 'answered', 'overflowed', 'abandoned']);
  expect((await detail()).agents[0]).toMatchObject({ name: 'Anna Lind', state: 'paused', pauseReason: 'Lunch' });
  first = await product.outside('+46701234569');
  const again = await waits(first, 600);
  await says(anna, { name: 'answerGroup.resume' });
  await answers(anna, again, 600);
  const { groups } = (await anna.api('GET', '/answer-groups')).json<GroupList>();
  expect(groups).toMatchObject([{ name: 'Support', isMember: true, isLoggedIn: true }]);
});

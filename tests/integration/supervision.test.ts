import type { AnswerGroupAdminList } from '../../src/contract/answer-groups/settings';
import type { CallView } from '../../src/contract/calls/call-view';
import type { AnswerGroupId } from '../../src/contract/ids';
import type { Command } from '../../src/contract/realtime';
import type { PhoneCall, SipPhone } from '../fakes/sip-phone';
import { eventually } from '../fakes/waiters';
import { leakLevel } from '../suites/switch-mixing';
import type { Colleague } from './colleague';
import { Product } from './product';

const supportNumber = '+46851920001';
const [callersHz, agentsHz, supervisorsHz] = [600, 900, 1300];

let product: Product;
let anna: Colleague;
let eva: Colleague;
let outside: SipPhone;
let support: AnswerGroupId;
beforeAll(async () => {
  product = await Product.start();
  [anna, eva] = await product.people('anna', 'eva');
  await Promise.all([anna.phone(), eva.phone()]);
  outside = await product.outside('+46701234567');
  const { groups } = (await eva.api('GET', '/administration/answer-groups')).json<AnswerGroupAdminList>();
  support = groups.find(({ number }) => number === supportNumber)?.id ?? ('' as AnswerGroupId);
});
afterAll(() => product.close());

async function says(person: Colleague, command: Command): Promise<void> {
  expect(await person.realtime.command(command)).toMatchObject({ ok: true });
}

async function taken(phone: SipPhone, toneHz: number): Promise<PhoneCall> {
  const call = await phone.nextCall();
  call.answer(toneHz);
  await call.until('established');
  await call.openMedia();
  return call;
}

const callOf = (person: Colleague): CallView | undefined =>
  [...person.realtime.state.calls.values()].find(({ state }) => state !== 'ended');

/** What the agent's card says of the supervisor. */
const seenBy = (person: Colleague): string | undefined =>
  callOf(person)?.guests?.find((each) => each.isSupervisor)?.mode;

test('a supervisor listens, whispers, joins and takes over; the agent sees it, and it is in the audit', async () => {
  await says(anna, { name: 'answerGroup.logIn' });
  const caller = outside.dial(supportNumber, { toneHz: callersHz });
  const agent = await taken(anna.firstPhone, agentsHz);
  await caller.openMedia();
  await Promise.all([caller.hearsTone(agentsHz), agent.hearsTone(callersHz)]);
  const of = { userId: anna.me.user.id, groupId: support };
  expect(await anna.realtime.command({ name: 'answerGroup.listen', ...of })).toMatchObject({
    problem: { code: 'answerGroups.notSupervisor' },
  });
  const eavesdrops = taken(eva.firstPhone, supervisorsHz);
  await says(eva, { name: 'answerGroup.listen', ...of });
  const supervisor = await eavesdrops;
  await eventually('the agent to see it', async () => seenBy(anna) === 'listen');
  await eventually('her own card', async () => callOf(eva)?.state === 'active');
  expect(callOf(eva)).toMatchObject({ other: { name: anna.me.user.displayName }, supervising: { groupId: support } });
  await supervisor.hearsTones(callersHz, agentsHz);
  const leak = caller.media?.measure(supervisorsHz);
  await says(eva, { name: 'answerGroup.whisper', ...of });
  await eventually('the agent to see it', async () => seenBy(anna) === 'whisper');
  await Promise.all([agent.hearsTones(callersHz, supervisorsHz), caller.hearsTone(agentsHz)]);
  expect(leak?.level).toBeLessThan(leakLevel);
  await says(eva, { name: 'answerGroup.join', ...of });
  await caller.hearsTones(agentsHz, supervisorsHz);
  await says(eva, { name: 'answerGroup.takeOver', ...of });
  await agent.until('ended');
  await Promise.all([caller.hearsTone(supervisorsHz), supervisor.hearsTone(callersHz)]);
  await eventually('it to be her own', async () => callOf(eva)?.supervising === undefined);
  const audit = await product.sql(`select action from audit where action like 'answerGroup.%' order by id`);
  expect(audit.map(({ action }) => action).slice(-4)).toEqual([
    'answerGroup.listened',
    'answerGroup.whispered',
    'answerGroup.joined',
    'answerGroup.tookOver',
  ]);
  caller.hangUp();
});

test('a supervisor who is removed from the group while listening hears nothing more; the two talk on', async () => {
  const caller = outside.dial(supportNumber, { toneHz: callersHz });
  const agent = await taken(anna.firstPhone, agentsHz);
  await caller.openMedia();
  const eavesdrops = taken(eva.firstPhone, supervisorsHz);
  await says(eva, { name: 'answerGroup.listen', userId: anna.me.user.id, groupId: support });
  const supervisor = await eavesdrops;
  await supervisor.hearsTones(callersHz, agentsHz);
  const { groups } = (await eva.api('GET', '/administration/answer-groups')).json<AnswerGroupAdminList>();
  const { id, ...settings } = groups.find((each) => each.id === support) as (typeof groups)[number];
  const path = `/administration/answer-groups/${id}`;
  expect((await eva.api('PUT', path, { ...settings, supervisors: [anna.me.user.id] })).status).toBe(204);
  await supervisor.until('ended');
  await eventually('the agent to see nobody', async () => seenBy(anna) === undefined);
  await Promise.all([caller.hearsTone(agentsHz), agent.hearsTone(callersHz)]);
  const told = () =>
    product.sql(
      `select object_name, before from audit where action = 'answerGroup.stoppedListening' and source = 'system'`,
    );
  await eventually('it to be in the audit', async () => (await told()).length > 0);
  expect(await told()).toEqual([{ object_name: eva.me.user.displayName, before: { answerGroup: 'Support' } }]);
  expect((await eva.api('PUT', path, settings)).status).toBe(204);
  caller.hangUp();
  await agent.until('ended');
});

test('an agent’s tab dies in a whispered call: the caller hears music, and no supervisor', async () => {
  const caller = outside.dial(supportNumber, { toneHz: callersHz });
  await taken(anna.firstPhone, agentsHz);
  await caller.openMedia();
  const whispers = taken(eva.firstPhone, supervisorsHz);
  await says(eva, { name: 'answerGroup.whisper', userId: anna.me.user.id, groupId: support });
  const supervisor = await whispers;
  await eventually('the agent to see it', async () => seenBy(anna) === 'whisper');
  anna.firstPhone.leavePage();
  await caller.hearsMusic();
  expect(caller.media?.measure(supervisorsHz).level).toBeLessThan(leakLevel);
  await eventually('the call to wait for her', async () => callOf(anna)?.state === 'anchored');
  caller.hangUp();
  await supervisor.until('ended');
});

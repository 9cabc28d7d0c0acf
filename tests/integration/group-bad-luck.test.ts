import type { GroupDetail } from '../../src/contract/answer-groups/answer-groups';
import type { AnswerGroupAdminList } from '../../src/contract/answer-groups/settings';
import type { AnswerGroupId } from '../../src/contract/ids';
import type { Command } from '../../src/contract/realtime';
import type { ToAnswerList } from '../../src/contract/to-answer/to-answer';
import type { PhoneCall, SipPhone } from '../fakes/sip-phone';
import { eventually } from '../fakes/waiters';
import type { Colleague } from './colleague';
import { Product } from './product';

const supportNumber = '+46851920001';
const numbers = Array.from({ length: 5 }, (_, at) => `+4670123460${at}`);
const callsOfEach = 10;
const many = numbers.length * callsOfEach;

let product: Product;
let anna: Colleague;
let eva: Colleague;
let outside: SipPhone;
let support: AnswerGroupId;
/** Stopped processes must go on before anything else can end. */
let stopped: number[] = [];
beforeAll(async () => {
  product = await Product.start();
  [anna, eva] = await product.people('anna', 'eva');
  await anna.phone();
  outside = await product.outside('+46701234567');
  support = await letsManyWait();
});
afterAll(async () => {
  goOn();
  await product.close();
});

function goOn(): void {
  for (const pid of stopped.splice(0)) process.kill(pid, 'SIGCONT');
}

/** Callers of Support wait also while nobody is logged in. */
async function letsManyWait(): Promise<AnswerGroupId> {
  const { groups } = (await eva.api('GET', '/administration/answer-groups')).json<AnswerGroupAdminList>();
  const { id, ...settings } = groups.find(({ number }) => number === supportNumber) as (typeof groups)[number];
  const waits = { noneLoggedIn: null, allPaused: null, noneReachable: null };
  const exits = { ...settings.exits, emptyOnEntry: waits, emptyWhileWaiting: waits };
  const wanted = { ...settings, exits, mostWaiting: 100, wrapUpMs: 0 };
  expect((await eva.api('PUT', `/administration/answer-groups/${id}`, wanted)).status).toBe(204);
  return id;
}

async function says(person: Colleague, command: Command): Promise<void> {
  expect(await person.realtime.command(command)).toMatchObject({ ok: true });
}

const detail = async (): Promise<GroupDetail> =>
  (await eva.api('GET', `/answer-groups/${support}`)).json<GroupDetail>();
const annas = async () => (await detail()).agents.find(({ userId }) => userId === anna.me.user.id)?.state;

/** How many events of each kind there are, and how callers ended. */
async function counts(): Promise<Record<string, number>> {
  const rows = await product.sql<{ what: string; count: string }>(
    `select event || coalesce(' ' || (data ->> 'outcome'), '') as what, count(*) from answer_group_event
     where event <> 'agent' group by 1`,
  );
  return Object.fromEntries(rows.map(({ what, count }) => [what, Number(count)]));
}

async function rings(): Promise<{ caller: PhoneCall; agent: PhoneCall }> {
  const caller = outside.dial(supportNumber, { toneHz: 600 });
  const agent = await anna.firstPhone.nextCall();
  await caller.until('established');
  return { caller, agent };
}

test('the caller hangs up as the agent answers, in either order: both are free, it is counted once', async () => {
  await says(anna, { name: 'answerGroup.logIn' });
  for (const isAnswerFirst of [true, false]) {
    const { caller, agent } = await rings();
    if (isAnswerFirst) agent.answer(900);
    caller.hangUp();
    if (!isAnswerFirst) agent.answer(900);
    await Promise.all([caller.until('ended'), agent.until('ended')]);
    await eventually('the agent to be ready', async () => (await annas()) === 'ready');
    expect((await detail()).waiting).toEqual([]);
  }
  await eventually('both to be told', async () => (await counts())['entered'] === 2);
  const { entered, ...told } = await counts();
  const ended = Object.entries(told).filter(([what]) => what.startsWith('over'));
  expect(ended.reduce((sum, [, count]) => sum + count, 0)).toBe(entered);
  expect(told['missed']).toBeUndefined();
});

test('the database is away: callers wait and are answered, and statistics are complete afterwards', async () => {
  const before = await counts();
  stopped = await product.databaseProcesses();
  for (const pid of stopped) process.kill(pid, 'SIGSTOP');
  const { caller, agent } = await rings();
  const next = outside.dial(supportNumber, { toneHz: 700 });
  await next.until('established');
  await next.openMedia();
  await next.hearsMusic();
  agent.answer(900);
  await agent.until('established');
  await Promise.all([agent.openMedia(), caller.openMedia()]);
  await Promise.all([caller.hearsTone(900), agent.hearsTone(600)]);
  caller.hangUp();
  await agent.until('ended');
  const second = await anna.firstPhone.nextCall();
  second.answer(1_100);
  await second.until('established');
  await second.openMedia();
  await next.hearsTone(1_100);
  goOn();
  next.hangUp();
  await second.until('ended');
  const since = async () => {
    const now = await counts();
    return Object.fromEntries(Object.keys(now).map((what) => [what, (now[what] ?? 0) - (before[what] ?? 0)]));
  };
  await eventually('both talks to be told', async () => (await since())['talked'] === 2);
  expect(await since()).toMatchObject({ entered: 2, 'over answered': 2, talked: 2 });
  await eventually('nobody to wait', async () => (await product.sql('select id from answer_group_entry')).length === 0);
});

test('kill -9 with 50 who wait: their calls are gone, each is told of once and is to be called', async () => {
  await says(anna, { name: 'answerGroup.logOut' });
  const before = await counts();
  // Of several numbers: nobody has so many calls at once.
  const phones = await Promise.all(numbers.map((number) => product.outside(number)));
  const callers = phones.flatMap((phone) =>
    Array.from({ length: callsOfEach }, () => phone.dial(supportNumber, { toneHz: 600 })),
  );
  await Promise.all(callers.map((each) => each.until('established')));
  await eventually('all to wait', async () => (await detail()).waiting.length === many);
  const stored = () => product.sql(`select id from answer_group_entry order by entered_at`);
  await eventually('all to be stored', async () => (await stored()).length === many);
  // As if they had waited for a while: who hangs up at once need not be called.
  await product.sql(`update answer_group_entry set entered_at = entered_at - interval '1 minute',
    joined_at = joined_at - interval '1 minute'`);
  await product.kill();
  await product.startAgain();
  await eventually('the server to be ready', async () => (await product.get('/readyz')).status === 200);
  [anna, eva] = await product.people('anna', 'eva');
  await eventually('nobody to wait', async () => (await stored()).length === 0);
  expect((await detail()).waiting).toEqual([]);
  const now = await counts();
  expect([now['entered'], now['over abandoned']]).toEqual([
    (before['entered'] ?? 0) + many,
    (before['over abandoned'] ?? 0) + many,
  ]);
  const { parties } = (await anna.api('GET', '/to-answer')).json<ToAnswerList>();
  expect(parties.map(({ number, why, calls }) => [number, why, calls]).toSorted()).toEqual(
    numbers.map((number) => [number, 'abandoned', callsOfEach]),
  );
});

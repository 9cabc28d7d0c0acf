import type { HistoryDeletion } from '../../src/contract/history/history';
import type { CallId } from '../../src/contract/ids';
import type { Settings } from '../../src/contract/settings/settings';
import { patienceMs } from '../patience';
import { dial, talk } from './talk';
import { eventually } from '../fakes/waiters';
import { Product } from './product';
import type { Colleague } from './colleague';

const rounds = 5;
/** Last limit: each round starts the server anew, with its load, on a machine that may be busy. */
const limitMs = rounds * 3 * patienceMs;

let product: Product;

beforeAll(async () => {
  product = await Product.start();
});
afterAll(() => product.close());

/** What the server has said is done; it must be there whatever happens to it. */
interface Acknowledged {
  /** Calls that a person was told are in the history, with the outcome said. */
  readonly history: { readonly person: string; readonly callId: CallId; readonly outcome: string }[];
  /** Calls that were taken off the list of a person. */
  readonly deleted: { readonly person: string; readonly callId: CallId }[];
  /** The deletion that a kill cut off: carried out or not, both are right. */
  readonly deletionUnderWay: { readonly person: string; readonly callId: CallId }[];
  /** The last settings that were accepted, and the one that was under way; absent = none. */
  readonly settings: Map<string, { accepted: string | null; asked: string | null }>;
  readonly active: { readonly callId: CallId; readonly people: readonly string[] }[];
  /**
   * Cards that were on their way to the chat at the very moment of a kill: they may come a second time, and must come
   * once.
   */
  readonly onTheirWay: Set<string>;
}

/** From a start of the server to the next kill. */
class Life {
  private isOver = false;
  private tellEnd = (): void => undefined;
  private readonly ended = new Promise<void>((resolve) => (this.tellEnd = resolve));

  /** Does it again and again until the kill; what that cuts off is nothing acknowledged, and waited for no more. */
  async load(work: () => Promise<void>, atMost = Infinity): Promise<void> {
    for (let time = 0; time < atMost && !this.isOver; time += 1) {
      const done = work().catch((error: unknown) => {
        if (!this.isOver) throw error;
      });
      await Promise.race([done, this.ended]);
    }
  }

  end(): void {
    this.isOver = true;
    this.tellEnd();
  }
}

test(
  'kill -9, five times under mixed load: nothing acknowledged is lost or doubled, and it is ready again',
  async () => {
    // Fatima has no phone, so whoever calls her is missed; her chat with the bot is open.
    expect((await product.request('POST', '/local/chat/open', undefined, { as: 'fatima' })).status).toBe(204);
    const done: Acknowledged = {
      history: [],
      deleted: [],
      deletionUnderWay: [],
      settings: new Map(),
      active: [],
      onTheirWay: new Set(),
    };
    for (let round = 0; round < rounds; round += 1) {
      await oneLife(done, round);
      await product.startAgain();
      // How soon is measured by the bench, on a machine that does nothing else.
      await eventually('the server to be ready', async () => (await product.get('/readyz')).status === 200);
      await isAllThere(done);
    }
    expect(done.history.length).toBeGreaterThan(rounds * 4);
    expect(done.deleted.length).toBeGreaterThan(0);
    expect(done.active.length).toBe(rounds);
    await cardsAreThereOnce(done);
  },
  limitMs,
);

/** Load from several people, and a kill in the middle of it. */
async function oneLife(done: Acknowledged, round: number): Promise<void> {
  const people = await product.people('anna', 'bjorn', 'cecilia', 'david', 'eva', 'asa', 'orjan', 'fatima');
  const [anna, bjorn, cecilia, david, eva, asa, orjan, fatima] = people;
  await Promise.all([anna, bjorn, cecilia, david, eva, asa, orjan].map((person) => person.phone()));
  await Promise.all([david, fatima].map((person) => person.withoutVoicemail()));
  const life = new Life();
  const load = [
    life.load(() => talkAndHangUp(cecilia, david)),
    // Some, not a flood: each is a card that has to be sent.
    life.load(() => missACall(asa, fatima), 4),
    life.load(() => missACall(orjan, david), 2),
    // A person who asks more than 300 times in 10 seconds is refused.
    life.load(() => changeSettings(done, eva), 200),
    life.load(() => deleteOne(done, cecilia)),
  ];
  const steady = await talk(anna.firstPhone, bjorn.firstPhone, bjorn.extension);
  await Promise.all([anna.untilState(steady.id, 'active'), bjorn.untilState(steady.id, 'active'), steady.isHeard()]);
  done.active.push({ callId: steady.id, people: ['anna', 'bjorn'] });
  // A little further into the load each time, so that each kill meets something else.
  await cecilia.until(
    () => cecilia.realtime.state.history.size + cecilia.realtime.received.length > 40 + round * 17,
    'enough load',
  );
  life.end();
  await product.kill();
  for (const { subject } of await product.sql<{ subject: string }>(
    `select subject from bot_notification where state = 'sending'`,
  ))
    done.onTheirWay.add(subject);
  await Promise.all(load);
  for (const person of people) {
    for (const message of person.realtime.received) {
      for (const event of message.type === 'events' ? message.events : []) {
        if (event.type === 'history.added')
          done.history.push({ person: person.key, callId: event.entry.callId, outcome: event.entry.outcome });
      }
    }
    person.leave();
    await Promise.all(person.phones.map((phone) => phone.close()));
  }
}

async function talkAndHangUp(caller: Colleague, callee: Colleague): Promise<void> {
  const { id, call } = dial(caller.firstPhone, callee.extension);
  await caller.untilCard(id, (card) => card.otherRings, 'ringing', patienceMs);
  callee
    .callsOnPhones()
    .find((each) => each.header('X-Vaxel-Call') === id)
    ?.answer();
  await caller.untilState(id, 'active', patienceMs);
  // The ack says: carried out and stored.
  const ack = await Promise.race([
    caller.realtime.command({ name: 'call.hangUp', callId: id }),
    caller.realtime.closed,
  ]);
  if (typeof ack !== 'number' && ack.ok) await caller.untilHistory(id, patienceMs);
  await call.until('ended', patienceMs);
}

async function missACall(caller: Colleague, callee: Colleague): Promise<void> {
  const { id, call } = dial(caller.firstPhone, callee.extension);
  await caller.untilCard(id, (card) => card.otherRings || card.state === 'ended', 'ringing or its end', patienceMs);
  if (caller.card(id)?.state !== 'ended') call.hangUp();
  await caller.untilHistory(id, patienceMs);
}

async function changeSettings(done: Acknowledged, person: Colleague): Promise<void> {
  const state = done.settings.get(person.key) ?? { accepted: null, asked: null };
  done.settings.set(person.key, state);
  const numbers = [...person.me.user.numbers, 'anonymous'].filter((number) => number !== state.accepted);
  state.asked = numbers[Math.floor(Math.random() * numbers.length)] ?? null;
  const answer = await person.api('PATCH', '/settings', { numberToShow: state.asked });
  expect(answer.status).toBeLessThan(300);
  state.accepted = state.asked;
}

async function deleteOne(done: Acknowledged, person: Colleague): Promise<void> {
  await person.until(() => person.realtime.state.history.size > 2, 'something to delete', patienceMs);
  // Not the newest: whoever made that call is still waiting to see its entry.
  const callId = [...person.realtime.state.history.keys()].at(0) as CallId;
  const deletion = { person: person.key, callId };
  done.deletionUnderWay.push(deletion);
  const answer = await person.api('POST', '/history/delete', { callIds: [callId] });
  expect(answer.status).toBe(200);
  done.deletionUnderWay.splice(done.deletionUnderWay.indexOf(deletion), 1);
  if (answer.json<HistoryDeletion>().count === 1) done.deleted.push(deletion);
  await person.until(() => !person.realtime.state.history.has(callId), 'the deletion', patienceMs);
}

async function isAllThere(done: Acknowledged): Promise<void> {
  const visible = new Map<string, Map<string, string>>();
  for (const key of ['anna', 'bjorn', 'cecilia', 'david', 'asa', 'orjan', 'fatima']) {
    const person = await product.person(key);
    const entries = await person.history();
    visible.set(key, new Map(entries.map(({ callId, outcome }) => [callId, outcome])));
    expect(visible.get(key)?.size).toBe(entries.length);
    // Nobody is in a call: the ones that were up are closed.
    expect([...person.realtime.state.calls.keys()]).toEqual([]);
    person.leave();
  }
  const deleted = new Set(
    [...done.deleted, ...done.deletionUnderWay].map(({ person, callId }) => `${person} ${callId}`),
  );
  const lost = done.history.filter(
    ({ person, callId, outcome }) =>
      !deleted.has(`${person} ${callId}`) && visible.get(person)?.get(callId) !== outcome,
  );
  expect(lost).toEqual([]);
  expect(done.deleted.filter(({ person, callId }) => visible.get(person)?.has(callId))).toEqual([]);
  for (const { callId, people } of done.active)
    for (const person of people) expect(visible.get(person)?.get(callId)).toBe('interrupted');
  for (const [key, { accepted, asked }] of done.settings) {
    const { numberToShow } = (await product.get('/api/settings', await product.token(key))).json<Settings>();
    expect([accepted, asked]).toContain(numberToShow);
  }
  // Each call has one record for each of the two, and none is open.
  expect(await product.sql('select id from call where state <> $1', ['ended'])).toEqual([]);
  expect(await product.sql('select call_id from history group by call_id having count(*) <> 2')).toEqual([]);
}

/** Every missed call of Fatima has its card in her chat, and has it once. */
async function cardsAreThereOnce({ onTheirWay }: Acknowledged): Promise<void> {
  const missed = (
    await product.sql<{ call_id: string }>(
      `select call_id from history join app_user on app_user.id = user_id where outcome = 'missed' and extension = ` +
        `'1008'`,
    )
  ).map(({ call_id }) => call_id);
  expect(missed.length).toBeGreaterThan(rounds);
  const cards = async () =>
    (
      await product.sql<{ activity: unknown }>(
        `select activity from local.message where author = 'bot' and conversation_id = (select id from ` +
          `local.conversation where person = 'fatima')`,
      )
    ).map(({ activity }) => JSON.stringify(activity));
  // A card whose sending the kill interrupted comes a minute later: its first sender might still be alive.
  await eventually(
    'every card',
    async () => {
      const text = (await cards()).join();
      return missed.every((callId) => text.includes(callId));
    },
    3 * patienceMs,
  );
  const all = await cards();
  const doubled = missed.filter((callId) => all.filter((card) => card.includes(callId)).length !== 1);
  expect(doubled.filter((callId) => !onTheirWay.has(callId))).toEqual([]);
}

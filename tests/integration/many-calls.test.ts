import type { CallId } from '../../src/contract/ids';
import { demoOrganisations } from '../../src/local/demo/organisations';
import type { PhoneCall, SipPhone } from '../fakes/sip-phone';
import { toneFrames } from '../fakes/sip-phone-media';
import { patienceMs } from '../patience';
import { eventually, Product, talk } from './product';
import type { Colleague } from './product';

const callCount = 300;

let product: Product;
let people: Colleague[];
let outside: SipPhone[];

beforeAll(async () => {
  product = await Product.start();
  people = await product.people(...(demoOrganisations[0]?.users.map(({ key }) => key) ?? []));
  await Promise.all(people.map((person) => person.phone()));
  outside = await Promise.all(Array.from({ length: 10 }, (_, n) => product.outside(`+4670990000${n}`)));
});
afterAll(() => product.close());

test('300 calls at once: all are set up and taken down, nothing is left, every record is there, a call from before is unharmed', async () => {
  // Anna and Björn talk and take no part.
  const [anna, bjorn, ...busy] = people as [Colleague, Colleague, ...Colleague[]];
  const steady = await talk(anna.firstPhone, bjorn.firstPhone, bjorn.extension);
  await steady.isHeard();
  const startMs = performance.now();

  // Every second one comes in, every second one goes out; each person has some 17 at once.
  const pairs = Array.from({ length: callCount }, (_, n) => ({ person: turn(busy, n), phone: turn(outside, n), comesIn: n % 2 === 0 }));
  const dialled = pairs.map(({ person, phone, comesIn }, n) =>
    comesIn ? phone.dial(person.me.user.numbers[0] ?? '') : person.firstPhone.dial(`+4670990000${n % outside.length}`, { headers: ['X-Vaxel-Show: anonymous'] }),
  );
  // A phone that is there is never called unreachable because we, or it, have much to do: none is refused.
  await eventually('all to ring', () => Promise.resolve(dialled.every(({ state }) => state !== 'calling')), patienceMs);
  expect(dialled.flatMap(({ refusal }) => refusal ?? [])).toEqual([]);
  const takers = [...outside, ...busy.map((person) => person.firstPhone)];
  const incoming = await Promise.all(takers.map((phone) => receiveAll(phone, pairs.filter((pair) => (pair.comesIn ? pair.person.phones[0] : pair.phone) === phone).length)));
  const ringingMs = performance.now() - startMs;
  const answered = incoming.flat();
  expect(answered).toHaveLength(callCount);
  const all = [...dialled, ...answered];
  // A telephone from which nothing comes for two seconds counts as away.
  const [silence] = toneFrames(0);
  const alive = setInterval(() => all.forEach((call) => silence && call.media?.sendFrame(silence)), 500);
  for (const call of answered) call.answer();
  try {
    await Promise.all(all.map((call) => call.until('established', patienceMs)));
    await Promise.all(all.map((call) => call.openMedia(patienceMs)));
  } finally {
    clearInterval(alive);
  }
  const establishedMs = performance.now() - startMs;
  await steady.isHeard();

  // Taken down from either side, all at once.
  pairs.forEach((_, n) => turn(n % 4 < 2 ? dialled : answered, n).hangUp());
  all.forEach((call) => call.state !== 'ended' && call.hangUp());
  await Promise.all(all.map((call) => call.until('ended', patienceMs)));
  const tookMs = performance.now() - startMs;
  process.stdout.write(`300 calls: all ring after ${(ringingMs / 1000).toFixed(1)} s, audio open after ${(establishedMs / 1000).toFixed(1)} s, all gone after ${(tookMs / 1000).toFixed(1)} s\n`);

  await steady.isHeard();
  await eventually('only the steady call to be open', async () => (await product.sql('select id from call where state <> $1', ['ended'])).length === 1);
  const records = await product.sql<{ user_id: string; call_id: CallId; outcome: string }>('select user_id, call_id, outcome from history');
  expect(records).toHaveLength(callCount);
  expect(new Set(records.map(({ call_id }) => call_id)).size).toBe(callCount);
  expect(records.filter(({ outcome }) => outcome !== 'answered')).toEqual([]);
  for (const person of busy) {
    const mine = pairs.filter((pair) => pair.person === person).length;
    await person.until(() => person.realtime.state.history.size === mine, `${mine} records in the window of ${person.key}`);
    expect(person.realtime.faults).toEqual([]);
  }
  expect([steady.a, steady.b].map((call) => call.media?.stats().lost ?? 0).every((lost) => lost < 200)).toBe(true);
  steady.a.hangUp();
  await anna.untilHistory(steady.id);
  await product.isQuiet(anna, bjorn, ...busy.slice(0, 3));
});

/** The nth of a list that begins anew when it is through. */
function turn<T>(list: readonly T[], n: number): T {
  const item = list[n % list.length];
  if (item === undefined) throw new Error('an empty list');
  return item;
}

async function receiveAll(phone: SipPhone, count: number): Promise<PhoneCall[]> {
  const calls: PhoneCall[] = [];
  while (calls.length < count) calls.push(await phone.nextCall(patienceMs));
  return calls;
}

import type { CallId } from '../../src/contract/ids';
import { demoOrganisations } from '../../src/local/demo/organisations';
import type { PhoneCall, SipPhone } from '../fakes/sip-phone';
import { toneFrames } from '../fakes/sip-phone-media';
import { patienceMs } from '../patience';
import { eventually } from '../fakes/waiters';
import { Product } from './product';
import { talk } from './talk';
import type { Colleague } from './colleague';

const callCount = 300;

let product: Product;
let people: Colleague[];
let outside: SipPhone[];

beforeAll(async () => {
  product = await Product.start();
  const withAccount = demoOrganisations[0]?.users.filter(({ account }) => account !== 'none') ?? [];
  people = await product.people(...withAccount.map(({ key }) => key));
  await Promise.all(people.map((person) => person.phone()));
  outside = await Promise.all(Array.from({ length: 10 }, (_, n) => product.outside(`+4670990000${n}`)));
});
afterAll(() => product.close());

test('300 calls at once: all come up and go, every record is there, a call from before is unharmed', async () => {
  // Anna and Björn talk and take no part.
  const [anna, bjorn, ...busy] = people as [Colleague, Colleague, ...Colleague[]];
  const steady = await talk(anna.firstPhone, bjorn.firstPhone, bjorn.extension);
  await steady.isHeard();
  const startMs = performance.now();

  // Every second one comes in, every second one goes out; each person has some 17 at once.
  const pairs = Array.from({ length: callCount }, (_, n) => ({
    person: turn(busy, n),
    phone: turn(outside, n),
    comesIn: n % 2 === 0,
  }));
  const [dialled, answered]: [PhoneCall[], PhoneCall[]] = [[], []];
  const takers = [...outside, ...busy.map((person) => person.firstPhone)];
  const answering = Promise.all(
    takers.map((phone) =>
      answerAll(
        phone,
        pairs.filter((pair) => (pair.comesIn ? pair.person.phones[0] : pair.phone) === phone).length,
        answered,
      ),
    ),
  );
  answering.catch(() => undefined);
  // A telephone from which nothing comes for two seconds counts as away.
  const [silence] = toneFrames(0);
  let establishedMs = 0;
  const alive = setInterval(
    () => [...dialled, ...answered].forEach((call) => silence && call.media?.sendFrame(silence)),
    500,
  );
  try {
    // A phone that is there is never called unreachable because we have much to do: none is refused.
    await dialAll(pairs, dialled);
    await answering;
    expect(answered).toHaveLength(callCount);
    await Promise.all([...dialled, ...answered].map((call) => call.until('established', patienceMs)));
    await Promise.all([...dialled, ...answered].map((call) => call.openMedia(patienceMs)));
    establishedMs = performance.now() - startMs;
    await steady.isHeard();
    // A phone that stood still for a moment is away, and who is away when the other side hangs up was disconnected.
    for (const person of busy)
      await person.until(
        () =>
          [...person.realtime.state.calls.values()].every(({ state, otherAway }) => state !== 'anchored' && !otherAway),
        'every phone to be heard',
      );

    // Taken down from either side, all at once.
    pairs.forEach((_, n) => turn(n % 4 < 2 ? dialled : answered, n).hangUp());
    [...dialled, ...answered].forEach((call) => call.state !== 'ended' && call.hangUp());
    await Promise.all([...dialled, ...answered].map((call) => call.until('ended', patienceMs)));
  } finally {
    clearInterval(alive);
  }
  const tookMs = performance.now() - startMs;
  process.stdout.write(
    `300 calls: audio open after ${(establishedMs / 1000).toFixed(1)} s, all gone after ` +
      `${(tookMs / 1000).toFixed(1)} s\n`,
  );

  await steady.isHeard();
  await eventually(
    'only the steady call to be open',
    async () => (await product.sql('select id from call where state <> $1', ['ended'])).length === 1,
  );
  const records = await product.sql<{ user_id: string; call_id: CallId; outcome: string }>(
    'select user_id, call_id, outcome from history',
  );
  expect(records).toHaveLength(callCount);
  expect(new Set(records.map(({ call_id }) => call_id)).size).toBe(callCount);
  expect(records.filter(({ outcome }) => outcome !== 'answered')).toEqual([]);
  for (const person of busy) {
    const mine = pairs.filter((pair) => pair.person === person).length;
    await person.until(
      () => person.realtime.state.history.size === mine,
      `${mine} records in the window of ${person.key}`,
    );
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

/**
 * Twenty are set up at the same time, until all are up. These thirty telephones share one process: peer connections for
 * three hundred made in one go would keep all of them from answering at all for longer than anybody waits.
 */
async function dialAll(
  pairs: readonly { person: Colleague; phone: SipPhone; comesIn: boolean }[],
  dialled: PhoneCall[],
): Promise<void> {
  const waiting = [...pairs.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [n, { person, phone, comesIn }] = next;
      const number = comesIn ? (person.me.user.numbers[0] ?? '') : `+4670990000${n % outside.length}`;
      const call = comesIn
        ? phone.dial(number)
        : person.firstPhone.dial(number, { headers: ['X-Vaxel-Show: anonymous'] });
      dialled.push(call);
      await call.until('established', patienceMs);
    }
  };
  await Promise.all(Array.from({ length: 20 }, work));
}

async function answerAll(phone: SipPhone, count: number, answered: PhoneCall[]): Promise<void> {
  for (let taken = 0; taken < count; taken += 1) {
    const call = await phone.nextCall(patienceMs);
    call.answer();
    answered.push(call);
  }
}

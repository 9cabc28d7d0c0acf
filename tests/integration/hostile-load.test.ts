import { sizeOf } from '../hostile/growth';
import { describe as inWords, runHostile, type HostileResult } from '../hostile/scenario';
import { eventually } from '../fakes/waiters';
import { Product } from './product';

const phaseMs = 3_500;
const rounds = 3;

/** What each attack must have come to at least once, else it was none. */
const blows: Record<string, readonly string[]> = {
  'sockets: half a head': ['open'],
  'sockets: silent at /sip': ['open', 'answered 101'],
  'sockets: silent at /realtime': ['open', 'answered 101'],
  'sockets: half open at an unknown path': ['open', 'answered 404', 'closed'],
  'sockets: half open with a foreign origin': ['open', 'answered 403', 'closed'],
  'sockets: a body that does not come': ['open', 'answered 401'],
  'sockets: reset at /sip': ['reset'],
  'sockets: reset at /sip without subprotocol': ['reset'],
  'sockets: reset at /realtime': ['reset'],
  'sockets: reset in a request': ['reset'],
  'sip: thousands of Contacts': ['sent'],
  'sip: plain REGISTERs': ['sent'],
  'sip: garbage': ['sent'],
  'sip: guesses at a known name': ['401'],
  'sip: guesses at an unknown name': ['401'],
  'sip: a device that calls and calls': ['sent', 'answered 100'],
  'realtime: forged tokens': ['bye protocol'],
  'realtime: garbage': ['bye protocol'],
  'realtime: commands of a user': ['sent', 'welcome', 'answered', 'bye'],
  'realtime: a window that comes back and back': ['let in'],
  'rest: forged tokens': ['401'],
  'rest: no token': ['401'],
  'rest: a user who searches and searches': ['200'],
  'rest: a user who enrols devices': ['200'],
  'bot: forged tokens': ['401'],
  'bot: forged tokens of the channel': ['429'],
  'bot: garbage': ['401'],
  'bot: 256 kB': ['429'],
  'log bundle: worst lines': ['200'],
};

let product: Product;
let result: HostileResult;
let startedMs: number;

beforeAll(async () => {
  product = await Product.start();
  startedMs = performance.now();
  result = await runHostile(product, { phaseMs, rounds });
  process.stdout.write(`${inWords(result)}\n`);
});
afterAll(() => product.close());

// How much longer set-up takes is measured by `npm run hostile`, on a machine that has nothing else to do.
test('colleagues call each other, under attack as in peace: each call rings', () => {
  expect(result.attack.length).toBeGreaterThanOrEqual(rounds);
  expect(result.peace.length).toBeGreaterThanOrEqual(rounds);
});

test('the call that is up is heard all the time, both ways', () => {
  const { listened, heard, arrived, sent } = result.heardUnderAttack;
  expect(listened).toBeGreaterThanOrEqual(rounds);
  expect(heard).toBe(listened);
  expect(arrived / sent).toBeGreaterThan(0.95);
});

test('colleagues behind the attackers’ address sign in and call, during each attack and after the last', () => {
  expect(result.newcomers).toBe(rounds + 1);
});

test('a password is guessed at ten times at most, and its owner comes in with the next', () => {
  expect(result.ban).toEqual({ right: 401, renewed: 200 });
});

test('each attack met its entrance', () => {
  const missed = Object.entries(blows).flatMap(([name, outcomes]) =>
    outcomes
      .filter((outcome) => (result.tally[name]?.[outcome] ?? 0) === 0)
      .map((outcome) => `${name}: never ${outcome}`),
  );
  expect([missed, result.tally]).toEqual([[], result.tally]);
  expect(Object.keys(result.tally).sort()).toEqual(Object.keys(blows).sort());
});

test('nobody got in who is nobody, and a name that exists is answered like one that does not', () => {
  const statuses = (name: string) =>
    Object.keys(result.tally[name] ?? {}).filter((outcome) => /^\d|let in/.test(outcome));
  for (const name of ['realtime: forged tokens', 'realtime: garbage']) expect(statuses(name)).toEqual([]);
  for (const name of [
    'rest: forged tokens',
    'rest: no token',
    'bot: forged tokens',
    'bot: forged tokens of the channel',
    'bot: garbage',
    'bot: 256 kB',
  ])
    expect(statuses(name).filter((status) => !/^4/.test(status))).toEqual([]);
  expect(statuses('sip: guesses at a known name')).toEqual(['401']);
  expect(statuses('sip: guesses at an unknown name')).toEqual(['401']);
});

test('nothing grows without end: sockets and calls are gone, rows and memory are bounded', async () => {
  const [warm] = result.sizes;
  await eventually('the attackers’ sockets to be gone', async () => (await sizeOf(product)).openSockets < 100);
  await eventually('no call to be open', async () => (await sizeOf(product)).openCalls === 0);
  const after = await sizeOf(product);
  // Of the user who enrols fifty at most, and of each other one or two.
  expect(after.devices).toBeLessThan(100);
  // The caller begins thirty at once and then two a second; a colleague's set-up is one.
  const colleagues = result.peace.length + result.attack.length + 2 * rounds + 100;
  expect(after.calls).toBeLessThan(colleagues + 30 + ((performance.now() - startedMs) / 1_000) * 2);
  // What the collector has not come to yet is no growth.
  const bound = (warm?.rssMegabytes ?? 0) * 1.5;
  await eventually('the memory to be as before', async () => (await sizeOf(product)).rssMegabytes < bound);
});

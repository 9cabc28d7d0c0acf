import { createFakeClock } from '../../tests/fakes/clock';
import { createGathered } from './gathered';

interface Read {
  readonly keys: readonly string[];
  end(error?: Error): Promise<void>;
}

let reads: Read[];
let clock = createFakeClock();
beforeEach(() => {
  reads = [];
  clock = createFakeClock();
});

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function pass(ms: number): Promise<void> {
  clock.advance(ms);
  return turn();
}

/** Answers each key with itself and the number of the read, once the test ends that read. */
function readMany(keys: readonly string[]): Promise<string[]> {
  const number = reads.length;
  return new Promise((resolve, reject) =>
    reads.push({
      keys,
      end(error) {
        if (error) reject(error);
        else resolve(keys.map((key) => `${key}${number}`));
        return turn();
      },
    }),
  );
}

const gathered = (settings = {}) => createGathered((key: string) => key, readMany, { clock, ...settings });
const asked = () => reads.map(({ keys }) => keys.join(''));

test('who asks alone is answered at once', async () => {
  const answer = gathered()('a');
  await turn();
  await reads[0]?.end();
  expect(await answer).toBe('a0');
});

test('what is asked in the same moment is one read, and the same only once', async () => {
  const read = gathered();
  const answers = Promise.all(['a', 'b', 'a'].map(read));
  await turn();
  expect(asked()).toEqual(['ab']);
  await reads[0]?.end();
  expect(await answers).toEqual(['a0', 'b0', 'a0']);
});

test('what comes soon after a read for several is asked together, 20 ms after it', async () => {
  const read = gathered();
  for (const key of ['a', 'b']) void read(key);
  await turn();
  await reads[0]?.end();
  void read('c');
  await pass(19);
  void read('d');
  await turn();
  expect(asked()).toEqual(['ab']);
  await pass(1);
  expect(asked()).toEqual(['ab', 'cd']);
  await pass(20);
  void read('e');
  await turn();
  expect(asked()).toEqual(['ab', 'cd', 'e']);
});

test('who asks alone, one after the other, never waits', async () => {
  const read = gathered();
  for (const key of ['a', 'b', 'c']) {
    void read(key);
    await turn();
    await reads.at(-1)?.end();
  }
  expect(asked()).toEqual(['a', 'b', 'c']);
});

test('what comes while too many are under way waits for an end, and goes in its order, so many at a time', async () => {
  const read = gathered({ most: 2, atOnce: 2 });
  for (const key of ['a', 'b']) {
    void read(key);
    await pass(20);
  }
  for (const key of ['c', 'd', 'e']) void read(key);
  await pass(20);
  expect(asked()).toEqual(['a', 'b']);
  await reads[1]?.end();
  expect(asked()).toEqual(['a', 'b', 'cd']);
  await reads[0]?.end();
  expect(asked()).toEqual(['a', 'b', 'cd', 'e']);
});

test('more than fits into one read do not wait for each other', async () => {
  const read = gathered({ most: 2 });
  for (const key of ['a', 'b', 'c', 'd', 'e']) void read(key);
  await turn();
  expect(asked()).toEqual(['ab', 'cd']);
  await reads[0]?.end();
  expect(asked()).toEqual(['ab', 'cd', 'e']);
});

test('nobody gets what was read before it asked', async () => {
  const read = gathered();
  const before = read('a');
  await turn();
  const after = read('a');
  await reads[0]?.end();
  await pass(20);
  await reads[1]?.end();
  expect([await before, await after]).toEqual(['a0', 'a1']);
});

test('of keys that are the same the newest is read', async () => {
  const read = createGathered(
    ({ user }: { user: string; zone: string }) => user,
    async (all) => all.map((each) => each.zone),
  );
  expect(await Promise.all(['Oslo', 'Rome'].map((zone) => read({ user: 'anna', zone })))).toEqual(['Rome', 'Rome']);
});

test('a read that fails is the failure of those who wait for it, and the next one goes on', async () => {
  const read = gathered();
  const [first, second] = [read('a').catch(String), read('b').catch(String)];
  await turn();
  const third = read('c');
  await reads[0]?.end(new Error('away'));
  await pass(20);
  await reads[1]?.end();
  expect([await first, await second, await third]).toEqual(['Error: away', 'Error: away', 'c1']);
});

test('a read that throws before it waits is a failure too', async () => {
  const read = createGathered<string, string>(
    (key) => key,
    () => {
      throw new Error('no');
    },
  );
  await expect(read('a')).rejects.toThrow('no');
  await expect(read('b')).rejects.toThrow('no');
});

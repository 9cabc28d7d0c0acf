import { createFakeClock } from '../../tests/fakes/clock';
import { anna } from '../../tests/fakes/exchange';
import type { UserId } from '../contract/ids';
import { createNumbersToShow } from './number-to-show';

const [direct, board] = anna.numbers as [string, string];
const silent = { debug() {}, info() {}, warn() {}, error() {} };

function defaults(loaded: readonly (readonly [UserId, string])[] = []) {
  const clock = createFakeClock();
  const stored = { value: null as string | null, away: false, reads: [] as (() => void)[], held: false };
  const storedNumbers = {
    all: () => Promise.resolve([...loaded]),
    of: async () => {
      const { value } = stored;
      if (stored.held) await new Promise<void>((resolve) => stored.reads.push(resolve));
      if (stored.away) throw new Error('away');
      return value;
    },
  };
  const numbers = createNumbersToShow({ stored: storedNumbers, clock, logger: silent });
  const store = (value: string | null) => numbers.change(anna.userId, async () => void (stored.value = value));
  return { clock, stored, numbers, store, shown: () => numbers.of(anna, null).shown };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test('before the defaults are loaded everybody is anonymous', async () => {
  const { numbers, shown } = defaults();
  expect(shown()).toBeNull();
  await numbers.load();
  expect(shown()).toBe(direct);
});

test('somebody without any number is anonymous, and may call', async () => {
  const { numbers } = defaults();
  await numbers.load();
  expect(numbers.of({ ...anna, numbers: [] }, null)).toEqual({ shown: null, allowed: true });
});

test('a changed default holds from its acknowledgement on', async () => {
  const { numbers, store, shown } = defaults();
  await numbers.load();
  for (const [chosen, expected] of [
    ['anonymous', null],
    [board, board],
    [null, direct],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop -- one change after the other
    await store(chosen);
    expect(shown()).toBe(expected);
  }
});

test('while a change is under way, and after one that failed, she is anonymous until that is known', async () => {
  const { clock, numbers, stored, shown } = defaults();
  await numbers.load();
  let fail: (error: Error) => void = () => undefined;
  const changing = numbers.change(anna.userId, () => new Promise<void>((_resolve, reject) => (fail = reject)));
  expect(shown()).toBeNull();
  stored.away = true;
  fail(new Error('connection lost'));
  await expect(changing).rejects.toThrow('connection lost');
  expect(shown()).toBeNull();
  Object.assign(stored, { away: false, value: board });
  clock.advance(1_000);
  await settle();
  expect(shown()).toBe(board);
});

test('of two changes the one stored last holds, in whatever order they are read', async () => {
  const { numbers, store, stored, shown } = defaults();
  await numbers.load();
  stored.held = true;
  const changes = [store(board)];
  await settle();
  changes.push(store('anonymous'));
  await settle();
  const [first, second] = stored.reads;
  second?.();
  await settle();
  first?.();
  await Promise.all(changes);
  expect(shown()).toBeNull();
});

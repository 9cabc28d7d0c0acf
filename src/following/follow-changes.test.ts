import { z } from 'zod';
import { createFakeClock } from '../../tests/fakes/clock';
import type { WakeListener } from '../ports/wakes';
import { followChanges } from './follow-changes';

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
const clock = createFakeClock();
let read: (string | number[])[];
let failures: number;
let isAway: boolean;
let listener: WakeListener;
/** What is said while everything is read for the first time. */
let meanwhile: () => void;

beforeEach(() => {
  [read, failures, isAway, meanwhile] = [[], 0, false, () => undefined];
});

async function note(what: string | number[]): Promise<void> {
  read.push(what);
  if (isAway) throw new Error('away');
}

const follow = () =>
  followChanges({
    clock,
    wakes: {
      async listen(channel, given) {
        expect(channel).toBe('line_changed');
        listener = given;
        meanwhile();
      },
    },
    channel: 'line_changed',
    change: z.number(),
    mostAtOnce: 3,
    readAll: () => note('everything'),
    apply: (changes) => note([...changes]),
    onFailure: () => void (failures += 1),
  });

async function passes(ms: number): Promise<void> {
  await settle();
  clock.advance(ms);
  await settle();
}

test('everything once, and then what has changed, all that comes together in one go', async () => {
  await follow();
  listener.onNotice('1');
  await passes(10);
  listener.onNotice('2');
  await passes(10);
  listener.onNotice('3');
  await passes(20);
  expect(read).toEqual(['everything', [1, 2], [3]]);
});

test('what is said before everything was read is not lost', async () => {
  meanwhile = () => listener.onNotice('1');
  await follow();
  await passes(20);
  expect(read).toEqual(['everything', [1]]);
});

test.each<[string, () => void]>([
  ['more than is told one by one', () => ['1', '2', '3', '4', '5'].forEach(listenerSays)],
  ['something that is none of ours', () => ['1', '{', '2'].forEach(listenerSays)],
  ['a connection that was lost', () => listener.onGap()],
])('%s: everything is read again, once', async (_, happens) => {
  await follow();
  happens();
  await passes(20);
  await passes(2_000);
  expect(read).toEqual(['everything', 'everything']);
});

test('what could not be read is read with everything else, and said once', async () => {
  await follow();
  isAway = true;
  listener.onNotice('1');
  await passes(20);
  await passes(1_000);
  await passes(20);
  isAway = false;
  await passes(1_000);
  await passes(20);
  listener.onNotice('2');
  await passes(20);
  expect([read, failures]).toEqual([['everything', [1], 'everything', 'everything', [2]], 1]);
});

function listenerSays(payload: string): void {
  listener.onNotice(payload);
}

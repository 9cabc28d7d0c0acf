import type { UserId } from '../../src/contract/ids';
import { createFakeClock } from '../fakes/fake-clock';
import { userId } from '../fakes/samples';
import { createWatching } from './watching';

function setUp() {
  const clock = createFakeClock();
  const told: (readonly UserId[])[] = [];
  return { clock, told, watching: createWatching<UserId>({ clock, watch: (people) => told.push(people) }) };
}

it('tells who is on screen once the screen is at rest', () => {
  const { clock, told, watching } = setUp();
  const removeFirst = watching.add([userId(1)]);
  clock.advance(100);
  watching.add([userId(2)]);
  clock.advance(149);
  expect(told).toEqual([]);
  clock.advance(1);
  expect(told).toEqual([[userId(1), userId(2)]]);
  removeFirst();
  clock.advance(150);
  expect(told.at(-1)).toEqual([userId(2)]);
});

it('a person whom two parts show is watched until both are gone', () => {
  const { clock, told, watching } = setUp();
  const [one, two] = [watching.add([userId(1)]), watching.add([userId(1), userId(2)])];
  clock.advance(150);
  one();
  clock.advance(150);
  expect(told).toEqual([[userId(1), userId(2)]]);
  two();
  clock.advance(150);
  expect(told.at(-1)).toEqual([]);
});

it('a row that goes and comes again before the rest tells nothing', () => {
  const { clock, told, watching } = setUp();
  const remove = watching.add([userId(1)]);
  clock.advance(150);
  remove();
  watching.add([userId(1)]);
  clock.advance(150);
  expect(told).toHaveLength(1);
});

it('of more than 300 the newest are watched', () => {
  const { clock, told, watching } = setUp();
  for (let n = 1; n <= 310; n += 1) watching.add([userId(n)]);
  clock.advance(150);
  expect(told[0]).toHaveLength(300);
  expect(told[0]?.[0]).toBe(userId(11));
});

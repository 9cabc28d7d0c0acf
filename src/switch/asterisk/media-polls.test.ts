import { setImmediate as turn } from 'node:timers/promises';
import { createFakeClock } from '../../../tests/fakes/clock';
import { createLegWatch, silenceLimits } from '../leg-watch';
import type { LegId } from '../../contract/ids';
import { createLeg, handleOf, type Leg } from './leg';
import { createMediaPolls } from './media-polls';

const nothing = (): void => undefined;

/** So many legs that have just been answered, and how often Asterisk was asked in each part of so many ms. */
function answered(legs: number) {
  const clock = createFakeClock();
  const said = { asked: 0, received: 0, media: 0 };
  const request = async () => {
    said.asked += 1;
    return { rxcount: said.received };
  };
  const polls = createMediaPolls({ ari: { request }, listening: clock });
  const one = (at: number): Leg => {
    const leg = createLeg(`leg-${at}` as LegId, 'up', handleOf(`channel-${at}`, null));
    const socket = () => ({ isOpen: true, sinceMs: 0, isSuperseded: false });
    const told = { onStalled: nothing, onResumed: nothing, onLost: nothing, onMedia: () => void (said.media += 1) };
    leg.watch = createLegWatch({ limits: silenceLimits, socket, ...told });
    leg.watch.answered(clock.nowMs());
    return leg;
  };
  const all = Array.from({ length: legs }, (_, at) => one(at));
  for (const leg of all) polls.watch(leg);
  async function askedWithin(ms: number): Promise<number> {
    const before = said.asked;
    for (let passed = 0; passed < ms; passed += 10) {
      clock.advance(10);
      await turn();
    }
    return said.asked - before;
  }
  return { said, all, askedWithin };
}

test('a leg that has just been answered is heard within 20 ms, and is asked for seldom from then on', async () => {
  const { said, askedWithin } = answered(1);
  await askedWithin(200);
  expect(said).toEqual({ asked: 10, received: 0, media: 0 });
  said.received = 1;
  await askedWithin(20);
  expect(said.media).toBe(1);
  expect(await askedWithin(1_000)).toBe(1);
});

test('one from which nothing comes for long is asked for less often', async () => {
  const { askedWithin } = answered(1);
  await askedWithin(2_600);
  expect(await askedWithin(1_500)).toBe(10);
});

test('of many that are answered at once each is asked for less often, as long as they are many', async () => {
  const { all, askedWithin } = answered(100);
  await askedWithin(500);
  expect(await askedWithin(1_000)).toBe(200);
  for (const leg of all.slice(1)) leg.isOver = true;
  await askedWithin(500);
  expect(await askedWithin(200)).toBe(10);
});

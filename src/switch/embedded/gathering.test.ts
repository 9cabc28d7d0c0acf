import { createFakeClock } from '../../../tests/fakes/clock';
import { gathered, type Gathering } from './gathering';

/** A peer connection that finds its addresses when told to. */
function gathering() {
  const clock = createFakeClock();
  let sdp = 'v=0\r\n';
  let state = 'in-progress';
  let told: (state: string) => void = () => undefined;
  const connection: Gathering = {
    gatheringState: () => state as ReturnType<Gathering['gatheringState']>,
    localDescription: () => ({ type: 'answer', sdp }) as ReturnType<Gathering['localDescription']>,
    onGatheringStateChange: (listener) => (told = listener),
  };
  let isOver = false;
  void gathered(connection, clock).then(() => (isOver = true));
  return {
    find: () => (sdp += 'a=candidate:1 1 UDP 2122317823 127.0.0.1 40000 typ host\r\n'),
    complete() {
      state = 'complete';
      told(state);
    },
    async isOverAfter(ms: number) {
      clock.advance(ms);
      await Promise.resolve();
      await Promise.resolve();
      return isOver;
    },
  };
}

it('waits no longer than until all addresses are there', async () => {
  const { find, complete, isOverAfter } = gathering();
  find();
  expect(await isOverAfter(3)).toBe(false);
  complete();
  expect(await isOverAfter(0)).toBe(true);
});

it('does not wait for a STUN server that is silent', async () => {
  const { find, isOverAfter } = gathering();
  find();
  expect(await isOverAfter(499)).toBe(false);
  expect(await isOverAfter(1)).toBe(true);
});

it('is late on a busy machine, not without any address', async () => {
  const { find, isOverAfter } = gathering();
  expect(await isOverAfter(4_000)).toBe(false);
  find();
  expect(await isOverAfter(500)).toBe(true);
});

it('does not wait for ever for an address that never comes', async () => {
  const { isOverAfter } = gathering();
  expect(await isOverAfter(9_999)).toBe(false);
  expect(await isOverAfter(1)).toBe(true);
});

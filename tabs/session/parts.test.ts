import { createFakeClock, settle } from '../fakes/fake-clock';
import { createParts } from './parts';

function setUp() {
  const clock = createFakeClock();
  const parts = createParts({ clock, random: () => 1, log: () => undefined });
  let failures = 2;
  let fetched = 0;
  const load = () =>
    parts.load('phone', async () => {
      fetched += 1;
      if (failures-- > 0) throw new Error('Failed to fetch dynamically imported module');
      return 'part';
    });
  return { clock, parts, load, fetched: () => fetched, failFor: (times: number) => void (failures = times) };
}

it('what could not be loaded is said, and loaded later', async () => {
  const { clock, parts, load } = setUp();
  const loaded = load();
  await settle();
  expect(parts.missing.get()).toEqual(['phone']);
  clock.advance(400);
  await settle();
  expect(parts.missing.get()).toEqual(['phone']);
  clock.advance(800);
  expect(await loaded).toBe('part');
  expect(parts.missing.get()).toEqual([]);
});

it('it is tried again without end, with pauses of at most 15 s', async () => {
  const { clock, load, fetched, failFor } = setUp();
  failFor(30);
  void load();
  for (let n = 0; n < 40; n += 1) {
    await settle();
    clock.advance(15_000);
  }
  await settle();
  expect(fetched()).toBe(31);
});

it('nobody waits when the network is back', async () => {
  const { parts, load, failFor } = setUp();
  failFor(1);
  const loaded = load();
  await settle();
  parts.retryNow();
  expect(await loaded).toBe('part');
});

import { createFakeClock } from '../../tests/fakes/clock';
import { daily } from './daily';

test('daily work is done at once, every day, and no more after the end', async () => {
  const clock = createFakeClock();
  let times = 0;
  const end = await daily(clock, async () => void (times += 1));
  expect(times).toBe(1);
  clock.advance(24 * 3_600_000);
  expect(times).toBe(2);
  end();
  clock.advance(48 * 3_600_000);
  expect(times).toBe(2);
});

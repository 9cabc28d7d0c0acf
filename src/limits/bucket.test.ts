import { createFakeClock } from '../../tests/fakes/clock';
import { createBucket, createBuckets } from './bucket';

test('a bucket gives a burst at once, then so many a second, and says how long to wait', () => {
  const clock = createFakeClock();
  const bucket = createBucket(clock, { burst: 3, perSecond: 2 });
  expect([bucket.take(), bucket.take(), bucket.take(), bucket.take()]).toEqual([true, true, true, false]);
  expect(bucket.waitMs()).toBe(500);
  clock.advance(499);
  expect(bucket.take()).toBe(false);
  clock.advance(1);
  expect(bucket.waitMs()).toBe(0);
  expect([bucket.take(), bucket.take()]).toEqual([true, false]);
  clock.advance(60_000);
  expect(bucket.isFull()).toBe(true);
});

test('buckets of strangers’ keys do not grow without end', () => {
  const clock = createFakeClock();
  const buckets = createBuckets(clock, { burst: 3, perSecond: 1 });
  for (let n = 0; n < 25_000; n += 1) buckets.of(`10.0.${n}`).take();
  expect(buckets.size).toBeLessThanOrEqual(10_001);
  clock.advance(3_000);
  buckets.of('10.0.0').take();
  expect(buckets.size).toBe(1);
});

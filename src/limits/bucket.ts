import type { Clock } from '../ports/clock';

/** So many at once, and so many a second in the long run. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

export interface Bucket {
  /** Takes one; false when none is left. */
  take(): boolean;
  /** How long until there is one to take; 0 = now. */
  waitMs(): number;
  /** As good as new: nothing would be lost by forgetting it. */
  isFull(): boolean;
}

/** A token bucket. */
export function createBucket(clock: Pick<Clock, 'nowMs'>, { burst, perSecond }: Rate): Bucket {
  let left = burst;
  let lastMs = clock.nowMs();
  const fill = () => {
    const nowMs = clock.nowMs();
    left = Math.min(burst, left + (Math.max(0, nowMs - lastMs) / 1000) * perSecond);
    lastMs = nowMs;
    return left;
  };
  return {
    take() {
      if (fill() < 1) return false;
      left -= 1;
      return true;
    },
    waitMs: () => Math.max(0, Math.ceil(((1 - fill()) / perSecond) * 1000)),
    isFull: () => fill() >= burst,
  };
}

/**
 * Buckets by a key that strangers choose (an address, a user name): those that are full again are forgotten, and there
 * are never too many.
 */
export interface Buckets {
  of(key: string): Bucket;
  readonly size: number;
}

const most = 10_000;

export function createBuckets(clock: Pick<Clock, 'nowMs'>, rate: Rate): Buckets {
  // In the order of their last use.
  const buckets = new Map<string, Bucket>();
  function forgetOldest(): void {
    for (const [key, bucket] of buckets) {
      if (!bucket.isFull() && buckets.size <= most) return;
      buckets.delete(key);
    }
  }
  return {
    of(key) {
      const bucket = buckets.get(key) ?? createBucket(clock, rate);
      buckets.delete(key);
      forgetOldest();
      buckets.set(key, bucket);
      return bucket;
    },
    get size() {
      return buckets.size;
    },
  };
}

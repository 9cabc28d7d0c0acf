import type { Clock } from '../ports/clock';
import { systemClock } from './system-clock';

export interface GatheredSettings {
  /** Keys of one read. */
  readonly most?: number;
  /** Reads under way at the same time. */
  readonly atOnce?: number;
  readonly clock?: Clock;
}

/** From a read for several to the next: what comes meanwhile is asked together. */
const restMs = 20;

interface Asked<Key, Value> {
  /** The newest of those that are the same. */
  readonly key: Key;
  readonly settle: { readonly resolve: (value: Value) => void; readonly reject: (error: unknown) => void }[];
}

/**
 * What many ask for in the same moment, read together: alone it is read at once; what comes soon after a read for
 * several, or while too many are under way, waits and goes into the next, in its order and the same only once. Nobody
 * gets what was read before it asked.
 * @param idOf keys of one id are the same
 * @param readMany values in the order of the keys; fails for all of them
 */
export function createGathered<Key, Value>(
  idOf: (key: Key) => string,
  readMany: (keys: readonly Key[]) => Promise<readonly Value[]>,
  { most = 100, atOnce = 2, clock = systemClock }: GatheredSettings = {},
): (key: Key) => Promise<Value> {
  const waiting = new Map<string, Asked<Key, Value>>();
  let underWay = 0;
  let isResting = false;

  function take(): readonly Asked<Key, Value>[] {
    const taken: Asked<Key, Value>[] = [];
    for (const [id, asked] of waiting) {
      if (taken.length >= most) break;
      waiting.delete(id);
      taken.push(asked);
    }
    return taken;
  }

  async function read(all: readonly Asked<Key, Value>[]): Promise<void> {
    try {
      const values = await readMany(all.map(({ key }) => key));
      all.forEach(({ settle }, index) => settle.forEach(({ resolve }) => resolve(values[index] as Value)));
    } catch (error) {
      for (const { settle } of all) for (const { reject } of settle) reject(error);
    }
  }

  function rest(): void {
    isResting = true;
    clock.after(restMs, () => {
      isResting = false;
      goOn();
    });
  }

  function goOn(): void {
    if (isResting || waiting.size === 0 || underWay >= atOnce) return;
    underWay += 1;
    const all = take();
    // Who asks alone leaves nobody waiting; a full read leaves others, who are due as well.
    if (all.length > 1 && waiting.size === 0) rest();
    void read(all).then(() => {
      underWay -= 1;
      goOn();
    });
    goOn();
  }

  return (key) =>
    new Promise((resolve, reject) => {
      const id = idOf(key);
      waiting.set(id, { key, settle: [...(waiting.get(id)?.settle ?? []), { resolve, reject }] });
      // Whoever asks in this very moment comes along.
      if (waiting.size === 1) queueMicrotask(goOn);
    });
}

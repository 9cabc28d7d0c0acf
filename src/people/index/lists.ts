/** Lists of numbers by a key, all in one. */
export interface Lists {
  /** From where to before where the list of a key, or of several keys in a row, lies in `values`. */
  readonly starts: Uint32Array;
  readonly values: Uint32Array;
}

/** Numbers with their keys as they come, however many there will be. */
export interface Pairs {
  add(key: number, value: number): void;
  /** The lists of so many keys, each in the order in which its numbers came. @param order the place of each key */
  toLists(keys: number, order?: Uint32Array): Lists;
}

export function createPairs(): Pairs {
  let pairs = new Uint32Array(1 << 10);
  let length = 0;
  return {
    add(key, value) {
      if (length === pairs.length) {
        const larger = new Uint32Array(length * 2);
        larger.set(pairs);
        pairs = larger;
      }
      pairs[length] = key;
      pairs[length + 1] = value;
      length += 2;
    },
    toLists(keys, order) {
      const placeOf = (at: number): number => order?.[pairs[at] ?? 0] ?? pairs[at] ?? 0;
      const starts = new Uint32Array(keys + 1);
      for (let at = 0; at < length; at += 2) increase(starts, placeOf(at) + 1);
      for (let key = 0; key < keys; key += 1) starts[key + 1] = (starts[key + 1] ?? 0) + (starts[key] ?? 0);
      const next = starts.slice();
      const values = new Uint32Array(length / 2);
      for (let at = 0; at < length; at += 2) values[increase(next, placeOf(at))] = pairs[at + 1] ?? 0;
      return { starts, values };
    },
  };
}

/** Gives what was there before. */
function increase(counts: Uint32Array, at: number): number {
  const before = counts[at] ?? 0;
  counts[at] = before + 1;
  return before;
}

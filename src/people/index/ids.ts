import type { ContactId } from '../../contract/ids';

/** Which person has an id: 20 bytes a person, where a map would take a hundred. */
export interface Ids {
  find(id: ContactId): number | null;
}

const words = 4;

/** @param ids in the order of the persons */
export function createIds(ids: readonly ContactId[]): Ids {
  const keys = new Uint32Array(ids.length * words);
  ids.forEach((id, person) => keys.set(keyOf(id), person * words));
  const compare = (a: number, b: number): number => {
    for (let word = 0; word < words; word += 1) {
      const difference = (keys[a * words + word] ?? 0) - (keys[b * words + word] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  };
  const sorted = Uint32Array.from(ids.keys()).sort(compare);

  return {
    find(id) {
      const wanted = keyOf(id);
      let [low, high] = [0, sorted.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        const difference = compareTo(keys, (sorted[middle] ?? 0) * words, wanted);
        if (difference === 0) return sorted[middle] ?? null;
        if (difference < 0) low = middle + 1;
        else high = middle;
      }
      return null;
    },
  };
}

function compareTo(keys: Uint32Array, at: number, wanted: readonly number[]): number {
  for (let word = 0; word < words; word += 1) {
    const difference = (keys[at + word] ?? 0) - (wanted[word] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function keyOf(id: string): readonly number[] {
  const hex = id.replaceAll('-', '');
  return [0, 8, 16, 24].map((at) => Number.parseInt(hex.slice(at, at + 8), 16));
}

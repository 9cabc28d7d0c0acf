/**
 * Distinct words in the order of their code units, held as one text, `\nanna\nbo\n`: a hundred thousand of them are
 * one string and one list of numbers.
 */
export interface Vocabulary {
  readonly count: number;
  /** Where the words begin in `text`; the last entry is its end. */
  readonly starts: Uint32Array;
  readonly text: string;
  /** The words that begin so: from the first to before the second. */
  beginningWith(beginning: string): readonly [number, number];
  /** Tells of each word that has the part anywhere but at its beginning. */
  containing(part: string, found: (word: number) => void): void;
}

/** @param words distinct and sorted by code units, without line breaks */
export function createVocabulary(words: readonly string[]): Vocabulary {
  const count = words.length;
  const text = `\n${words.join('\n')}\n`;
  const starts = new Uint32Array(count + 1);
  for (let word = 0, at = 1; word < count; word += 1) {
    starts[word] = at;
    at += (words[word]?.length ?? 0) + 1;
  }
  starts[count] = text.length;

  /** The first word that is not before `wanted`; with `after` the first that neither is so nor begins so. */
  function bound(wanted: string, after: boolean): number {
    let [low, high] = [0, count];
    while (low < high) {
      const middle = (low + high) >> 1;
      const start = starts[middle] ?? 0;
      const word = text.slice(start, Math.min((starts[middle + 1] ?? 0) - 1, start + wanted.length));
      if (after ? word <= wanted : word < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  function containing(part: string, found: (word: number) => void): void {
    let word = 0;
    for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, starts[word])) {
      word = wordAt(starts, at, word);
      if (at > (starts[word] ?? 0)) found(word);
      word += 1;
      if (word >= count) return;
    }
  }

  return { count, starts, text, containing, beginningWith: (part) => [bound(part, false), bound(part, true)] };
}

/** The word in which a place of the text lies; not one before `from`. */
function wordAt(starts: Uint32Array, at: number, from: number): number {
  let [low, high] = [from, starts.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle;
  }
  return low;
}

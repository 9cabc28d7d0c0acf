import type { Vocabulary } from './vocabulary';

/** A word that is written similarly. */
export interface NearWord {
  readonly word: number;
  /** Letters left out, put in, changed or swapped, from what was typed to the nearest beginning of the word. */
  readonly errors: number;
  /** By how many letters the word is longer or shorter. */
  readonly longer: number;
}

/** How many errors a typed word of so many letters may have: short words are written similarly to all others. */
export const errorsIn = (letters: number): number => (letters < 4 ? 0 : letters < 8 ? 1 : 2);

/** More errors than any word may have. */
const tooMany = 100;

/** More than are ever shown. */
const mostWords = 200;

/**
 * The words that begin nearly as typed, the nearest first: optimal string alignment, worked out along the sorted
 * words, of which those that begin hopelessly are left out together.
 */
export function nearWords(vocabulary: Vocabulary, typed: string): readonly NearWord[] {
  const most = errorsIn(typed.length);
  if (most === 0) return [];
  const found: NearWord[] = [];
  const { starts, count } = vocabulary;
  const table = createTable(vocabulary.text, typed, most);
  let word = 0;
  while (word < count) {
    const start = starts[word] ?? 0;
    const length = (starts[word + 1] ?? 0) - 1 - start;
    const { errors, hopelessFrom } = table.follow(start, length);
    const next = hopelessFrom === null ? word + 1 : afterBeginning(vocabulary, word, hopelessFrom);
    if (errors <= most) {
      for (; word < next; word += 1) {
        const letters = (starts[word + 1] ?? 0) - 1 - (starts[word] ?? 0);
        found.push({ word, errors, longer: Math.abs(letters - typed.length) });
      }
    }
    word = next;
  }
  return found.sort((a, b) => a.errors - b.errors || a.longer - b.longer || a.word - b.word).slice(0, mostWords);
}

interface Followed {
  /** The fewest of any beginning of the word. */
  readonly errors: number;
  /** However a word goes on that begins with so many letters of this one, it has no fewer; null: it may. */
  readonly hopelessFrom: number | null;
}

/** The table of distances, of which what the last word has in common with the next is kept. */
function createTable(text: string, typed: string, most: number) {
  const width = typed.length + 1;
  const depth = typed.length + most;
  const rows = new Uint8Array((depth + 1) * width);
  const best = new Uint8Array(depth + 1).fill(tooMany);
  const codes = Uint16Array.from(typed, (letter) => letter.charCodeAt(0));
  const letters = new Uint16Array(depth);
  for (let column = 0; column < width; column += 1) rows[column] = column;
  /** So many rows stand, for `letters`. */
  let standing = 0;

  /**
   * Fills in the row of one more letter. Gives its least. Only as far from the diagonal as few enough errors lead; what
   * lies beside that has more.
   */
  function addRow(row: number, letter: number): number {
    const [here, above] = [row * width, (row - 1) * width];
    const before = row > 1 ? letters[row - 2] : -1;
    const from = Math.max(1, row - most);
    const to = Math.min(width - 1, row + most);
    let least = (rows[here + from - 1] = from === 1 ? row : tooMany);
    if (to < width - 1) rows[here + to + 1] = tooMany;
    for (let column = from; column <= to; column += 1) {
      const same = letter === codes[column - 1];
      let errors = Math.min(
        (rows[above + column - 1] ?? 0) + (same ? 0 : 1),
        (rows[above + column] ?? 0) + 1,
        (rows[here + column - 1] ?? 0) + 1,
      );
      if (column > 1 && letter === codes[column - 2] && before === codes[column - 1])
        errors = Math.min(errors, (rows[above - width + column - 2] ?? 0) + 1);
      rows[here + column] = errors;
      if (errors < least) least = errors;
    }
    letters[row - 1] = letter;
    const ofAll = to === width - 1 ? (rows[here + to] ?? tooMany) : tooMany;
    best[row] = Math.min(best[row - 1] ?? tooMany, ofAll);
    return least;
  }

  function follow(start: number, length: number): Followed {
    const end = Math.min(length, depth);
    let row = 0;
    while (row < Math.min(standing, end) && letters[row] === text.charCodeAt(start + row)) row += 1;
    for (; row < end; row += 1) {
      const least = addRow(row + 1, text.charCodeAt(start + row));
      if (least <= most) continue;
      standing = row + 1;
      return { errors: best[row + 1] ?? tooMany, hopelessFrom: row + 1 };
    }
    standing = end;
    return { errors: best[end] ?? tooMany, hopelessFrom: null };
  }

  return { follow };
}

/** The first word after `word` that does not begin with the same letters. */
function afterBeginning({ text, starts, count }: Vocabulary, word: number, letters: number): number {
  const from = starts[word] ?? 0;
  const beginsSo = (other: number): boolean => {
    const start = starts[other] ?? 0;
    for (let at = 0; at < letters; at += 1)
      if (text.charCodeAt(start + at) !== text.charCodeAt(from + at)) return false;
    return true;
  };
  let [low, high] = [word + 1, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (beginsSo(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

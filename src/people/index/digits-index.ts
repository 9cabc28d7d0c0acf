import { createPairs } from './lists';

/** How well digits fit: as the extension, as its beginning, as the beginning or the end of a number, within one. */
export type DigitsFit = 'extension' | 'extensionBegins' | 'numberBeginsOrEnds' | 'within';

/** Finds people by their extension and numbers. */
export interface DigitsIndex {
  /** Tells of each person with these digits: one or two begin a number, more may stand anywhere in it. */
  find(digits: string, found: (person: number, fit: DigitsFit) => void): void;
}

export interface DigitsBuilder {
  /**
   * Persons come in their order.
   *
   * @param numbers the forms in which each is written
   */
  add(extension: string, numbers: readonly string[]): void;
  build(): DigitsIndex;
}

const digitsOf = { gram: 3, beginning: 2 } as const;
/** Ten for one digit, a hundred for two. */
const beginnings = 110;
const [zero, lineBreak] = [48, 10];

export function createDigitsBuilder(): DigitsBuilder {
  const grams = createPairs();
  const begins = createPairs();
  const lines: string[] = [];
  let lastOf = new Int32Array(1_000 + beginnings).fill(-1);

  function addOnce(key: number, person: number): void {
    if (lastOf[key] === person) return;
    lastOf[key] = person;
    if (key < 1_000) grams.add(key, person);
    else begins.add(key - 1_000, person);
  }

  function addNumber(number: string, person: number): void {
    for (let length = 1; length <= Math.min(digitsOf.beginning, number.length); length += 1)
      addOnce(1_000 + beginningKey(number.slice(0, length)), person);
    for (let at = 0; at + digitsOf.gram <= number.length; at += 1)
      addOnce(Number(number.slice(at, at + digitsOf.gram)), person);
  }

  return {
    add(extension, numbers) {
      const person = lines.length;
      for (const number of [extension, ...numbers]) addNumber(number, person);
      lines.push(`${[extension, ...numbers].join('\n')}\n`);
    },
    build() {
      const starts = new Uint32Array(lines.length + 1);
      lines.forEach((line, person) => (starts[person + 1] = (starts[person] ?? 0) + line.length));
      const text = Buffer.from(lines.join(''), 'latin1');
      lines.length = 0;
      lastOf = new Int32Array(0);
      return createDigitsIndex(text, starts, { grams: grams.toLists(1_000), begins: begins.toLists(beginnings) });
    },
  };
}

const beginningKey = (digits: string): number => (digits.length === 1 ? 0 : 10) + Number(digits);

type Lists = ReturnType<ReturnType<typeof createPairs>['toLists']>;

function createDigitsIndex(
  text: Buffer,
  starts: Uint32Array,
  { grams, begins }: { readonly grams: Lists; readonly begins: Lists },
): DigitsIndex {
  /** The shortest list of those who can have these digits. */
  function candidates(digits: string): Uint32Array {
    if (digits.length < digitsOf.gram) return listOf(begins, beginningKey(digits));
    let shortest: Uint32Array | null = null;
    for (let at = 0; at + digitsOf.gram <= digits.length; at += 1) {
      const list = listOf(grams, Number(digits.slice(at, at + digitsOf.gram)));
      if (shortest === null || list.length < shortest.length) shortest = list;
    }
    return shortest ?? new Uint32Array(0);
  }

  return {
    find(digits, found) {
      if (digits === '') return;
      const wanted = Uint8Array.from(digits, (digit) => digit.charCodeAt(0));
      const onlyBeginnings = digits.length < digitsOf.gram;
      for (const person of candidates(digits)) {
        const fit = fitIn(text, starts[person] ?? 0, starts[person + 1] ?? 0, wanted);
        if (fit !== null && !(onlyBeginnings && fit === 'within')) found(person, fit);
      }
    },
  };
}

const listOf = ({ starts, values }: Lists, key: number): Uint32Array =>
  values.subarray(starts[key] ?? 0, starts[key + 1] ?? 0);

/** The best fit in the lines of one person, of which the first is the extension. */
function fitIn(text: Buffer, from: number, to: number, wanted: Uint8Array): DigitsFit | null {
  let best: DigitsFit | null = null;
  let lineStart = from;
  for (let at = from; at + wanted.length < to; at += 1) {
    if (text[at] === lineBreak) lineStart = at + 1;
    if (!standsAt(text, at, wanted)) continue;
    const ends = (text[at + wanted.length] ?? zero) < zero;
    if (at === from) return ends ? 'extension' : 'extensionBegins';
    if (at === lineStart || (ends && wanted.length >= digitsOf.gram)) best = 'numberBeginsOrEnds';
    else best ??= 'within';
  }
  return best;
}

function standsAt(text: Buffer, at: number, wanted: Uint8Array): boolean {
  for (let index = 0; index < wanted.length; index += 1) if (text[at + index] !== wanted[index]) return false;
  return true;
}

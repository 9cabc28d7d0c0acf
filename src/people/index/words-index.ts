import { createPairs, type Lists } from './lists';
import { createVocabulary, type Vocabulary } from './vocabulary';

/** Where a word stands: the place among the words of the name, or elsewhere. */
export const place = { lastOfName: 5, otherField: 6, otherSpelling: 7 } as const;

/** The words of a directory, with who has them. */
export interface WordsIndex {
  readonly vocabulary: Vocabulary;
  /** Tells of each person with one of these words, and of its place. */
  ofWords(from: number, to: number, found: (person: number, place: number) => void): void;
}

export interface WordsBuilder {
  add(word: string, person: number, at: number): void;
  build(): WordsIndex;
}

const places = 8;

export function createWordsBuilder(): WordsBuilder {
  const numbers = new Map<string, number>();
  const pairs = createPairs();
  return {
    add(word, person, at) {
      let number = numbers.get(word);
      if (number === undefined) numbers.set(word, (number = numbers.size));
      pairs.add(number, person * places + at);
    },
    build() {
      const words = [...numbers.keys()].sort((a, b) => (a < b ? -1 : 1));
      const order = new Uint32Array(words.length);
      words.forEach((word, index) => (order[numbers.get(word) ?? 0] = index));
      numbers.clear();
      return createWordsIndex(createVocabulary(words), pairs.toLists(words.length, order));
    },
  };
}

function createWordsIndex(vocabulary: Vocabulary, { starts, values }: Lists): WordsIndex {
  return {
    vocabulary,
    ofWords(from, to, found) {
      const end = starts[to] ?? 0;
      for (let at = starts[from] ?? 0; at < end; at += 1) {
        const value = values[at] ?? 0;
        found(Math.floor(value / places), value % places);
      }
    },
  };
}

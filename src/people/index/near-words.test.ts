import fc from 'fast-check';
import { nearWords } from './near-words';
import { createVocabulary } from './vocabulary';

/** Optimal string alignment of a text with the nearest beginning of a word, as it is defined. */
function distance(typed: string, word: string): number {
  const table = Array.from({ length: word.length + 1 }, (_, row) => [row]);
  for (let column = 0; column <= typed.length; column += 1) (table[0] ??= [])[column] = column;
  for (let row = 1; row <= word.length; row += 1)
    for (let column = 1; column <= typed.length; column += 1) {
      const at = (r: number, c: number): number => table[r]?.[c] ?? Infinity;
      const same = word[row - 1] === typed[column - 1] ? 0 : 1;
      let errors = Math.min(at(row - 1, column - 1) + same, at(row - 1, column) + 1, at(row, column - 1) + 1);
      if (row > 1 && column > 1 && word[row - 1] === typed[column - 2] && word[row - 2] === typed[column - 1])
        errors = Math.min(errors, at(row - 2, column - 2) + 1);
      (table[row] ??= [])[column] = errors;
    }
  return Math.min(...table.map((row) => row[typed.length] ?? Infinity));
}

const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 10 });

test('are all those that the definition says, with the fewest errors', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(letters, { maxLength: 40 }),
      fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 4, maxLength: 10 }),
      (list, typed) => {
        const words = list.toSorted();
        const most = typed.length < 8 ? 1 : 2;
        const expected = words.flatMap((word, index) => {
          const errors = distance(typed, word);
          return errors <= most ? [`${index}:${errors}`] : [];
        });
        const found = nearWords(createVocabulary(words), typed).map(({ word, errors }) => `${word}:${errors}`);
        expect(found.toSorted()).toEqual(expected.toSorted());
      },
    ),
    { numRuns: 500 },
  );
});

test('words of three letters have none', () => {
  expect(nearWords(createVocabulary(['abc', 'abd']), 'abe')).toEqual([]);
});

test('a vocabulary finds beginnings and parts as the words themselves do', () => {
  fc.assert(
    fc.property(fc.uniqueArray(letters, { maxLength: 40 }), letters, (list, part) => {
      const words = list.toSorted();
      const vocabulary = createVocabulary(words);
      const [from, to] = vocabulary.beginningWith(part);
      expect(words.slice(from, to)).toEqual(words.filter((word) => word.startsWith(part)));
      const within: string[] = [];
      vocabulary.containing(part, (word) => within.push(words[word] ?? ''));
      expect(within).toEqual(words.filter((word) => word.indexOf(part) > 0));
    }),
    { numRuns: 500 },
  );
});

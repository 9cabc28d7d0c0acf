import type { ContactId } from '../../contract/ids';
import type { ContactRecord } from '../contact-row';
import { markedWords } from './asked';
import { createDigitsBuilder } from './digits-index';
import type { DigitsIndex } from './digits-index';
import { createIds, type Ids } from './ids';
import { createRecordsBuilder, type Records } from './records';
import { createWordsBuilder, place, type WordsBuilder, type WordsIndex } from './words-index';

/** A contact with what it is found by, `searchText()`. */
export interface IndexedContact {
  readonly record: ContactRecord;
  readonly searchText: string;
}

/** All that a directory is searched by. Persons are numbered in the order in which they are listed. */
export interface PeopleIndex {
  readonly words: WordsIndex;
  /** Words of names as they are written, where they have marks. */
  readonly marked: WordsIndex;
  readonly digits: DigitsIndex;
  readonly ids: Ids;
  readonly records: Records;
  /** The first letters of the names, as code points. */
  readonly firstLetters: Uint32Array;
}

export interface PeopleIndexBuilder {
  /** Contacts come in the order in which they are listed. */
  add(contact: IndexedContact): void;
  build(): PeopleIndex;
}

export function createPeopleIndexBuilder(): PeopleIndexBuilder {
  const [words, marked] = [createWordsBuilder(), createWordsBuilder()];
  const digits = createDigitsBuilder();
  const records = createRecordsBuilder();
  const ids: ContactId[] = [];
  const firstLetters: number[] = [];

  return {
    add({ record, searchText }) {
      const person = ids.length;
      const [name = '', ...fields] = searchText.split('\n');
      addName(words, name, person);
      for (const field of fields)
        if (!isDigits(field)) for (const word of wordsOf(field)) words.add(word, person, place.otherField);
      for (const word of markedWords(record.displayName).values()) marked.add(word, person, place.lastOfName);
      const { extension } = record;
      const isNumber = extension !== null && isDigits(extension);
      digits.add(
        isNumber ? extension : '',
        fields.filter((field) => isDigits(field) && field !== extension),
      );
      records.add(record);
      ids.push(record.id);
      firstLetters.push(record.displayName.trimStart().codePointAt(0) ?? 0);
    },
    build: () => ({
      words: words.build(),
      marked: marked.build(),
      digits: digits.build(),
      ids: createIds(ids),
      records: records.build(),
      firstLetters: Uint32Array.from(firstLetters),
    }),
  };
}

const isDigits = (field: string): boolean => /^[0-9]+$/.test(field);
const wordsOf = (field: string): readonly string[] => field.split(' ').filter((word) => word !== '');

function addName(words: WordsBuilder, name: string, person: number): void {
  wordsOf(name).forEach((word, index) => {
    words.add(word, person, Math.min(index, place.lastOfName));
    const spelling = plainSpelling(word);
    if (spelling !== word) words.add(spelling, person, place.otherSpelling);
  });
}

/** How å ä ö are written where there are no such keys: Aaberg is Åberg, and `fold` writes that as `aberg`. */
export const plainSpelling = (word: string): string => word.replace(/aa|ae/g, 'a').replace(/oe/g, 'o');

/** Where the names that begin with a letter begin in a list. */
export interface Letter {
  readonly letter: string;
  readonly offset: number;
}

/** What begins with no letter. */
const noLetter = '#';

/**
 * The letter under which a language lists names that begin so: É is E, but Å is a letter of its own in Swedish and an
 * A in English.
 */
export function createLetterOf(language: string): (codePoint: number) => string {
  const collator = collatorOf(language, 'base');
  const known = new Map<number, string>();
  return (codePoint) => {
    const found = known.get(codePoint) ?? letterOf(String.fromCodePoint(codePoint), language, collator);
    known.set(codePoint, found);
    return found;
  };
}

function letterOf(first: string, language: string, collator: Intl.Collator): string {
  if (!/\p{L}/u.test(first)) return noLetter;
  const [upper = first] = first.normalize('NFC').toLocaleUpperCase(language);
  const [plain = upper] = upper.normalize('NFD');
  return collator.compare(upper, plain) === 0 ? plain : upper;
}

/**
 * The letters of a list, from the first letters of its names. One that comes again, as among names of another script,
 * is there once.
 */
export function createLetters(firstLetters: Iterable<number>, letterOfName: (codePoint: number) => string): Letter[] {
  const letters = new Map<string, number>();
  let offset = 0;
  for (const codePoint of firstLetters) {
    const letter = letterOfName(codePoint);
    if (!letters.has(letter)) letters.set(letter, offset);
    offset += 1;
  }
  return Array.from(letters, ([letter, at]) => ({ letter, offset: at }));
}

/** A collator of a language, or the root's for one that nobody knows. */
export function collatorOf(language: string, sensitivity: 'base' | 'variant' = 'variant'): Intl.Collator {
  try {
    return new Intl.Collator(language, { sensitivity });
  } catch {
    return new Intl.Collator('und', { sensitivity });
  }
}

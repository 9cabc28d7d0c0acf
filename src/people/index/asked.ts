import { fold } from '../../contract/fold';
import { searchedDigits } from '../../contract/numbers/numbers';
import { phoneLibrary } from '../../contract/numbers/phone-library';

/** One word of what was typed. */
export interface AskedWord {
  /** As `fold` writes it. */
  readonly text: string;
  /** With its marks, where it has some: whoever types å means å before a. */
  readonly marked: string | null;
  /** Looked for among extensions and numbers as well. */
  readonly isDigits: boolean;
}

/** What was typed, as the directory is asked for it. */
export interface Asked {
  readonly words: readonly AskedWord[];
  /** Whether what is written similarly may be meant: a number that is written similarly is somebody else's. */
  readonly forgiving: boolean;
}

/** More words than anyone types; the rest is not looked at. */
const mostWords = 6;
const longestTyped = 100;

/** Reads a name, an extension, or a number in any notation. */
export function readAsked(typed: string): Asked {
  const digits = searchedDigits(typed, phoneLibrary);
  if (digits !== null) return { words: [{ text: digits, marked: null, isDigits: true }], forgiving: false };
  const phrase = fold(typed.slice(0, longestTyped)).replace(/\s+/g, ' ');
  const texts = phrase.split(' ').filter((word) => word !== '');
  const marked = markedWords(typed.slice(0, longestTyped));
  const words = texts.slice(0, mostWords).map((text) => ({
    text,
    marked: marked.get(text) ?? null,
    isDigits: /^[0-9]+$/.test(text),
  }));
  return { words, forgiving: !isMostlyDigits(phrase) };
}

/** The words of a text that have marks, by what `fold` makes of them. */
export function markedWords(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  // oxlint-disable-next-line no-control-regex -- plain ASCII has no marks
  if (/^[\u0000-\u007f]*$/.test(text)) return found;
  for (const word of text
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []) {
    const folded = fold(word);
    if (folded !== word) found.set(folded, word);
  }
  return found;
}

function isMostlyDigits(text: string): boolean {
  return (text.match(/\p{N}/gu)?.length ?? 0) >= (text.match(/\p{L}/gu)?.length ?? 0);
}

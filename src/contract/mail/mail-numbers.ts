import type { PhoneNumber } from '../people/people';
import { readNumber, type PhoneLibrary } from '../numbers/numbers';

/** How numbers in a mail are read. */
export interface MailPlan {
  /** ISO 3166 alpha-2: numbers without a country code are this country's. */
  readonly country: string;
  readonly library: PhoneLibrary;
}

export interface MailNumbers {
  /** E.164, each once, as they stand in the text. */
  readonly numbers: readonly PhoneNumber[];
  /** As written: said to be a telephone number, and none of the country's. */
  readonly unread: readonly string[];
}

type Label = PhoneNumber['label'] | 'phone' | 'fax';

const labelWords: Readonly<Record<Exclude<Label, 'phone'>, string>> = {
  fax: 'fax telefax faxnr f',
  mobile: 'mobil mobile mobilen mob mobilnr mobilnummer mobiltelefon cell cellphone gsm handy sms whatsapp m',
  other: 'växel växeln vx switchboard reception receptionen kundtjänst support jour',
  home: 'hem hemma home privat private',
  work: 'arbete jobb jobbet work kontor kontoret office direkt direct direktnr direktnummer dir d',
};
const phoneWords =
  'tel telefon telefonnr telefonnummer telnr tfn tfon tlf phone telephone puh t p ph ring ringa ringer call nås ' +
  'nå når reach sök söks nummer number nr';
/** Stand between a label and its number, or beside another label. */
const fillers = new Set('mig me oss us på at on via my mitt min är is or eller och and no den direct'.split(' '));
const labels = new Map<string, Label>([
  ...phoneWords.split(' ').map((word): [string, Label] => [word, 'phone']),
  ...Object.entries(labelWords).flatMap(([label, words]) =>
    words.split(' ').map((word): [string, Label] => [word, label as Label]),
  ),
]);
/** Which of several labels says most. */
const strength: readonly Label[] = ['phone', 'work', 'home', 'other', 'mobile', 'fax'];

/** Words that name another kind of number. */
const otherKinds = new Set(
  (
    'order ordernr ordernummer orderno beställning beställningsnr faktura fakturanr fakturanummer invoice ärende ' +
    'ärendenr ärendenummer case ticket kund kundnr kundnummer customer ref referens reference ocr konto kontonr ' +
    'kontonummer account bankgiro bg plusgiro pg iban bic orgnr org organisationsnr organisationsnummer vat ' +
    'moms momsnr momsregnr personnummer pnr personnr postnr postnummer zip box serienr serienummer serial ' +
    'artikel artikelnr artnr sku id pin kod code lösenord password passcode konferens conference möte meeting kolli ' +
    'kollinr spårning tracking imei ean isbn version datum date tid time öppet öppettider hours kl ' +
    'summa total belopp amount pris price kr sek eur usd nok dkk gbp'
  ).split(' '),
);

/** As long as a number with every ornament; `[0-9]` at both ends. */
const candidate = /[+(]{0,2}[0-9][0-9 ().\u2010-\u2015\u2212-]{3,32}[0-9]/g;

/** One line between separators; a label in one may belong to the number in the next. */
const separators = /[|•·●;,\t]| \/ | {3}/;

/**
 * The telephone numbers of a text. A number is one that is said to be one by a word before or behind it, or that is
 * written as one: with its country, or with a zero and nothing beside it. Dates, hours, amounts and what is named as
 * something else are none, however much they look like numbers.
 */
export function mailNumbers(lines: readonly string[], plan: MailPlan, needsLabel = false): MailNumbers {
  const numbers: PhoneNumber[] = [];
  const unread: string[] = [];
  let waiting: Label | null = null;
  for (const line of lines)
    for (const segment of line.slice(0, 500).split(separators)) {
      const found = inSegment(segment, waiting, plan, needsLabel);
      waiting = found.waiting;
      for (const each of found.numbers) if (numbers.every(({ number }) => number !== each.number)) numbers.push(each);
      unread.push(...found.unread);
    }
  return { numbers: numbers.slice(0, 10), unread: [...new Set(unread)].slice(0, 10) };
}

interface InSegment extends MailNumbers {
  /** A label alone: it is meant for the number that comes next. */
  readonly waiting: Label | null;
}

function inSegment(segment: string, waiting: Label | null, plan: MailPlan, needsLabel: boolean): InSegment {
  const numbers: PhoneNumber[] = [];
  const unread: string[] = [];
  const matches = [...segment.matchAll(candidate)];
  if (matches.length === 0)
    return { numbers, unread, waiting: soleLabel(segment) ?? (blank(segment) ? waiting : null) };
  let from = 0;
  for (const match of matches) {
    const [written] = match;
    const end = match.index + written.length;
    const before = segment.slice(from, match.index);
    const after = segment.slice(end);
    from = end;
    if (!standsAlone(segment, match.index, end) || unit.test(after)) continue;
    const said = labelOf(before);
    if (said === 'else') continue;
    const label = said ?? labelBehind(after) ?? (blank(before) ? waiting : null);
    if (label === 'fax' || (label === null && looksLikeElse(written))) continue;
    const isAlone = blank(before) && blank(after);
    const number = numberOf(written, { label, isAlone, needsLabel }, plan);
    if (number !== null) numbers.push({ label: kindOf(label, number), number });
    else if (label !== null && written.replace(/[^0-9]/g, '').length >= 5) unread.push(written.trim());
  }
  return { numbers, unread, waiting: null };
}

interface Place {
  readonly label: Label | null;
  readonly isAlone: boolean;
  readonly needsLabel: boolean;
}

/** E.164 of what may be a telephone number where it stands and is one of its country, else null. */
function numberOf(written: string, { label, isAlone, needsLabel }: Place, plan: MailPlan): string | null {
  const { country, library } = plan;
  const digits = written.replace(/[^0-9+]/g, '');
  const isWorlds = digits.startsWith('+') || (digits.startsWith('00') && (label !== null || isAlone));
  const isCountrys = /^0[1-9]/.test(digits) && (label !== null || (isAlone && !needsLabel));
  const isWhole = label !== null && library.isWholeNumber(digits, country);
  if (!isWorlds && !isCountrys && !isWhole) return null;
  const read = readNumber(written, { country, library, isExtension: () => false });
  if (read?.kind !== 'number' || !read.number.startsWith('+')) return null;
  // With its country and by itself it is meant as one, even where nobody can have it yet.
  const isMeant = digits.startsWith('+') && (label !== null || isAlone);
  return isMeant || library.isValid(read.number) ? read.number : null;
}

/** No part of a word, an address, a code or a longer figure. Two commas: digits to be sent to a conference. */
function standsAlone(segment: string, start: number, end: number): boolean {
  const [before = '', after = ''] = [segment[start - 1], segment[end]];
  if (/[\p{L}\p{N}_#=@%&?*/\\+.-]/u.test(before) && !/^[\p{L}]{1,8}\.$/u.test(segment.slice(0, start).trim()))
    return false;
  return !/[\p{L}\p{N}_@%#=*]/u.test(after) && !/^[-/][\p{L}\p{N}]/u.test(segment.slice(end, end + 2));
}

/** What an amount is followed by. */
const unit = /^ {0,2}(?:kr|sek|eur|usd|nok|dkk|gbp|€|\$|£|%|:-|st|kg|m2|m²)(?![\p{L}])/iu;

/** Dates, hours and personal identity numbers, of which some are written as numbers of their country are. */
function looksLikeElse(written: string): boolean {
  const text = written.trim();
  return (
    /^[0-9]{1,2}[./ -][0-9]{1,2}[./ -](?:19|20)[0-9]{2}(?![0-9])/.test(text) ||
    /^(?:19|20)[0-9]{2}[./ -][0-9]{1,2}[./ -][0-9]{1,2}(?![0-9])/.test(text) ||
    /^[0-2]?[0-9]\.[0-5][0-9] ?[\u2010-\u2015-] ?[0-2]?[0-9](?:\.[0-5][0-9])?(?![0-9])/.test(text) ||
    /^(?:[0-9]{2})?[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[-+][0-9]{4}$/.test(text)
  );
}

/** The words just before a number: a telephone's, some other kind's ('else'), or none that say anything. */
function labelOf(before: string): Label | 'else' | null {
  // Behind the end of a sentence, and of a number's own brackets, another thought begins.
  const words = wordsOf(before).slice(-4).reverse();
  let found: Label | null = null;
  for (const [index, word] of words.entries()) {
    if (otherKinds.has(word)) return found === null || index <= 1 ? 'else' : found;
    const label = labels.get(word);
    if (label !== undefined) found = stronger(found, label);
    else if (!fillers.has(word)) break;
  }
  return found;
}

/** "070-123 45 67 (mobil)", "+46 8 123 45 67 direct" */
function labelBehind(after: string): Label | null {
  const words = wordsOf(after).slice(0, 3);
  return words.length > 0 && words.length < 3 ? words.reduce(andLabel, null) : null;
}

const andLabel = (found: Label | null, word: string): Label | null => {
  const label = labels.get(word);
  return label === undefined ? found : stronger(found, label);
};

function soleLabel(segment: string): Label | null {
  const words = wordsOf(segment);
  if (words.length === 0 || words.length > 3 || words.some((word) => !labels.has(word))) return null;
  return words.reduce(andLabel, null);
}

const stronger = (one: Label | null, other: Label): Label =>
  one === null || strength.indexOf(other) > strength.indexOf(one) ? other : one;

/** Letters that stand alone are labels too, "T:"; pictures of telephones are words. */
const wordsOf = (text: string): string[] =>
  text
    .slice(-120)
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u{1F4F1}\u{1F4F2}]/gu, ' mobil ')
    .replace(/[\u260E\u260F\u2706\u{1F4DE}\u{1F57F}]/gu, ' tel ')
    .match(/\p{L}{1,30}/gu) ?? [];

const blank = (text: string): boolean => !/[\p{L}\p{N}]/u.test(text);

/** Numbers of mobile telephones, in countries where they show it. */
const mobiles = /^\+(?:467[02369]|47[49]|358[45]|447|491[567]|48[5-8]|336|337|346|316|324)/;

const kindOf = (label: Label | null, number: string): PhoneNumber['label'] =>
  label === null || label === 'phone' || label === 'fax' ? (mobiles.test(number) ? 'mobile' : 'work') : label;

/** A telephone number freed from its notation, before anybody asks what it means. */
export interface WrittenNumber {
  /** What is called: digits, `*` and `#`, or `+` and digits. */
  readonly digits: string;
  /** A zero stood in brackets, "+46 (0)8", and is not among the digits: whether it belongs there, its country knows. */
  readonly trunkZero: boolean;
  /**
   * Digits, `*` and `#` that are no part of the number: an extension behind it, or keys for after the answer. Mostly
   * empty.
   */
  readonly after: string;
}

/** Longer texts are no numbers, whatever they hold; this also bounds all the work below. */
const longestText = 200;
/** As many as one command takes. */
const mostAfter = 32;
const number = /^(?:\+[0-9]{1,23}|[0-9*#]{1,24})$/;

/** Signs that nobody sees: bidi marks, zero width, soft hyphen; and what makes emoji of digits. */
const invisible = /[\p{Cf}\p{Me}\ufe00-\ufe0f]/gu;
/** Signs that make a number easier to read: brackets, dots, slashes, every dash and space, pictures of telephones. */
const ornament = /[\s()[\]./\\·•_~'’\p{Pd}\p{So}\u2044\u2212\u30fc]/gu;
/** Signs around a number that was copied with its surroundings. */
const around = /^[\s"'“”«»<>:;,.]+|(?<![\s"'“”«»<>:;,.])[\s"'“”«»<>:;,.]+$/g;
const bracketedZero = /[([]\s*0\s*[)\]]/;

const beforeNumbers =
  'tel telefon telefonnummer telnr tfn tlf phone telephone mobil mobilen mobile mobilnummer mobiltelefon mob cell ' +
  'cellphone gsm handy ' +
  'puh puhelin direkt direct direktnummer dir line växel växeln switchboard ring ringa call nr nummer number no ' +
  'fax arbete jobb work ' +
  'hem hemma home kontor kontoret office t m mig oss me us på at on or eller';
const beforeExtensions = 'ext extn extension x ankn anknytning anknytn ank durchwahl tilknytning lokal pause wait';
const words: ReadonlySet<string> = new Set(`${beforeNumbers} ${beforeExtensions}`.split(' '));

/**
 * Reads any notation of a number: ornaments, invisible signs, digits of every script, `tel:`, `callto:` and `sip:`
 * addresses (RFC 3966, RFC 3261 §19.1.6), words in front, extensions and pauses behind. Null when the text is not a
 * number.
 */
export function writtenNumber(text: string): WrittenNumber | null {
  if (text.length > longestText) return null;
  const spoken = withoutScheme(plain(text));
  if (spoken === null) return null;
  const start = spoken.search(/[+0-9*#]/);
  if (start < 0 || !isWords(spoken.slice(0, start))) return null;
  const rest = spoken.slice(start);
  const end = rest.search(/[,;=\p{L}]/u);
  const after = end < 0 ? '' : afterNumber(rest.slice(end));
  return after === null ? null : read(end < 0 ? rest : rest.slice(0, end), after);
}

function read(core: string, after: string): WrittenNumber | null {
  // Where no country code stands before it, a zero is a digit like the others: "(0)8-519 …".
  const trunkZero = /^(?:\+|00)/.test(core) && bracketedZero.test(core);
  const digits = (trunkZero ? core.replace(bracketedZero, '') : core).replace(ornament, '');
  return number.test(digits) ? { digits, trunkZero, after } : null;
}

/**
 * One form for signs that mean the same: digits of every script as 0–9, full width as usual, nothing invisible, nothing
 * around.
 */
function plain(text: string): string {
  const ascii = text.normalize('NFKC').replace(/(?![0-9])\p{Nd}/gu, asciiDigit);
  return ascii.replace(invisible, '').replace(around, '').toLowerCase();
}

/** Unicode keeps the ten digits of a script together, in order. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
}

/** What an address says, its parameters as an extension behind the number. Null for addresses that are no numbers. */
function withoutScheme(text: string): string | null {
  const [, scheme, address] = /^(tel|callto|sips?|sms):(?:\/\/)?(.*)$/s.exec(text) ?? [];
  if (scheme === undefined || address === undefined) return text;
  const decoded = percentDecoded(address);
  if (decoded === null) return null;
  const [user = '', host] = decoded.split('@', 2);
  // The numbers of other people's exchanges are not ours: only what is a number everywhere, or is said to be one.
  if (scheme.startsWith('sip') && !user.startsWith('+') && !/;user=phone/.test(host ?? '')) return null;
  const [called = '', ...parameters] = user.split(';');
  const extras = parameters.flatMap((parameter) => /^(?:ext|postd)=(.*)$/s.exec(parameter)?.[1] ?? []);
  return plain(`${called}${extras.map((extra) => `,${extra}`).join('')}`);
}

function percentDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/**
 * "Telefon: ", "Ring oss på ", and the letters p and w, by which mobile telephones write pauses. A word that may be a
 * name makes the text no number.
 */
function isWords(text: string): boolean {
  const found = text.match(/\p{L}+/gu) ?? [];
  return (
    found.every((word) => words.has(word) || /^[pw]+$/.test(word)) &&
    text.replace(/[\p{L}:,]/gu, '').replace(ornament, '') === ''
  );
}

/** The digits of ",,12#", "ext 12" or " ankn. 12"; of words alone none. Null when something else stands there. */
function afterNumber(text: string): string | null {
  const digits = text.replace(/[^0-9*#]/g, '').slice(0, mostAfter);
  return isWords(text.replace(/[0-9*#;=]/g, ' ')) ? digits : null;
}

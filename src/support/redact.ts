/**
 * What must never leave the server in a log: tokens, passwords, whole telephone numbers and mail addresses. Ids and
 * times stay:
 * they are what support works with.
 */
const tokens = /(?<![\w-])eyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g;
const authorization = /\b((?:proxy-)?authorization["']?\s*[:=]\s*)[^\r\n]+/gi;
const credentials = /\b(?:(bearer)\s+[\w.~+/=-]+|(basic)\s+[\w+/=-]{8,}|(digest)\s+\w+=[^\r\n]+)/gi;
const secretValues =
  /((?:password|passwd|secret|token|nonce|credential|api[-_]?key)["']?\s*[:=]\s*["']?)[^\s"',;&}]+/gi;
const urlPasswords = /(:\/\/[^\s:/@]*):[^\s@/]+@/g;
const mailAddresses = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.[\p{L}]{2,}/gu;
const ids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
const times = /\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?/;
const addresses = /\b\d{1,3}(?:\.\d{1,3}){3}\b/;
const numbers = /(\+?\d(?:[ ()/.-]{0,2}\d){5,17})/;
/** Ids, times and addresses are long digits too; they are matched first and kept. */
const numbersAndLookalikes = new RegExp(`${ids.source}|${times.source}|${addresses.source}|${numbers.source}`, 'gi');

/** Keys whose value is a secret whatever it looks like. */
const secretKey = /password|secret|token|authorization|credential|nonce|cookie/i;
/** Of one text; what is longer is no line of a log. */
const longestText = 4_000;
const kept = new Set(['tokenExpiresAtMs', 'verifications']);

/**
 * Redacts free text, cut to what is read at all. Each expression begins only where the one before it cannot have begun:
 * all are linear.
 */
export function redactText(text: string): string {
  return (text.length > longestText ? `${text.slice(0, longestText)}…` : text)
    .replace(tokens, '[token]')
    .replace(authorization, '$1[secret]')
    .replace(credentials, '$1$2$3 [secret]')
    .replace(secretValues, '$1[secret]')
    .replace(urlPasswords, '$1:[secret]@')
    .replace(mailAddresses, '[mail address]')
    .replace(numbersAndLookalikes, (match: string, number: string | undefined) =>
      number === undefined ? match : maskNumber(number),
    );
}

/** Redacts every text within a value; numbers that are values of their own (times, counts) stay. */
export function redactValue(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value);
  if (Array.isArray(value)) return value.map(redactValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      secretKey.test(key) && !kept.has(key) ? '[secret]' : redactValue(inner),
    ]),
  );
}

/** Keeps the last two digits, so that two calls can be told apart. */
function maskNumber(number: string): string {
  let left = number.replace(/\D/g, '').length;
  return number.replace(/\d/g, (digit) => (left-- > 2 ? '•' : digit));
}

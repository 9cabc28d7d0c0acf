/** A mail as somebody pasted it, or as its file says. */
export interface WrittenMail {
  /** As its header says; null = it is to be looked for in the text. */
  readonly from: string | null;
  readonly text: string;
}

/** Who wrote, by name and address; either may be missing. */
export interface Sender {
  readonly name: string | null;
  readonly address: string | null;
}

export interface MailParts {
  readonly sender: Sender | null;
  /** What the writer says, without what is quoted of others. */
  readonly body: readonly string[];
  /** Below the closing; `isSure` false: nothing says where it begins. */
  readonly signature: readonly string[];
  readonly isSure: boolean;
}

/** Nobody's mail has more that says who wrote it. */
const [mostSigns, mostLines, longestLine] = [60_000, 1_500, 500];

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(', '));
const fromWords = setOf('from, från, fra, von, lähettäjä');
const headWords = setOf(
  'from, från, fra, von, lähettäjä, to, till, til, an, cc, kopia, bcc, reply-to, svar till, sent, skickat, ' +
    'skickades, sendt, date, datum, dato, subject, ämne, emne, importance, prioritet, attachments, bifogade filer',
);
const dividers = [
  ...setOf(
    'original message, ursprungligt meddelande, originalmeddelande, forwarded message, vidarebefordrat meddelande, ' +
      'vidarebefordrat brev',
  ),
];
const quoteBegins = /(?:^|\s)(?:wrote|skrev|schrieb)(?:\s|:|$)/i;
const closings = setOf(
  'hälsningar, hälsning, med vänlig hälsning, med vänliga hälsningar, vänlig hälsning, vänliga ' +
    'hälsningar, bästa hälsningar, med bästa hälsningar, allra bästa hälsningar, varma hälsningar, soliga ' +
    'hälsningar, trevliga hälsningar, många hälsningar, mvh, m v h, m.v.h, vh, bh, hälsn, ha det bra, ha ' +
    'det gott, ha det fint, allt gott, tack, tack på förhand, regards, best regards, with best regards, ' +
    'kind regards, with kind regards, kindest regards, warm regards, warmest regards, best, all the best, ' +
    'best wishes, br, rgds, sincerely, yours sincerely, yours faithfully, yours truly, cheers, thanks, ' +
    'many thanks, thanks in advance, thank you, med vennlig hilsen, vennlig hilsen, med venlig hilsen, ' +
    'venlig hilsen',
);

/** What stands before the colon of a line of the head, if it is one; "Från : " in some languages. */
const headWord = (line: string): string =>
  line
    .slice(0, Math.max(0, line.slice(0, 40).indexOf(':')))
    .trim()
    .toLowerCase();
const isFrom = (line: string): boolean => fromWords.has(headWord(line));
const isHead = (line: string): boolean => headWords.has(headWord(line));
/** "-----Original Message-----" */
const isDivider = (line: string): boolean => {
  const bare = line.replace(/^[-_*> ]{2,20}/, '');
  return bare !== line && dividers.some((each) => bare.toLowerCase().startsWith(each));
};
const isClosing = (line: string): boolean =>
  closings.has(
    line
      .slice(0, 60)
      .replace(/[ ,.!:;-]{1,4}$/, '')
      .toLowerCase(),
  );

/** Takes a mail apart: who wrote, what they say themselves, and how they sign it. */
export function mailParts({ from, text }: WrittenMail): MailParts {
  const lines = linesOf(text);
  const { sender, rest } = headOf(lines);
  const body = ownWords(rest);
  const known = from === null ? sender : readSender(from);
  return { sender: known, body, ...signatureOf(body, known?.name ?? null) };
}

function linesOf(text: string): string[] {
  return text
    .slice(0, mostSigns)
    .normalize('NFC')
    .split(/\r\n|\r|\n/, mostLines)
    .map((line) => plain(line.slice(0, longestLine)));
}

/** Invisible signs gone, every space a space; tabs stay, since they part columns. */
const plain = (line: string): string =>
  line
    .replace(/\p{Cf}/gu, '')
    .replace(/[^\S\t]/gu, ' ')
    .trim();

/** The first lines, as mail programs print or copy who wrote to whom. */
function headOf(lines: readonly string[]): { readonly sender: Sender | null; readonly rest: readonly string[] } {
  let sender: Sender | null = null;
  let at = lines.findIndex((line) => line !== '' && !isDivider(line));
  if (at < 0) return { sender, rest: [] };
  const begin = at;
  for (; at < lines.length && at < begin + 40; at += 1) {
    const line = lines[at] ?? '';
    if (isFrom(line) && sender === null) sender = readSender(line.slice(line.indexOf(':') + 1));
    else if (at === begin && line.endsWith('>') && line.includes('@')) sender = readSender(line);
    else if (!isHead(line)) break;
  }
  return { sender, rest: lines.slice(at) };
}

/** Without what is quoted, whichever way the mail program marks it. */
function ownWords(lines: readonly string[]): string[] {
  const own: string[] = [];
  for (const [at, line] of lines.entries()) {
    if (line.startsWith('>')) continue;
    if (isDivider(line)) break;
    if (isFrom(line) && lines.slice(at + 1, at + 5).some((each) => isHead(each))) break;
    if (beginsQuote(line, lines[at + 1] ?? '')) {
      const next = lines.slice(at + 1, at + 4).find((each) => each !== '' && !each.endsWith(':'));
      // Below a quote that is marked line by line, the writer may go on.
      if (next?.startsWith('>') !== true) break;
      continue;
    }
    own.push(line);
  }
  return own;
}

/** "On Thu, 26 Nov 2026 at 10:03, Anna Lind wrote:", also in two lines; "Den 26 nov. skrev Anna Lind:" */
function beginsQuote(line: string, next: string): boolean {
  const isOne = (text: string): boolean => text.endsWith(':') && quoteBegins.test(text);
  return isOne(line) || (/^(?:on|den|am) /i.test(line) && /[0-9]/.test(line) && isOne(next));
}

function signatureOf(body: readonly string[], name: string | null): Pick<MailParts, 'signature' | 'isSure'> {
  const first = name?.split(' ')[0]?.toLowerCase();
  const begins = body.findLastIndex((line, at) => {
    if (line === '--' || isClosing(line)) return body.slice(at + 1).some((each) => each !== '');
    const bare = line.replace(/^[/~–-]{1,2} ?/, '').toLowerCase();
    return first !== undefined && bare !== '' && (bare === first || bare === name?.toLowerCase());
  });
  if (begins >= 0) {
    const isName = body[begins] !== '--' && !isClosing(body[begins] ?? '');
    return { signature: body.slice(isName ? begins : begins + 1, begins + 25), isSure: true };
  }
  const slash = body.findLastIndex((line) => /^\/ ?\p{Lu}[\p{L} -]{1,40}$/u.test(line));
  if (slash >= 0) return { signature: body.slice(slash, slash + 25), isSure: true };
  const filled = body.filter((line) => line !== '');
  return { signature: filled.slice(-12), isSure: false };
}

/** `Karin Norrbäck <karin@norrback.se>`, `"Norrbäck, Karin" [mailto:karin@norrback.se]`, or either part alone. */
export function readSender(written: string): Sender {
  const address = addressIn(written);
  const at = address === null ? written.length : written.indexOf(address);
  const name = written
    .slice(0, at)
    .replace(/mailto:|[<>[\]]/gi, ' ')
    .replace(/["“”]/g, '')
    .trim();
  return { name: nameOf(name), address };
}

/** The first mail address in a text. */
export function addressIn(text: string): string | null {
  const found = /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/u.exec(
    text.slice(0, longestLine),
  );
  return found?.[0] ?? null;
}

/** As people say it: "Norrbäck, Karin" is Karin Norrbäck; what stands in brackets or behind a bar is no name. */
function nameOf(written: string): string | null {
  const [bare = ''] = written.split(/[|(/]/);
  const [family = '', given, ...more] = bare.split(',').map((each) => each.trim());
  const name = given === undefined || more.length > 0 ? bare.trim() : `${given} ${family}`;
  return /\p{L}/u.test(name) && !name.includes('@')
    ? name
        .replace(/ {2,10}/g, ' ')
        .slice(0, 120)
        .trim()
    : null;
}

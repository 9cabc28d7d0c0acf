import { fold } from '../fold';
import type { PhoneNumber } from '../people/people';
import { mailNumbers, type MailPlan } from './mail-numbers';
import { addressIn, mailParts, type WrittenMail } from './mail-parts';

/** Who wrote a mail, as far as it says so: a proposal that a person looks over. */
export interface MailContact {
  readonly name: string | null;
  readonly mailAddress: string | null;
  readonly company: string | null;
  /** What the writer does. */
  readonly role: string | null;
  readonly numbers: readonly PhoneNumber[];
  /** Said to be telephone numbers, and none of the country's: left out. */
  readonly unread: readonly string[];
}

/** The reader, who is not whom the mail tells of. */
export interface MailReader {
  readonly mailAddress: string | null;
  /** E.164. */
  readonly numbers: readonly string[];
}

/** Forms of companies: those that are words as well only in capitals, as they are written. */
const companyForm =
  /(?:^|[\s(])(?:AB|HB|KB|AS|ASA|A\/S|ApS|OY|Oy|Oyj|AG|BV|B\.V\.|NV|SA|S\.A\.|Inc|LLC|LLP|PLC|plc)(?:$|[\s.,)(])/u;
/** Folded. */
const companyWords = new Set(
  (
    'aktiebolag handelsbolag gmbh ltd limited corp corporation kommun region landsting universitet ' +
    'university hogskola forening group gruppen koncernen'
  ).split(' '),
);
const isCompany = (text: string): boolean =>
  companyForm.test(text) ||
  fold(text)
    .split(' ')
    .some((word) => companyWords.has(word));
const notSaid = /https?:|www\.|@|[0-9]{3}|skickat från|sent from|outlook för|outlook for|hämta|get outlook/i;

/**
 * Reads name, address, company, title and numbers from a mail's sender, closing and signature. What is quoted is
 * somebody else's. Pure, so that tab and add-in read alike; the work is linear in the text, of which only so much is
 * looked at. Null: it says nothing of whoever wrote it.
 */
export function readMail(mail: WrittenMail, plan: MailPlan, reader?: MailReader): MailContact | null {
  const { sender, body, signature, isSure } = mailParts(mail);
  const lines = signature.filter((line) => line !== '');
  const signed = mailNumbers(lines, plan);
  // In a sentence only a word says whose number it is; below the name it needs none.
  const found = signed.numbers.length > 0 || signed.unread.length > 0 ? signed : mailNumbers(body, plan, true);
  const mailAddress = sender?.address ?? addressOf(lines, reader);
  const name = sender?.name ?? nameIn(lines, isSure);
  const company = companyIn(lines, mailAddress, name);
  const numbers = found.numbers.filter(({ number }) => reader?.numbers.includes(number) !== true);
  if (name === null && mailAddress === null && numbers.length === 0) return null;
  return { name, mailAddress, company, role: roleIn(lines, name, company), numbers, unread: found.unread };
}

function addressOf(lines: readonly string[], reader: MailReader | undefined): string | null {
  const all = lines.flatMap((line) => addressIn(line) ?? []);
  return all.find((each) => each.toLowerCase() !== reader?.mailAddress?.toLowerCase()) ?? null;
}

/** The first line below a closing, when it looks like a name: two to four words, each with a capital. */
function nameIn(lines: readonly string[], isSure: boolean): string | null {
  const [first = ''] = (lines[0] ?? '').replace(/^[/~–-]{1,2} ?/, '').split(/[|•·,]/);
  const words = first.trim().split(' ');
  const isName =
    words.length <= 4 && words.every((word) => /^(?:\p{Lu}[\p{L}.'’-]{0,30}|von|van|de|af|av)$/u.test(word));
  if (!isName || isCompany(first) || (words.length === 1 && !isSure)) return null;
  return first.trim();
}

/** Pieces of the signature that may be what somebody is or where; long ones are sentences. */
const pieces = (lines: readonly string[]): string[] =>
  lines
    .flatMap((line) => line.split(/[|•·\t]| - | – /))
    .map((each) => each.trim().replace(/[,;:.]$/, ''))
    .filter((each) => each.length > 1 && each.length <= 80 && !notSaid.test(each));

/** A piece that says so by its form, or that the mail address is named after. Never the address alone. */
function companyIn(lines: readonly string[], address: string | null, name: string | null): string | null {
  const host =
    address
      ?.slice(address.indexOf('@') + 1)
      .split('.')
      .at(-2) ?? '';
  const letters = (text: string): string => fold(text).replace(/[ \n]/g, '');
  const all = pieces(lines).filter((each) => each !== name);
  const named = all.find((each) => host.length > 2 && letters(each) === letters(host));
  const formed = all.flatMap((each) => each.split(', ')).find((each) => isCompany(each));
  return formed ?? named ?? null;
}

/** What stands just below, or beside, the name; nothing where that is the company or an address. */
function roleIn(lines: readonly string[], name: string | null, company: string | null): string | null {
  if (name === null) return null;
  const all = pieces(lines.flatMap((line) => line.split(', ')));
  const at = all.findIndex((each) => each.replace(/^[/~–-]{1,2} ?/, '').toLowerCase() === name.toLowerCase());
  const next = at < 0 ? undefined : all[at + 1];
  const isRole = next !== undefined && next !== company && !/[0-9!?:]/.test(next) && next.split(' ').length <= 6;
  return isRole && !isCompany(next) ? next : null;
}

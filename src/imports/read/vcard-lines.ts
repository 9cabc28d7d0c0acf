import { readCards } from '../../contacts/cards';
import type { ImportedContact } from '../../contract/imports/imports';
import { BadLine, bounded, named, phoneNumber, readLine, type FileLine } from './read-line';

const batch = 500;
/** A card with more than this in front of its pictures is none. */
const longestCard = 2_000_000;
const beginning = /^BEGIN:VCARD[ \t]{0,10}$/gim;

/** Each card of a file, read for itself: one that cannot be read harms none of the others. */
export function* readCardLines(text: string, country: string): Generator<readonly FileLine[]> {
  let part: FileLine[] = [];
  let line = 1;
  let counted = 0;
  for (const { at, end } of places(text)) {
    line += newlines(text, counted, at);
    counted = at;
    part.push(readCardAt(text.slice(at, Math.min(end, at + longestCard)), line, country));
    if (part.length < batch) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

function* places(text: string): Generator<{ readonly at: number; readonly end: number }> {
  let at = -1;
  for (const { index } of text.matchAll(beginning)) {
    if (at !== -1) yield { at, end: index };
    at = index;
  }
  if (at !== -1) yield { at, end: text.length };
}

function newlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

function readCardAt(text: string, line: number, country: string): FileLine {
  const [card] = readCards(text, (typed) => numberOrNull(typed, country));
  const contact = card?.contact ?? null;
  const read = readLine(contact?.name ?? shownName(text), () => {
    if (card === undefined || contact === null) throw new BadLine(card?.problem === 'noName' ? 'noName' : 'card');
    const [unread] = card.unread;
    if (unread !== undefined) throw new BadLine('number', unread);
    return contactOf(contact, uidOf(text));
  });
  return { line, read };
}

function numberOrNull(typed: string, country: string): string | null {
  try {
    return phoneNumber(typed, country);
  } catch (error) {
    if (error instanceof BadLine) return null;
    throw error;
  }
}

type CardContact = NonNullable<ReturnType<typeof readCards>[number]['contact']>;

function contactOf(contact: CardContact, externalId: string | null): ImportedContact {
  const { name, company, department, role, mailAddress, numbers } = contact;
  const given = { company, department, role, mail: mailAddress, externalId };
  return {
    name: named(name),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)),
    ...(numbers.length > 0 && { numbers }),
  };
}

/** What the program that wrote the card knows it by. */
function uidOf(text: string): string | null {
  const uid = /^UID(?:;[^:\r\n]{0,100})?:(.{1,200})$/im.exec(text)?.[1]?.trim() ?? '';
  if (uid === '') return null;
  return bounded(uid.replace(/^urn:uuid:/i, ''), 100);
}

const shownName = (text: string): string => /^FN(?:;[^:\r\n]{0,100})?:(.{1,200})$/im.exec(text)?.[1]?.trim() ?? '';

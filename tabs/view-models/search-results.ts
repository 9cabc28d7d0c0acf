import type { HistoryEntry } from '../../src/contract/history/history';
import type { ContactId, UserId } from '../../src/contract/ids';
import { fold } from '../../src/contract/fold';
import type { ReadNumber } from '../../src/contract/numbers/numbers';
import type { ContactView } from '../../src/contract/people/people';
import type { LineState } from '../../src/contract/lines/line-state';
import { currentLine, type Lines } from '../state/slices/lines';
import { partyKey } from './call-list';

/** One line under the search field that can be called; `latest` stands there while nothing is typed. */
export type SearchRow =
  | { readonly kind: 'typed'; readonly id: string; readonly number: string; readonly after: string }
  | {
      readonly kind: 'contact';
      readonly id: string;
      readonly contact: ContactView;
      readonly line: LineState | null;
      readonly number: string | null;
      readonly expandable: boolean;
      readonly expanded: boolean;
    }
  | {
      readonly kind: 'number';
      readonly id: string;
      readonly contact: ContactView;
      readonly label: string;
      readonly number: string;
    }
  | {
      readonly kind: 'latest';
      readonly id: string;
      readonly entry: HistoryEntry;
      readonly number: string;
      readonly redial: boolean;
    };

/** All ways to reach a contact: the extension first, which costs nothing, then the numbers in the directory's order. */
export function waysToReach(contact: ContactView): readonly { readonly label: string; readonly number: string }[] {
  return [
    ...(contact.extension === null ? [] : [{ label: 'extension', number: contact.extension }]),
    ...contact.numbers,
  ];
}

/** The number that "Call" dials. */
export function bestNumber(contact: ContactView): string | null {
  return waysToReach(contact)[0]?.number ?? null;
}

export interface SearchInput {
  /** What would be dialled for the text itself; null when it is no number. */
  readonly typed: Pick<ReadNumber, 'number' | 'after'> | null;
  readonly contacts: readonly ContactView[];
  readonly lines: Lines;
  readonly expanded: ReadonlySet<string>;
  /** People who make no sense here: oneself, and whoever is being transferred. */
  readonly without?: readonly LeftOut[];
}

/** A person, as far as it is known who it is. */
export interface LeftOut {
  readonly userId: UserId | null;
  readonly contactId: ContactId | null;
  readonly number: string | null;
}

function isSame(contact: ContactView, { userId, contactId, number }: LeftOut): boolean {
  if (contact.id === contactId || (userId !== null && contact.userId === userId)) return true;
  return number !== null && waysToReach(contact).some((way) => way.number === number);
}

/** The typed number first, since whoever types one means it; then the hits, each with all its numbers when expanded. */
export function searchRows({ typed, contacts, lines, expanded, without = [] }: SearchInput): readonly SearchRow[] {
  const rows: SearchRow[] =
    typed === null || without.some(({ number }) => number === typed.number)
      ? []
      : [{ kind: 'typed', id: 'typed', number: typed.number, after: typed.after }];
  for (const contact of contacts) {
    if (without.some((person) => isSame(contact, person))) continue;
    const ways = waysToReach(contact);
    const open = expanded.has(contact.id) && ways.length > 0;
    rows.push({
      kind: 'contact',
      id: contact.id,
      contact,
      line: currentLine(lines, contact),
      number: ways[0]?.number ?? null,
      expandable: ways.length > 0,
      expanded: open,
    });
    if (open)
      for (const [index, way] of ways.entries())
        rows.push({ kind: 'number', id: `${contact.id}-${index}`, contact, ...way });
  }
  return rows;
}

/**
 * Whether the text itself says whom it is about: it is a number, or part of it is in the person's name or numbers. A
 * company, a department or something written similarly does not: such a hit is called only when the person has chosen
 * it.
 */
export function isNamedBy(row: SearchRow, text: string): boolean {
  if (row.kind === 'typed') return true;
  if (row.kind === 'latest') return false;
  const { displayName, extension, numbers } = row.contact;
  const name = ` ${fold(displayName)}`;
  const digits = [extension ?? '', ...numbers.map(({ number }) => number)];
  return fold(text)
    .split(/\s/)
    .some(
      (word) =>
        word !== '' &&
        (name.includes(` ${word}`) || (word.length > 2 && [name, ...digits].some((each) => each.includes(word)))),
    );
}

/** The name to call a row by; null: it has but a number. */
export function nameOf(row: SearchRow): string | null {
  if (row.kind === 'typed') return null;
  return row.kind === 'latest' ? row.entry.other.name : row.contact.displayName;
}

/** What stood behind a number that was typed; empty for everything else. */
export function afterOf(row: SearchRow): string {
  return row.kind === 'typed' ? row.after : '';
}

const latestCount = 6;

/**
 * For a field in which nothing is typed: whom I dialled last, then whom else I had calls with. Entries come newest
 * first.
 */
export function latestRows(entries: readonly HistoryEntry[]): readonly SearchRow[] {
  const dialled = entries.find(({ direction, other }) => direction === 'out' && other.number !== null);
  const rows = new Map<string, SearchRow>();
  for (const entry of dialled ? [dialled, ...entries] : entries) {
    if (rows.size === latestCount) break;
    const { number } = entry.other;
    const party = partyKey(entry.other);
    if (number !== null && !rows.has(party))
      rows.set(party, { kind: 'latest', id: `latest-${entry.callId}`, entry, number, redial: entry === dialled });
  }
  return [...rows.values()];
}

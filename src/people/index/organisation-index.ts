import type { ContactId } from '../../contract/ids';
import type { ContactRecord } from '../contact-row';
import type { Asked } from './asked';
import { collatorOf, createLetterOf, createLetters, type Letter } from './letters';
import { createPeopleIndexBuilder, type IndexedContact, type PeopleIndex } from './people-index';
import type { Personal } from './personal';
import { createIndexSearch, type IndexSearch } from './search-index';

/** A contact that is found; the lower rank comes first. */
export interface RankedContact {
  readonly rank: number;
  readonly record: ContactRecord;
}

/** The directory of one organisation in memory, with what has changed since it was read. */
export interface OrganisationIndex {
  search(asked: Asked, personal: Personal, limit: number): RankedContact[];
  /** The contacts as they are now; null: gone. */
  change(contacts: ReadonlyMap<ContactId, IndexedContact | null>): void;
  /** How many have changed: when they are many, it is time to read everything anew. */
  changes(): number;
  count(): number;
  /**
   * A page of the list, among which other contacts stand, in the order of their names: those by their numbers.
   *
   * @param others their names
   */
  page(offset: number, limit: number, others: readonly string[]): (ContactRecord | number)[];
  letters(): readonly Letter[];
  /** The names in their order: for the few of one person. */
  names(): readonly string[];
  /** How many are listed before each of these names. */
  before(names: readonly string[]): number[];
}

/** What the order goes by. */
interface Listed {
  readonly displayName: string;
  readonly id: string;
}

interface Part {
  readonly index: PeopleIndex;
  readonly search: IndexSearch;
}

const partOf = (index: PeopleIndex): Part => ({ index, search: createIndexSearch(index) });

/** @param language whose order the persons of `index` stand in */
export function createOrganisationIndex(index: PeopleIndex, language: string): OrganisationIndex {
  const read = partOf(index);
  const collator = collatorOf(language);
  const letterOf = createLetterOf(language);
  const changed = new Map<ContactId, IndexedContact | null>();
  const isGone = new Uint8Array(index.records.count);
  let later = partOf(createPeopleIndexBuilder().build());
  let order: Uint32Array = Uint32Array.from(isGone.keys());
  let letters: Letter[] | null = null;
  const byName = (a: Listed, b: Listed): number =>
    collator.compare(a.displayName, b.displayName) || (a.id < b.id ? -1 : 1);
  /** In the order, those who came later are numbered after those who were read. */
  const recordAt = (person: number): ContactRecord =>
    person < isGone.length ? read.index.records.of(person) : later.index.records.of(person - isGone.length);
  const firstLetterAt = (person: number): number =>
    (person < isGone.length ? read.index.firstLetters[person] : later.index.firstLetters[person - isGone.length]) ?? 0;

  function rebuildLater(): void {
    const there = [...changed.values()].flatMap((contact) => contact ?? []);
    const builder = createPeopleIndexBuilder();
    for (const contact of there.sort((a, b) => byName(a.record, b.record))) builder.add(contact);
    later = partOf(builder.build());
    const stayed = Uint32Array.from(isGone.keys()).filter((person) => isGone[person] === 0);
    const places = Array.from({ length: later.index.records.count }, (_, person) =>
      placeIn(stayed, later.index.records.of(person)),
    );
    order = mergeOrders(stayed, places, isGone.length);
    letters = null;
  }

  /** How many of `people` are listed before a contact. */
  const placeIn = (people: Uint32Array, contact: Listed): number =>
    firstFrom(people.length, (place) => byName(recordAt(people[place] ?? 0), contact) >= 0);
  const before = (displayName: string): number => placeIn(order, { displayName, id: '' });

  function ranked({ index: { records }, search }: Part, asked: Asked, personal: Personal, limit: number, all: boolean) {
    const leftOut = (person: number): boolean => !all && isGone[person] !== 0;
    return search
      .find(asked, personal, limit, leftOut)
      .map(({ person, rank }) => ({ rank, record: records.of(person) }));
  }

  return {
    search(asked, personal, limit) {
      const [first, second] = [
        ranked(read, asked, personal, limit, false),
        ranked(later, asked, personal, limit, true),
      ];
      return mergeRanked(first, second, limit, byName);
    },
    change(contacts) {
      for (const [id, contact] of contacts) {
        changed.set(id, contact);
        const person = read.index.ids.find(id);
        if (person !== null) isGone[person] = 1;
      }
      rebuildLater();
    },
    changes: () => changed.size,
    count: () => order.length,
    page(offset, limit, others) {
      const placeOf = (other: number): number => before(others[other] ?? '') + other;
      return pageOf(offset, limit, order.length, others.length, placeOf).map((row) =>
        row < 0 ? -row - 1 : recordAt(order[row] ?? 0),
      );
    },
    letters() {
      letters ??= createLetters(Array.from(order, firstLetterAt), letterOf);
      return letters;
    },
    names: () => Array.from(order, (person) => recordAt(person).displayName),
    before: (names) => names.map(before),
  };
}

/**
 * A list with others put in.
 *
 * @param places before how many of the list each of them stands, in their order
 * @param firstAdded the number of the first of them
 */
function mergeOrders(list: Uint32Array, places: readonly number[], firstAdded: number): Uint32Array {
  const merged = new Uint32Array(list.length + places.length);
  let taken = 0;
  for (const [added, at] of places.entries()) {
    merged.set(list.subarray(taken, at), taken + added);
    merged[at + added] = firstAdded + added;
    taken = at;
  }
  merged.set(list.subarray(taken), taken + places.length);
  return merged;
}

/**
 * The rows of a page: those of the list by their places, others as −1, −2 …; these stand before those of the same
 * name.
 */
function pageOf(
  offset: number,
  limit: number,
  count: number,
  others: number,
  placeOf: (other: number) => number,
): readonly number[] {
  let other = firstFrom(others, (number) => placeOf(number) >= offset);
  const rows: number[] = [];
  while (rows.length < limit) {
    const at = offset + rows.length;
    if (other < others && placeOf(other) <= at) {
      rows.push(-other - 1);
      other += 1;
    } else if (at - other < count) rows.push(at - other);
    else break;
  }
  return rows;
}

/** The first number below `count` of which it is so, as of all after it; `count` if there is none. */
function firstFrom(count: number, isSo: (number: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Two lists as one, in which each stays in its own order; of equal rank the first one's come first. */
export function mergeRanked(
  first: readonly RankedContact[],
  second: readonly RankedContact[],
  limit: number,
  byName: (a: ContactRecord, b: ContactRecord) => number = () => 0,
): RankedContact[] {
  if (second.length === 0) return first.slice(0, limit);
  const merged: RankedContact[] = [];
  let [one, other] = [0, 0];
  while (merged.length < limit) {
    const [a, b] = [first[one], second[other]];
    const isFirst = b === undefined || (a !== undefined && (a.rank - b.rank || byName(a.record, b.record)) <= 0);
    const next = isFirst ? a : b;
    if (next === undefined) break;
    if (isFirst) one += 1;
    else other += 1;
    merged.push(next);
  }
  return merged;
}

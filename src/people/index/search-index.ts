import type { Asked, AskedWord } from './asked';
import type { DigitsFit } from './digits-index';
import { nearWords } from './near-words';
import { plainSpelling, type PeopleIndex } from './people-index';
import type { Personal } from './personal';
import { place } from './words-index';

/** A person who is found. The lower rank comes first; within a rank the order is that of the list. */
export interface Hit {
  readonly person: number;
  readonly rank: number;
}

/**
 * How well one word fits, best first: the same word of the name, a word of the name, of another field, within a word.
 */
const fits = { aligned: 1, name: 2, field: 3, within: 4 } as const;
const fitOfDigits: Readonly<Record<DigitsFit, number>> = {
  extension: fits.aligned,
  extensionBegins: fits.name,
  numberBeginsOrEnds: fits.name,
  within: fits.within,
};
const fitMask = 7;
/** The word stands there with the marks that were typed. */
const withMarks = 8;

/** Favourite, VIP, called with lately, none of these. */
const personalRanks = 4;
const nobodySpecialRank = personalRanks - 1;
const fitRanks = 8;
const exactRanks = personalRanks * fitRanks;

/** Of words that are written similarly, so many of each come before those of the next. */
const mostOfNearWord = 4;
/** As many as a byte can tell apart. */
const mostNearWords = 250;
const nearDistances = 64;

/** A shorter word that somebody has is meant as it is typed. */
const longEnoughToBeWrong = 6;

/** A part of fewer letters would stand within most words. */
const shortestWithin = 3;

/** Searches one index. Keeps its working space, so it is for one at a time. */
export interface IndexSearch {
  /**
   * The best of those who have all words; if those are fewer than `limit`, then those with words written similarly.
   *
   * @param isGone whom to leave out
   */
  find(asked: Asked, personal: Personal, limit: number, isGone: (person: number) => boolean): readonly Hit[];
}

export function createIndexSearch(index: PeopleIndex): IndexSearch {
  const { count } = index.records;
  const spaces: Uint8Array[] = [];
  const nearSpaces: Uint8Array[] = [];
  const nobody = new Uint8Array(count);
  const personalRank = new Uint8Array(count).fill(nobodySpecialRank);

  /** One byte a person. */
  function space(all: Uint8Array[], number: number): Uint8Array {
    const found = (all[number] ??= new Uint8Array(count));
    found.fill(0);
    return found;
  }

  /** @param work is given who is special, in the order of the list */
  function withPersonal<T>({ favourites, vip, recent }: Personal, work: (special: Uint32Array) => T): T {
    const found = new Set<number>();
    for (const [nth, ids] of [recent, vip, favourites].entries())
      for (const id of ids) {
        const person = index.ids.find(id);
        if (person === null) continue;
        personalRank[person] = nobodySpecialRank - 1 - nth;
        found.add(person);
      }
    const special = Uint32Array.from(found).sort();
    try {
      return work(special);
    } finally {
      for (const person of special) personalRank[person] = nobodySpecialRank;
    }
  }

  return {
    find(asked, personal, limit, isGone) {
      if (asked.words.length === 0 || count === 0) return [];
      const fitsOf = asked.words.map((_word, number) => space(spaces, number));
      const areHad = asked.words.map((word, number) => mark(index, word, number, fitsOf[number] ?? nobody));
      return withPersonal(personal, (special) => {
        const ranking = { asked, fitsOf, personalRank, isGone };
        const exact = areHad.includes(false) ? [] : bestExact({ ...ranking, special, count, limit });
        if (exact.length >= limit || !asked.forgiving) return exact;
        const near = bestNear({
          ...ranking,
          index,
          areHad,
          nearOf: asked.words.map((_word, number) => space(nearSpaces, number)),
          areNear: space(nearSpaces, asked.words.length),
          limit: limit - exact.length,
          withoutNumbers: exact.length === 0,
        });
        return [...exact, ...near];
      });
    },
  };
}

/** Notes of each person how well the word fits, if it does. Whether there is one. */
function mark({ words, marked, digits }: PeopleIndex, word: AskedWord, number: number, found: Uint8Array): boolean {
  let isHad = false;
  const note = (person: number, fit: number): void => {
    const before = found[person] ?? 0;
    if (before === 0 || fit < before) found[person] = fit;
    isHad = true;
  };
  const noteWord = (person: number, at: number): void =>
    note(person, at === number ? fits.aligned : at === place.otherField ? fits.field : fits.name);
  words.ofWords(...words.vocabulary.beginningWith(word.text), noteWord);
  if (word.text.length >= shortestWithin) {
    const spelling = plainSpelling(word.text);
    if (spelling !== word.text) words.ofWords(...words.vocabulary.beginningWith(spelling), noteWord);
    words.vocabulary.containing(word.text, (other) =>
      words.ofWords(other, other + 1, (person) => note(person, fits.within)),
    );
  }
  if (word.isDigits) digits.find(word.text, (person, fit) => note(person, fitOfDigits[fit]));
  if (word.marked !== null)
    marked.ofWords(...marked.vocabulary.beginningWith(word.marked), (person) => {
      if (found[person] !== 0) found[person] = (found[person] ?? 0) | withMarks;
    });
  return isHad;
}

interface Ranking {
  readonly asked: Asked;
  /** Of each word, how well it fits each person. */
  readonly fitsOf: readonly Uint8Array[];
  readonly personalRank: Uint8Array;
  readonly limit: number;
  readonly isGone: (person: number) => boolean;
}

function longestOf({ words }: Asked): number {
  const longest = Math.max(...words.map(({ text }) => text.length));
  return words.findIndex(({ text }) => text.length === longest);
}

interface ExactRanking extends Ranking {
  /** Who has another rank than most, in the order of the list. */
  readonly special: Uint32Array;
  readonly count: number;
}

/** The first of each rank are enough: persons stand in the order of the list. */
function bestExact({ asked, fitsOf, personalRank, special, count, limit, isGone }: ExactRanking): Hit[] {
  const ofRank = Array.from({ length: exactRanks }, (): number[] => []);
  const areMarked = asked.words.map(({ marked }) => marked !== null);
  // The longest word is had by the fewest.
  const rare = fitsOf[longestOf(asked)] ?? new Uint8Array(count);
  const look = (person: number): void => {
    const fit = fitOfAll(fitsOf, areMarked, person);
    if (fit === null) return;
    const list = ofRank[(personalRank[person] ?? 0) * fitRanks + fit];
    if (list !== undefined && list.length < limit && !isGone(person)) list.push(person);
  };
  for (const person of special) if (rare[person] !== 0) look(person);
  // Nobody else comes before these.
  const bestOfOthers = ofRank[nobodySpecialRank * fitRanks] ?? [];
  for (let person = 0; person < count && bestOfOthers.length < limit; person += 1)
    if (rare[person] !== 0 && personalRank[person] === nobodySpecialRank) look(person);
  return ofRank.flatMap((people, rank) => people.map((person) => ({ person, rank }))).slice(0, limit);
}

/** 0–3 with all the marks that were typed, 4–7 without; the word that fits worst counts. Null: one does not fit. */
function fitOfAll(fitsOf: readonly Uint8Array[], areMarked: readonly boolean[], person: number): number | null {
  let worst = 0;
  let hasMarks = true;
  for (let number = 0; number < fitsOf.length; number += 1) {
    const fit = fitsOf[number]?.[person] ?? 0;
    if (fit === 0) return null;
    worst = Math.max(worst, (fit & fitMask) - 1);
    if (areMarked[number] === true && (fit & withMarks) === 0) hasMarks = false;
  }
  return worst + (hasMarks ? 0 : fitRanks / 2);
}

interface NearRanking extends Ranking {
  readonly index: PeopleIndex;
  /** Of each typed word, whether somebody has it. */
  readonly areHad: readonly boolean[];
  /** Of each typed word, which of the similar words each person has: its number in `near`, plus one. */
  readonly nearOf: readonly Uint8Array[];
  /** Who has a similar word; nobody yet. */
  readonly areNear: Uint8Array;
  /** Nobody has all that was typed, so the numbers beside words do not count. */
  readonly withoutNumbers: boolean;
}

/** Persons with the same similar words. */
interface Alike {
  readonly cost: number;
  /** By their personal rank. */
  readonly people: readonly number[][];
}

function bestNear(ranking: NearRanking): Hit[] {
  const groups = alike(ranking);
  const hits: Hit[] = [];
  const sorted = [...groups.values()].sort((a, b) => a.cost - b.cost);
  const left = sorted.map(({ cost, people }) => ({
    rank: exactRanks + Math.min(cost, nearDistances),
    people: people.flat(),
  }));
  while (hits.length < ranking.limit && left.some(({ people }) => people.length > 0))
    for (const { rank, people } of left)
      hits.push(...people.splice(0, mostOfNearWord).map((person) => ({ person, rank })));
  return hits.slice(0, ranking.limit);
}

/** Everybody who has each word or one written similarly, but not each word itself, by the words that they have. */
function alike(ranking: NearRanking): ReadonlyMap<number, Alike> {
  const { index, asked, fitsOf, areHad, nearOf, areNear, personalRank, limit, isGone, withoutNumbers } = ranking;
  const { count } = index.records;
  const costs = asked.words.map((word, number) => {
    const isMeant = word.text.length < longEnoughToBeWrong && areHad[number] === true;
    return isMeant ? [] : markNear(index, word, nearOf[number] ?? areNear, areNear);
  });
  const groups = new Map<number, Alike>();
  const looked = asked.words.flatMap((word, number) => (word.isDigits && withoutNumbers ? [] : number));
  const hasOthers = looked.length < asked.words.length;
  for (let person = 0; person < count; person += 1) {
    if (areNear[person] === 0 && !hasOthers) continue;
    if (hasAll(fitsOf, person)) continue;
    let [key, cost] = [0, 0];
    for (const number of looked) {
      const isExact = fitsOf[number]?.[person] !== 0;
      const near = isExact ? 0 : (nearOf[number]?.[person] ?? 0);
      if (!isExact && near === 0) key = Number.NaN;
      key = key * (mostNearWords + 1) + near;
      cost += near === 0 ? 0 : (costs[number]?.[near - 1] ?? 0);
    }
    if (Number.isNaN(key) || isGone(person)) continue;
    let group = groups.get(key);
    if (group === undefined)
      groups.set(key, (group = { cost, people: Array.from({ length: personalRanks }, () => []) }));
    const list = group.people[personalRank[person] ?? 0];
    if (list !== undefined && list.length < limit) list.push(person);
  }
  return groups;
}

function hasAll(fitsOf: readonly Uint8Array[], person: number): boolean {
  for (let number = 0; number < fitsOf.length; number += 1) if (fitsOf[number]?.[person] === 0) return false;
  return true;
}

/** Notes of each person the nearest of the words written similarly. Gives how far each of these is away. */
function markNear({ words }: PeopleIndex, word: AskedWord, found: Uint8Array, areNear: Uint8Array): readonly number[] {
  if (word.isDigits) return [];
  const near = nearWords(words.vocabulary, word.text).slice(0, mostNearWords);
  near.forEach(({ word: other }, number) =>
    words.ofWords(other, other + 1, (person) => {
      areNear[person] = 1;
      if (found[person] === 0) found[person] = number + 1;
    }),
  );
  return near.map(({ errors, longer }) => errors * 8 + Math.min(longer, 7));
}

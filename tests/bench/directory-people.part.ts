import { fold } from '../../src/contract/fold';
import { createChance, type InventedPerson } from '../../src/local/demo/many-people';

/** What is typed to find some of a hundred thousand people. */
export interface Target {
  readonly kind: 'last' | 'full' | 'folded' | 'number' | 'department' | 'typo';
  /** Typed letter by letter. */
  readonly typed: string;
  /** Whether somebody is the right person, or has the name that was looked for. */
  isFound(person: Pick<InventedPerson, 'name' | 'number'>): boolean;
}

const firstOf = (name: string): string => fold(name).split(' ')[0] ?? '';
const lastOf = (name: string): string => fold(name).split(' ').at(-1) ?? '';
const unfolded = (name: string, at: number): string => name.split(' ').at(at) ?? '';

/** Sixty: last name, whole name, without its marks, end of the number, department and first name, a letter left out. */
export function standardTargets(people: readonly InventedPerson[]): Target[] {
  const { pick } = createChance(7);
  return Array.from({ length: 60 }, (_, index): Target => {
    const person = pick(people);
    const [first, last] = [unfolded(person.name, 0), unfolded(person.name, -1)];
    const hasLast = ({ name }: { readonly name: string }): boolean => lastOf(name) === lastOf(person.name);
    const hasFirst = ({ name }: { readonly name: string }): boolean => fold(name).includes(firstOf(person.name));
    const tail = person.number.slice(-7);
    const all: readonly Target[] = [
      { kind: 'last', typed: last, isFound: hasLast },
      { kind: 'full', typed: `${first} ${last}`, isFound: (found) => hasFirst(found) && hasLast(found) },
      { kind: 'folded', typed: fold(last), isFound: hasLast },
      { kind: 'number', typed: tail, isFound: ({ number }) => number.endsWith(tail) },
      { kind: 'department', typed: `${person.department.slice(0, 6).trim()} ${first}`, isFound: hasFirst },
      { kind: 'typo', typed: `${last.slice(0, 3)}${last.slice(4)}`, isFound: hasLast },
    ];
    return all[index % all.length] as Target;
  });
}

/** Sixty others with one error, a quarter each left out, changed, swapped and put in; half of them whole names. */
export function typoTargets(people: readonly InventedPerson[]): Target[] {
  const { next, pick } = createChance(11);
  const longNames = people.filter(({ name }) => unfolded(name, -1).length >= 6);
  return Array.from({ length: 60 }, (_, index): Target => {
    const person = pick(longNames);
    const [first, last] = [unfolded(person.name, 0), unfolded(person.name, -1)];
    const typed = wrong(last, index % 4, next);
    const isFound = ({ name }: { readonly name: string }): boolean =>
      lastOf(name) === lastOf(person.name) && (index < 30 || fold(name).includes(firstOf(person.name)));
    return { kind: 'typo', typed: index < 30 ? typed : `${first} ${typed}`, isFound };
  });
}

function wrong(word: string, kind: number, next: () => number): string {
  const at = 1 + Math.floor(next() * (word.length - 2));
  const letter = 'abcdefghiklmnoprstuvyåäö'[Math.floor(next() * 24)] ?? 'x';
  const [before, here, after, rest] = [word.slice(0, at), word[at] ?? '', word[at + 1] ?? '', word.slice(at + 1)];
  if (kind === 0) return `${before}${rest}`;
  if (kind === 1) return `${before}${letter === here ? 'q' : letter}${rest}`;
  if (kind === 2) return `${before}${after}${here}${word.slice(at + 2)}`;
  return `${before}${letter}${here}${rest}`;
}

import type { ContactLetters } from '../contract/people/people';
import type { ContactRecord } from './contact-row';
import type { Letter } from './index/letters';
import type { OrganisationIndex } from './index/organisation-index';
import type { Person } from './personal-facts';
import type { DirectoryDeps } from './search-directory';

/** The list of all contacts that a person sees, the company's and among them the own, in the organisation's order. */
export interface ListDirectory {
  page(person: Person, offset: number, limit: number): Promise<ContactRecord[]>;
  /** How many there are, and where the names with each letter begin. */
  letters(person: Person): Promise<ContactLetters>;
}

/** From memory where the directory is there, else from PostgreSQL. */
export function createListDirectory({ indexes, facts, peopleOf }: DirectoryDeps): ListDirectory {
  return {
    async page(person, offset, limit) {
      const { organisationId, userId } = person;
      const { own } = await facts.of(person);
      const page =
        own && (await indexes.ask(organisationId, (host) => host.page(organisationId, offset, limit, own.names())));
      if (own === null || page === null)
        return peopleOf(organisationId)
          .page({ offset, limit, viewer: userId })
          .then(({ contacts }) => contacts);
      return page.flatMap((contact) =>
        typeof contact === 'number' ? own.page(contact, 1, []) : contact,
      ) as ContactRecord[];
    },
    async letters(person) {
      const { organisationId, userId } = person;
      const { own } = await facts.of(person);
      const firsts = own === null ? [] : firstNames(own);
      const outline = own && (await indexes.ask(organisationId, (host) => host.outline(organisationId, firsts)));
      if (own === null || outline === null) return peopleOf(organisationId).letters(userId);
      const { letters, count, before } = outline;
      return { total: count + own.count(), letters: mergeLetters(letters, own.letters(), before, own.count()) };
    },
  };
}

/** The first name of each letter. */
function firstNames(own: OrganisationIndex): string[] {
  const names = own.names();
  return own.letters().map(({ offset }) => names[offset] ?? '');
}

/**
 * The letters of both lists, which stand in the same order.
 *
 * @param before how many of the company's are listed before the first own name of each letter
 */
export function mergeLetters(
  companys: readonly Letter[],
  own: readonly Letter[],
  before: readonly number[],
  ownCount: number,
): Letter[] {
  const ofOwn = own.map((letter, index) => ({ ...letter, before: before[index] ?? 0 }));
  const merged = companys.map(({ letter, offset }) => {
    const same = ofOwn.find((each) => each.letter === letter);
    const next = same ?? ofOwn.find((each) => each.before > offset);
    return { letter, offset: Math.min(offset, same?.before ?? offset) + (next?.offset ?? ownCount) };
  });
  const alone = ofOwn
    .filter(({ letter }) => !companys.some((each) => each.letter === letter))
    .map(({ letter, offset, before: companysBefore }) => ({ letter, offset: offset + companysBefore }));
  return [...merged, ...alone].sort((a, b) => a.offset - b.offset);
}

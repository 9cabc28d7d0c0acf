import type { ContactRecord } from './contact-row';
import { readAsked } from './index/asked';
import type { DirectoryIndexes } from './index/directory-indexes';
import { mergeRanked } from './index/organisation-index';
import type { Person, PersonalFactsOf } from './personal-facts';
import type { PeopleStore } from './store';

export interface DirectoryDeps {
  readonly indexes: Pick<DirectoryIndexes, 'ask'>;
  readonly facts: Pick<PersonalFactsOf, 'of'>;
  readonly peopleOf: (organisationId: Person['organisationId']) => PeopleStore;
}

/**
 * The best hits for what a person typed, the company's and the own: from memory where the directory is there, else
 * from PostgreSQL.
 */
export type SearchDirectory = (person: Person, typed: string, limit: number) => Promise<ContactRecord[]>;

export function createSearchDirectory({ indexes, facts, peopleOf }: DirectoryDeps): SearchDirectory {
  return async (person, typed, limit) => {
    const { organisationId, userId } = person;
    const asked = readAsked(typed);
    if (asked.words.length === 0) return [];
    const { personal, own } = await facts.of(person);
    const companys =
      own && (await indexes.ask(organisationId, (host) => host.search(organisationId, asked, personal, limit)));
    if (own === null || companys === null) return peopleOf(organisationId).search(typed, limit, userId);
    return mergeRanked(companys, own.search(asked, personal, limit), limit).map(({ record }) => record);
  };
}

import { nobodySpecial } from '../../src/people/index/personal';
import { createListDirectory } from '../../src/people/list-directory';
import type { PeopleRoutesDeps } from '../../src/people/routes';
import { createSearchDirectory } from '../../src/people/search-directory';

/** The directory as PostgreSQL has it, while none is in memory. */
export function storedDirectory(peopleOf: PeopleRoutesDeps['peopleOf']): Omit<PeopleRoutesDeps, 'lineOf'> {
  const directory = {
    peopleOf,
    indexes: { ask: () => Promise.resolve(null) },
    facts: { of: () => Promise.resolve({ personal: nobodySpecial, own: null }) },
  };
  return { peopleOf, search: createSearchDirectory(directory), list: createListDirectory(directory) };
}

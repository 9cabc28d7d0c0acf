import type { Directory } from '../calls/directory';
import type { OrganisationId } from '../contract/ids';
import type { Feature, Infrastructure } from '../feature';
import type { ContactMatches } from '../history/page';
import type { LinesFeature } from '../lines/feature';
import { createContactByNumber } from './contact-by-number';
import { contactMatches } from './contact-matches';
import { takeEntered } from './entered-by-sql';
import { createPeopleRoutes } from './routes';
import { createStatusMessages, type StatusMessages } from './status-messages';
import { createPeopleStores, type PeopleStore } from './store';

export interface PeopleFeature extends Feature {
  readonly directory: Directory;
  readonly contactMatches: ContactMatches;
  readonly statusMessages: StatusMessages;
  peopleOf(organisationId: OrganisationId): PeopleStore;
}

export type PeopleDeps = Pick<LinesFeature, 'lines' | 'lineStates'>;

/** The directory, and who oneself is. */
export function createPeopleFeature(
  { db, logger, wakes, clock }: Infrastructure,
  { lines, lineStates }: PeopleDeps,
): PeopleFeature {
  const peopleOf = createPeopleStores(db, lines.extensionLengths);
  return {
    peopleOf,
    directory: { contactByNumber: createContactByNumber(db) },
    contactMatches,
    statusMessages: createStatusMessages(db),
    router: createPeopleRoutes({ peopleOf, lineOf: lineStates.of }),
    snapshot: { me: ({ organisationId, userId, roles }) => peopleOf(organisationId).me(userId, roles) },
    start: () => takeEntered({ db, logger, wakes, clock }),
  };
}

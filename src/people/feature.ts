import type { Directory } from '../calls/directory';
import type { ContactId, OrganisationId, UserId } from '../contract/ids';
import type { Feature, Infrastructure } from '../feature';
import type { ContactMatches } from '../history/page';
import type { LinesFeature } from '../lines/feature';
import { createContactByNumber } from './contact-by-number';
import { createContactRevisions } from './contact-revisions';
import { contactMatches } from './contact-matches';
import { takeEntered } from './entered-by-sql';
import { followDirectory } from './follow-directory';
import { createDirectoryIndexes } from './index/directory-indexes';
import type { Personal } from './index/personal';
import { createListDirectory } from './list-directory';
import { readOwnIndex } from './own-index';
import { createPersonalFacts, type Person } from './personal-facts';
import { tellChanges } from './tell-changes';
import { createPeopleRoutes } from './routes';
import { createSearchDirectory } from './search-directory';
import { createStatusMessages, type StatusMessages } from './status-messages';
import { createPeopleStores, type PeopleStore } from './store';

export interface PeopleFeature extends Feature {
  readonly directory: Directory;
  readonly contactMatches: ContactMatches;
  readonly statusMessages: StatusMessages;
  peopleOf(organisationId: OrganisationId): PeopleStore;
  /** Marks or own contacts of a person have changed; what is searched and listed from now on goes by it. */
  personalChanged(userId: UserId): void;
}

export interface PeopleDeps extends Pick<LinesFeature, 'lines' | 'lineStates'> {
  /** The built worker, and where it finds the database. */
  readonly directoryWorker: { readonly file: string; readonly url: string };
  /** Whom a person has marked; handed in by a later feature. */
  readonly marksOf: (person: Person) => Promise<Pick<Personal, 'favourites' | 'vip'>>;
  /** With whom a person had calls lately, the latest first; handed in as well. */
  readonly recentContacts: (person: Person) => Promise<ContactId[]>;
}

/** The directory, and who oneself is. */
export function createPeopleFeature(infrastructure: Infrastructure, deps: PeopleDeps): PeopleFeature {
  const { db, logger, wakes, clock, publisher } = infrastructure;
  const { lines, lineStates } = deps;
  const peopleOf = createPeopleStores(db, lines.extensionLengths);
  const indexes = createDirectoryIndexes({ db, clock, logger, worker: deps.directoryWorker });
  const ownOf = (person: Person) => readOwnIndex(db, person);
  const facts = createPersonalFacts({ clock, marksOf: deps.marksOf, recentOf: deps.recentContacts, ownOf });
  const revisions = createContactRevisions(publisher, clock.nowMs());
  const directory = { indexes, facts, peopleOf };
  return {
    peopleOf,
    personalChanged: facts.changed,
    directory: { contactByNumber: createContactByNumber(db) },
    contactMatches,
    statusMessages: createStatusMessages(db),
    router: createPeopleRoutes({
      peopleOf,
      search: createSearchDirectory(directory),
      list: createListDirectory(directory),
      lineOf: lineStates.of,
    }),
    topics: { contacts: revisions.state },
    snapshot: { me: ({ organisationId, userId, roles }) => peopleOf(organisationId).me(userId, roles) },
    async start() {
      await followDirectory({ wakes, clock, ...tellChanges({ indexes, facts, revisions }) });
      await takeEntered({ db, logger, wakes, clock });
      await indexes.warm();
    },
    stop: () => indexes.stop(),
  };
}

import type { CallId, ContactId, OrganisationId } from '../contract/ids';
import type { Feature, Infrastructure } from '../feature';
import { onceEach } from '../limits/once-each';
import type { Principal } from '../ports/principal';
import { createNewest } from './newest';
import { isInCallLists, recordHistory } from './record';
import { recentContacts } from './recent-contacts';
import { createHistoryRoutes, largeHistoryRequests } from './routes';
import { createHistoryStore, purgeHistory, type HistoryStore, type HistoryStoreDeps } from './store';

export interface HistoryFeature extends Feature {
  /** For whoever stores that a call is over for somebody. */
  readonly recordHistory: typeof recordHistory;
  /** Somebody's call list has, or had until lately, a call of this id. @throws VaxelError server.unavailable */
  isInCallLists(callId: CallId): Promise<boolean>;
  historyOf(person: Pick<Principal, 'organisationId' | 'userId'>): HistoryStore;
  /** With whom a person had calls lately, the latest first. @throws VaxelError server.unavailable */
  recentContacts(person: Pick<Principal, 'organisationId' | 'userId'>): Promise<ContactId[]>;
}

/** What the directory hands in. */
export interface HistoryDeps extends Pick<HistoryStoreDeps, 'contactMatches'> {
  readonly keepDays: number;
}

/** People's call lists. */
export function createHistoryFeature(
  { db, publisher }: Infrastructure,
  { contactMatches, keepDays }: HistoryDeps,
): HistoryFeature {
  const historyOf: HistoryFeature['historyOf'] = ({ organisationId, userId }) =>
    createHistoryStore({ db, contactMatches }, organisationId, userId);
  const newestOf = onceEach((organisationId: OrganisationId) => createNewest(db, organisationId));
  return {
    recordHistory,
    isInCallLists: (callId) => isInCallLists(db, callId),
    historyOf,
    recentContacts: (person) => recentContacts(db, person),
    router: createHistoryRoutes({ historyOf, publisher }),
    largeRequests: largeHistoryRequests,
    snapshot: { history: ({ organisationId, userId }) => newestOf(organisationId)(userId) },
    purge: () => purgeHistory(db, keepDays),
  };
}

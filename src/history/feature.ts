import type { Feature, Infrastructure } from '../feature';
import type { Principal } from '../ports/principal';
import { recordHistory } from './record';
import { createHistoryRoutes, largeHistoryRequests } from './routes';
import { createHistoryStore, purgeDeletedHistory, type HistoryStore, type HistoryStoreDeps } from './store';

export interface HistoryFeature extends Feature {
  /** For whoever stores that a call is over for somebody. */
  readonly recordHistory: typeof recordHistory;
  historyOf(person: Pick<Principal, 'organisationId' | 'userId'>): HistoryStore;
}

/** What the directory hands in. */
export type HistoryDeps = Pick<HistoryStoreDeps, 'contactMatches'>;

const newest = { show: 'all', limit: 100 } as const;

/** People's call lists. */
export function createHistoryFeature(
  { db, publisher }: Infrastructure,
  { contactMatches }: HistoryDeps,
): HistoryFeature {
  const historyOf: HistoryFeature['historyOf'] = ({ organisationId, userId }) =>
    createHistoryStore({ db, contactMatches }, organisationId, userId);
  return {
    recordHistory,
    historyOf,
    router: createHistoryRoutes({ historyOf, publisher }),
    largeRequests: largeHistoryRequests,
    snapshot: { history: async (principal) => (await historyOf(principal).page(newest)).entries },
    purge: () => purgeDeletedHistory(db),
  };
}

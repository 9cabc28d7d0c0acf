import type { CallId, UserId } from '../contract/ids';
import type { CallsFeature } from '../calls/feature';
import type { Knowledge } from '../calls/knowledge';
import type { Feature, Infrastructure } from '../feature';
import type { HistoryFeature } from '../history/feature';
import type { LinesFeature } from '../lines/feature';
import type { RuleBook } from './book';
import type { InGroups } from './in-groups';
import { addAdministrationRoutes, createRulesRoutes, largeRulesRequests } from './routes';

type Person = Parameters<HistoryFeature['historyOf']>[0];

export interface RulesFeatureDeps
  extends
    Pick<LinesFeature, 'lines'>,
    Pick<HistoryFeature, 'historyOf'>,
    Pick<CallsFeature, 'calls' | 'keptCall' | 'refusedCalls'>,
    Pick<Knowledge, 'activitiesOf'>,
    InGroups {
  readonly book: RuleBook;
}

/** Rules for incoming calls, who may forward where, and why a call went where it went. */
export function createRulesFeature(infrastructure: Infrastructure, deps: RulesFeatureDeps): Feature {
  const all = {
    ...infrastructure,
    ...deps,
    nameOf: (userId: UserId) => deps.lines.user(userId)?.displayName ?? null,
    latestCalls: async (person: Person, limit: number) =>
      (await deps.historyOf(person).page({ show: 'all', limit })).entries,
    isListed: async (person: Person, callId: CallId) => (await deps.historyOf(person).find(callId)) !== null,
  };
  return {
    router: addAdministrationRoutes(createRulesRoutes(all), all),
    largeRequests: largeRulesRequests,
    start: deps.book.start,
  };
}

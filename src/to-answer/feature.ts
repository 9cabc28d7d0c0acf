import type { Transaction } from 'kysely';
import type { CallChange } from '../calls/call-change';
import type { AnswerGroupId, OrganisationId } from '../contract/ids';
import type { Feature, Infrastructure } from '../feature';
import type { LinesFeature } from '../lines/feature';
import type { PeopleFeature } from '../people/feature';
import type { Database } from '../ports/database';
import { createToAnswerCommands } from './commands';
import { peopleOf, type GroupsOf, type OwingGroup } from './owing';
import { createToAnswerRoutes } from './routes';
import { purgeToAnswer, toAnswerStoreOf, type Talk, type Unanswered } from './store';
import { tellOwing } from './telling';

export interface ToAnswerFeature extends Feature {
  /** In the transaction that stores that nobody answered. */
  addToAnswer(
    transaction: Transaction<Database>,
    organisationId: OrganisationId,
    unanswered: Unanswered,
  ): Promise<void>;
  /** In the transaction that changes who is in the group: what others have claimed is free again. */
  keepClaims(
    transaction: Transaction<Database>,
    organisationId: OrganisationId,
    group: OwingGroup & { readonly id: AnswerGroupId },
  ): Promise<void>;
  /** In the transaction that stores what a call was to its people: whom they talked with they have answered. */
  noteTalks(
    transaction: Transaction<Database>,
    organisationId: OrganisationId,
    records: CallChange['history'],
  ): Promise<void>;
}

export interface ToAnswerDeps extends Pick<LinesFeature, 'lines'>, Pick<PeopleFeature, 'directory'> {
  /** Handed in by the answer groups. */
  readonly groupsOf: GroupsOf;
  readonly keepDays: number;
}

/** Whom groups and people still have to call, until somebody has seen to it. */
export function createToAnswerFeature(infrastructure: Infrastructure, deps: ToAnswerDeps): ToAnswerFeature {
  const { db } = infrastructure;
  const shared = { ...infrastructure, ...deps };
  return {
    addToAnswer: (transaction, organisationId, unanswered) =>
      toAnswerStoreOf(transaction, organisationId).add(unanswered),
    keepClaims: (transaction, organisationId, group) =>
      toAnswerStoreOf(transaction, organisationId).keepClaims(group.id, peopleOf(group)),
    noteTalks: (transaction, organisationId, records) =>
      toAnswerStoreOf(transaction, organisationId).talked(talksIn(records)),
    router: createToAnswerRoutes(shared),
    commands: { toAnswer: createToAnswerCommands(shared) },
    start: () => tellOwing(shared),
    purge: () => purgeToAnswer(db, deps.keepDays),
  };
}

const talksIn = (records: CallChange['history']): readonly Talk[] =>
  records.flatMap(({ entry: { other, answeredAtMs: fromMs, talkedUntilMs, endedAtMs } }) =>
    other.number === null || fromMs === null
      ? []
      : [{ number: other.number, fromMs, untilMs: talkedUntilMs ?? endedAtMs }],
  );

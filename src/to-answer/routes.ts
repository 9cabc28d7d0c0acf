import { Router } from 'express';
import type { Kysely } from 'kysely';
import { mostToAnswer } from '../contract/to-answer/limits';
import type { ToAnswerList } from '../contract/to-answer/to-answer';
import { route } from '../http/route';
import type { Database } from '../ports/database';
import type { Principal } from '../ports/principal';
import { owingOf, type GroupsOf } from './owing';
import { toAnswerStoreOf } from './store';
import { viewOf, type ViewDeps } from './views';

export interface ToAnswerRoutesDeps extends ViewDeps {
  readonly db: Kysely<Database>;
  readonly groupsOf: GroupsOf;
}

/** `/to-answer`: whom my groups and I still have to call. */
export const createToAnswerRoutes = (deps: ToAnswerRoutesDeps): Router =>
  Router().get('/to-answer', route({ handler: ({ principal }) => mine(deps, principal) }));

async function mine(deps: ToAnswerRoutesDeps, { organisationId, userId }: Principal): Promise<ToAnswerList> {
  const owing = owingOf(deps.groupsOf(organisationId), userId);
  const rows = await toAnswerStoreOf(deps.db, organisationId).open(owing);
  const parties = await Promise.all(rows.slice(0, mostToAnswer).map((row) => viewOf(deps, row)));
  return { parties, more: rows.length > mostToAnswer };
}

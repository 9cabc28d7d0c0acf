import { Router } from 'express';
import type { Kysely } from 'kysely';
import type { WaitingCalls } from '../calls/waiting-calls';
import {
  AnswerGroupParams,
  type GroupDetail,
  type GroupList,
  type GroupView,
} from '../contract/answer-groups/answer-groups';
import type { AnswerGroupAdminView } from '../contract/answer-groups/settings';
import { VaxelError } from '../contract/errors';
import type { AnswerGroupId, CallId, UserId } from '../contract/ids';
import { route } from '../http/route';
import type { Database } from '../ports/database';
import type { Principal } from '../ports/principal';
import type { Lines } from '../lines/lines';
import { detailOf } from './live';
import type { Queues } from './queues';
import { queueStoreOf } from './queue-store';
import { groupStoreOf } from './store';

export interface GroupRoutesDeps {
  readonly db: Kysely<Database>;
  readonly lines: Pick<Lines, 'user'>;
  readonly queues: Pick<Queues, 'of'>;
  readonly waiting: Pick<WaitingCalls, 'callerOf'>;
}

/** `/answer-groups`: those that I answer in or supervise. */
export function createGroupRoutes(deps: GroupRoutesDeps): Router {
  const router = Router();
  router.get('/answer-groups', route({ handler: ({ principal }) => mine(deps.db, principal) }));
  router.get(
    '/answer-groups/:id',
    route({ params: AnswerGroupParams, handler: async ({ principal, params }) => detail(deps, principal, params.id) }),
  );
  return router;
}

/** @throws VaxelError request.notFound, also for whoever is of no such group */
function detail(
  { queues, lines, waiting }: GroupRoutesDeps,
  principal: Principal,
  groupId: AnswerGroupId,
): GroupDetail {
  const { organisationId, userId } = principal;
  const now = queues.of(organisationId)?.now();
  const group = now?.configured.groups.get(groupId);
  const view = group && viewFor(group, userId, now?.state.agents.get(userId)?.isLoggedIn === true);
  if (!now || !group || !view || !(view.isMember || view.isSupervisor)) throw new VaxelError('request.notFound');
  const seeing = {
    nameOf: (agent: UserId) => lines.user(agent)?.displayName ?? null,
    callerOf: (callId: CallId) => waiting.callerOf(callId, userId),
  };
  return { ...view, ...detailOf(now.state, group, now.context, seeing) };
}

/** @param isAgent logged in */
function viewFor(group: AnswerGroupAdminView, userId: UserId, isAgent: boolean): GroupView {
  const { id, name, extension, number, strategy, members, supervisors } = group;
  const isMember = members.some((member) => member.userId === userId);
  const isSupervisor = supervisors.includes(userId);
  return { ...{ id, name, extension, number, strategy }, isMember, isSupervisor, isLoggedIn: isMember && isAgent };
}

async function mine(db: Kysely<Database>, { organisationId, userId }: Principal): Promise<GroupList> {
  const store = groupStoreOf(db, organisationId);
  const [all, agents, pauseReasons] = await Promise.all([
    store.all(),
    queueStoreOf(db, organisationId).agents(),
    store.reasons(),
  ]);
  const isAgent = agents.some((agent) => agent.userId === userId && agent.isLoggedIn);
  const views = all.map((group) => viewFor(group, userId, isAgent));
  return {
    groups: views.filter(({ isMember, isSupervisor }) => isMember || isSupervisor),
    pauseReasons: [...pauseReasons],
  };
}

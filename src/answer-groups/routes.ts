import { Router } from 'express';
import type { Kysely } from 'kysely';
import type { GroupList, GroupView } from '../contract/answer-groups/answer-groups';
import { route } from '../http/route';
import type { Database } from '../ports/database';
import type { Principal } from '../ports/principal';
import { queueStoreOf } from './queue-store';
import { groupStoreOf } from './store';

/** `/answer-groups`: those that I answer in or supervise. */
export function createGroupRoutes({ db }: { readonly db: Kysely<Database> }): Router {
  const router = Router();
  router.get('/answer-groups', route({ handler: ({ principal }) => mine(db, principal) }));
  return router;
}

async function mine(db: Kysely<Database>, { organisationId, userId }: Principal): Promise<GroupList> {
  const store = groupStoreOf(db, organisationId);
  const [all, agents, pauseReasons] = await Promise.all([
    store.all(),
    queueStoreOf(db, organisationId).agents(),
    store.reasons(),
  ]);
  const isAgent = agents.some((agent) => agent.userId === userId && agent.isLoggedIn);
  const views = all.map(({ id, name, extension, number, strategy, members, supervisors }): GroupView => {
    const isMember = members.some((member) => member.userId === userId);
    const isSupervisor = supervisors.includes(userId);
    const isLoggedIn = isMember && isAgent;
    return { ...{ id, name, extension, number, strategy }, isMember, isSupervisor, isLoggedIn };
  });
  return {
    groups: views.filter(({ isMember, isSupervisor }) => isMember || isSupervisor),
    pauseReasons: [...pauseReasons],
  };
}

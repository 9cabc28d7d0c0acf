import { Router } from 'express';
import type { Kysely } from 'kysely';
import {
  ContactParams,
  GroupBody,
  GroupKeyParams,
  GroupParams,
  GroupQuery,
  MemberParams,
  MembershipChange,
  MembershipQuery,
  NumberMark,
} from '../contract/contacts/groups';
import type { GroupPage, MarkedNumber, Memberships } from '../contract/contacts/groups';
import type { GroupId, UserId } from '../contract/ids';
import type { LineState } from '../contract/lines/line-state';
import { route } from '../http/route';
import type { Database } from '../ports/database';
import type { Principal } from '../ports/principal';
import type { Changes } from './changes';
import { readMembers } from './group-members';
import { addMember, changeGroup, createGroup, listGroups, removeGroup, removeMember, restoreGroup } from './groups';
import { changeMembership, markNumber, readMemberships } from './memberships';
import type { Numbering } from './read-number';

export interface GroupRoutesDeps {
  readonly db: Kysely<Database>;
  readonly changes: Changes;
  readonly numbering: Numbering;
  lineOf(userId: UserId): LineState;
}

/** `/groups`, `/memberships`, `/marked-numbers`: what a person's contacts are sorted into. */
export function createGroupRoutes(deps: GroupRoutesDeps): Router {
  const router = Router();
  addGroupRoutes(router, deps);
  addMemberRoutes(router, deps);
  addMarkRoutes(router, deps);
  return router;
}

const ownerOf = ({ organisationId, userId }: Principal) => ({ organisationId, owner: userId });

/** Whoever changes a group of theirs: their windows hear of it, and those who see it because it is shared. */
const told = ({ changes }: GroupRoutesDeps, principal: Principal, id: GroupId): void => {
  changes.own(principal, null);
  changes.group(principal.organisationId, id);
};

function addGroupRoutes(router: Router, deps: GroupRoutesDeps): void {
  const { db } = deps;
  router.get('/groups', route({ handler: ({ principal }) => listGroups(db, principal) }));
  router.post(
    '/groups',
    route({
      body: GroupBody,
      async handler({ principal, body }) {
        const id = await db.transaction().execute((each) => createGroup(each, ownerOf(principal), body));
        told(deps, principal, id);
        return { id };
      },
    }),
  );
  router.patch(
    '/groups/:id',
    route({
      params: GroupParams,
      body: GroupBody,
      async handler({ principal, params, body }) {
        await db.transaction().execute((each) => changeGroup(each, ownerOf(principal), params.id, body));
        told(deps, principal, params.id);
      },
    }),
  );
  router.delete(
    '/groups/:id',
    route({
      params: GroupParams,
      async handler({ principal, params }) {
        await db.transaction().execute((each) => removeGroup(each, ownerOf(principal), params.id));
        told(deps, principal, params.id);
      },
    }),
  );
  router.post(
    '/groups/:id/restore',
    route({
      params: GroupParams,
      async handler({ principal, params }) {
        await db.transaction().execute((each) => restoreGroup(each, ownerOf(principal), params.id));
        told(deps, principal, params.id);
      },
    }),
  );
}

function addMemberRoutes(router: Router, deps: GroupRoutesDeps): void {
  const { db, lineOf } = deps;
  router.get(
    '/groups/:key/members',
    route({
      params: GroupKeyParams,
      query: GroupQuery,
      async handler({ principal, params, query }): Promise<GroupPage> {
        const page = await readMembers(db, principal, params.key, query);
        const contacts = page.contacts.map((each) => ({
          ...each,
          line: each.userId === null ? null : lineOf(each.userId),
        }));
        return { ...page, contacts };
      },
    }),
  );
  for (const [method, change] of [
    ['put', addMember],
    ['delete', removeMember],
  ] as const)
    router[method](
      '/groups/:id/members/:contactId',
      route({
        params: MemberParams,
        async handler({ principal, params: { id, contactId } }) {
          await db.transaction().execute((each) => change(each, ownerOf(principal), id, contactId));
          told(deps, principal, id);
        },
      }),
    );
}

function addMarkRoutes(router: Router, { db, changes, numbering }: GroupRoutesDeps): void {
  router.post(
    '/memberships',
    route({
      body: MembershipQuery,
      handler: async ({ principal, body }): Promise<Memberships> => ({
        memberships: await readMemberships(db, principal, body.contactIds),
      }),
    }),
  );
  router.put(
    '/memberships/:contactId',
    route({
      params: ContactParams,
      body: MembershipChange,
      async handler({ principal, params: { contactId }, body }) {
        const changed = await db.transaction().execute((each) => changeMembership(each, principal, contactId, body));
        changes.own(principal, contactId);
        return changed;
      },
    }),
  );
  router.put(
    '/marked-numbers',
    route({
      body: NumberMark,
      async handler({ principal, body: { number: typed, mark, move } }): Promise<MarkedNumber> {
        const meant = numbering.numberOrColleague(principal.organisationId, typed);
        await db.transaction().execute(async (transaction) => {
          if ('number' in meant) await markNumber(transaction, principal, meant.number, mark, move);
          else await changeMembership(transaction, principal, meant.contactId, { mark, move });
        });
        changes.own(principal, null);
        return 'number' in meant ? { ...meant, contactId: null } : { number: typed, ...meant };
      },
    }),
  );
}

import { Router } from 'express';
import type { Kysely, Transaction } from 'kysely';
import type { AuditAction } from '../contract/audit/audit';
import { GroupBody, GroupParams, MemberParams } from '../contract/contacts/groups';
import type { GroupId } from '../contract/ids';
import { requestOf, route } from '../http/route';
import type { RouteInput } from '../http/route';
import type { AuditLog, ToldFields } from '../ports/audit';
import type { Database } from '../ports/database';
import type { Changes } from './changes';
import { addMember, changeGroup, createGroup, removeGroup, removeMember, restoreGroup } from './groups';

export interface CompanyGroupDeps {
  readonly db: Kysely<Database>;
  readonly changes: Changes;
  readonly audit: AuditLog;
}

type Asked = Pick<RouteInput<unknown, unknown, unknown>, 'principal' | 'request' | 'response'>;

/** What was done, for the log; null = it was so already. */
interface Done {
  readonly id: GroupId;
  readonly action: AuditAction;
  readonly name: string;
  readonly before?: ToldFields;
  readonly after?: ToldFields;
}

const ownerOf = ({ principal }: Asked) => ({ organisationId: principal.organisationId, owner: null });

type CarryOut = (
  asked: Asked,
  change: (transaction: Transaction<Database>) => Promise<Done | null>,
) => Promise<Done | null>;

/** Change and log in one transaction; then whoever has it on screen is told. */
function createCarryOut({ db, changes, audit }: CompanyGroupDeps): CarryOut {
  return async (asked, change) => {
    const { organisationId } = asked.principal;
    const done = await db.transaction().execute(async (transaction) => {
      const result = await change(transaction);
      if (result === null) return null;
      const { id, action, name, ...fields } = result;
      await audit.record(transaction, organisationId, {
        actor: asked.principal,
        action,
        object: { kind: 'group', id, name },
        ...fields,
        source: 'tab',
        request: requestOf(asked),
      });
      return result;
    });
    if (done !== null) changes.group(organisationId, done.id);
    return done;
  };
}

/** `/administration/groups`: the company's groups, which everybody sees and administrators change. */
export function createCompanyGroupRoutes(deps: CompanyGroupDeps): Router {
  const router = Router();

  const carryOut = createCarryOut(deps);
  router.post(
    '/administration/groups',
    route({
      body: GroupBody,
      async handler({ body, ...asked }) {
        const done = await carryOut(asked, async (each) => {
          const id = await createGroup(each, ownerOf(asked), body);
          return { id, action: 'group.added', name: body.name, after: { name: body.name } };
        });
        return { id: done?.id };
      },
    }),
  );
  router.patch(
    '/administration/groups/:id',
    route({
      params: GroupParams,
      body: GroupBody,
      async handler({ params: { id }, body, ...asked }) {
        await carryOut(asked, async (each) => {
          const { before } = await changeGroup(each, ownerOf(asked), id, body);
          const [was, is] = [{ name: before.name }, { name: body.name }];
          return { id, action: 'group.changed', name: body.name, before: was, after: is };
        });
      },
    }),
  );
  addRest(router, carryOut);
  return router;
}

/** Removal with its way back, and members. */
function addRest(router: Router, carryOut: CarryOut): void {
  for (const [method, path, change, action] of [
    ['delete', '/administration/groups/:id', removeGroup, 'group.removed'],
    ['post', '/administration/groups/:id/restore', restoreGroup, 'group.added'],
  ] as const)
    router[method](
      path,
      route({
        params: GroupParams,
        async handler({ params: { id }, ...asked }) {
          await carryOut(asked, async (each) => ({ id, action, name: await change(each, ownerOf(asked), id) }));
        },
      }),
    );
  for (const [method, change, way] of [
    ['put', addMember, 'after'],
    ['delete', removeMember, 'before'],
  ] as const)
    router[method](
      '/administration/groups/:id/members/:contactId',
      route({
        params: MemberParams,
        async handler({ params: { id, contactId }, ...asked }) {
          await carryOut(asked, async (each) => {
            const { group, contact } = await change(each, ownerOf(asked), id, contactId);
            return contact === null ? null : { id, action: 'group.changed', name: group, [way]: { member: contact } };
          });
        },
      }),
    );
}

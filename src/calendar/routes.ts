import { Router } from 'express';
import { z } from 'zod';
import {
  CalendarQuery,
  PhoneRoleId,
  ScheduleDraft,
  ScheduleEdit,
  ScheduleId,
  ScheduleRemoval,
  ScheduleUndo,
} from '../contract/calendar/calendar';
import { PhoneRoleDraft, type PhoneRoles as PhoneRolesAnswer, type RoleShown } from '../contract/calendar/roles';
import type { OrganisationId, UserId } from '../contract/ids';
import { route } from '../http/route';
import type { ChangeSchedule } from './change-schedule';
import { readCalendarPage } from './page';
import type { PhoneRoles } from './phone-roles';
import type { ScheduleStore } from './store';

export interface CalendarRoutesDeps {
  storeOf(organisationId: OrganisationId): ScheduleStore;
  readonly change: ChangeSchedule;
  readonly roles: PhoneRoles;
  roleShown(userId: UserId): RoleShown;
}

/** `/calendar`: what I have planned, changed and taken back; `/calendar/roles`: my roles. */
export function createCalendarRoutes({ storeOf, change, roles, roleShown }: CalendarRoutesDeps): Router {
  const router = Router();
  addRoles(router, roles);
  router.get('/calendar/role-shown', route({ handler: ({ principal }) => roleShown(principal.userId) }));
  router.get(
    '/calendar',
    route({
      query: CalendarQuery,
      handler: ({ principal, query }) => readCalendarPage(storeOf(principal.organisationId), principal.userId, query),
    }),
  );
  router.post(
    '/calendar',
    route({ body: ScheduleDraft, handler: ({ principal, body }) => change.add(principal, body) }),
  );
  router.post(
    '/calendar/undo',
    route({ body: ScheduleUndo, handler: ({ principal, body }) => change.undo(principal, body.changeId) }),
  );
  router.put(
    '/calendar/:id',
    route({
      params: z.object({ id: ScheduleId }),
      body: ScheduleEdit,
      handler: ({ principal, params, body }) => change.edit(principal, params.id, body),
    }),
  );
  router.post(
    '/calendar/:id/delete',
    route({
      params: z.object({ id: ScheduleId }),
      body: ScheduleRemoval,
      handler: ({ principal, params, body }) => change.remove(principal, params.id, body),
    }),
  );
  return router;
}

function addRoles(router: Router, roles: PhoneRoles): void {
  const params = z.object({ id: PhoneRoleId });
  router.get(
    '/calendar/roles',
    route({
      handler: async ({ principal }) => ({ roles: [...(await roles.read(principal))] }) satisfies PhoneRolesAnswer,
    }),
  );
  router.post(
    '/calendar/roles',
    route({ body: PhoneRoleDraft, handler: ({ principal, body }) => roles.add(principal, body) }),
  );
  router.put(
    '/calendar/roles/:id',
    route({
      params,
      body: PhoneRoleDraft,
      handler: ({ principal, params: { id }, body }) => roles.change(principal, id, body),
    }),
  );
  router.delete(
    '/calendar/roles/:id',
    route({ params, handler: ({ principal, params: { id } }) => roles.remove(principal, id) }),
  );
}

import { Router } from 'express';
import { z } from 'zod';
import {
  CalendarPage,
  CalendarQuery,
  PhoneRoleId,
  ScheduleDraft,
  ScheduleEdit,
} from '../../src/contract/calendar/calendar';
import { ScheduleId, ScheduleRemoval, ScheduleUndo } from '../../src/contract/calendar/calendar';
import type { Occurrence } from '../../src/contract/calendar/calendar';
import { PhoneRole, PhoneRoleDraft, PhoneRoles, RoleShown } from '../../src/contract/calendar/roles';
import { plusDays } from '../../src/contract/calendar/wall';
import { VaxelError } from '../../src/contract/errors';
import { route } from '../../src/http/route';
import { checked } from '../../tabs/fakes/checked';
import type { Script } from './script';

/** A calendar and roles as data: what a window asks for is written down and done to single entries. */
export interface ScriptedCalendar {
  occurrences: Occurrence[];
  roles: PhoneRole[];
  /** The name of the role of the moment. */
  holds: string | null;
  /** What windows have asked, in order: `add`, `edit`, `remove`, `undo`. */
  readonly asked: { readonly what: string; readonly body: unknown }[];
}

const changed = { changeId: '00000000-0000-4000-8000-00000000c0de' };
const roleId = '00000000-0000-4000-8000-0000000000e1' as PhoneRoleId;

export function createScriptedCalendar(now: () => Script): Router {
  const router = Router();
  const calendar = (): ScriptedCalendar => now().calendar;
  const note = (what: string, body: unknown) => void calendar().asked.push({ what, body });
  router.get(
    '/calendar',
    route({
      query: CalendarQuery,
      handler({ query: { from, to } }) {
        const days: CalendarPage['days'] = [];
        for (let date = from; date < to; date = plusDays(date, 1)) {
          const startMs = Date.parse(`${date}T00:00Z`) - 3_600_000;
          days.push({ date, startMs, endMs: startMs + 86_400_000, jump: null });
        }
        const occurrences = calendar().occurrences.filter((each) => each.from < to && each.to > from);
        return checked(CalendarPage, { days, occurrences });
      },
    }),
  );
  router.get(
    '/calendar/role-shown',
    route({
      handler() {
        const { roles, holds } = calendar();
        const shown = roles.flatMap(({ name, number }) =>
          name === holds && number !== null ? { name, number } : [],
        )[0];
        return checked(RoleShown, { hasRoles: roles.length > 0, shown: shown ?? null });
      },
    }),
  );
  router.get('/calendar/roles', route({ handler: () => checked(PhoneRoles, { roles: calendar().roles }) }));
  router.post(
    '/calendar/roles',
    route({
      body: PhoneRoleDraft,
      handler({ body }) {
        note('role', body);
        calendar().roles.push(checked(PhoneRole, { id: roleId, ...body }));
        return calendar().roles[0];
      },
    }),
  );
  router.post('/calendar', route({ body: ScheduleDraft, handler: ({ body }) => (note('add', body), changed) }));
  router.post('/calendar/undo', route({ body: ScheduleUndo, handler: ({ body }) => note('undo', body) }));
  const params = z.object({ id: ScheduleId });
  router.put(
    '/calendar/:id',
    route({
      params,
      body: ScheduleEdit,
      handler({ params: { id }, body }) {
        note('edit', { id, ...body });
        const { from, to, zone, title, revision } = body;
        calendar().occurrences = calendar().occurrences.map((each) => {
          if (each.scheduleId !== id) return each;
          if (each.revision !== revision) throw new VaxelError('calendar.changed');
          return { ...each, title, from, to, at: from, planned: { from, to, zone }, revision: revision + 1 };
        });
        return changed;
      },
    }),
  );
  router.post(
    '/calendar/:id/delete',
    route({
      params,
      body: ScheduleRemoval,
      handler({ params: { id }, body }) {
        note('remove', body);
        calendar().occurrences = calendar().occurrences.filter(({ scheduleId }) => scheduleId !== id);
        return changed;
      },
    }),
  );
  return router;
}

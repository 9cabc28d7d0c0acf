import type { ActivitiesFeature } from '../activities/feature';
import type { NumberToShow } from '../calls/number-to-show';
import { VaxelError } from '../contract/errors';
import type { PhoneRole, RoleShown } from '../contract/calendar/roles';
import type { ActivityId, OrganisationId, UserId } from '../contract/ids';
import type { Feature, Infrastructure } from '../feature';
import { onceEach } from '../limits/once-each';
import type { LinesFeature } from '../lines/feature';
import { createAnnouncements, unreadableText } from './announcements';
import { createChangeSchedule, type ChangeSchedule, type Person } from './change-schedule';
import { countAnew, everybodyWithPlans } from './due';
import { createPhoneRoles, type PhoneRoles } from './phone-roles';
import { createRoleNow, numberToShowByRole, shownByRole, type RoleNow } from './role-now';
import { createRoleStore, readAllRoles } from './roles-store';
import { createCalendarRoutes } from './routes';
import { createScheduledOf, type ScheduledEntry, type ScheduledOf } from './scheduled';
import { createScheduleStore, purgeSchedules } from './store';

export interface CalendarFeature extends Feature {
  /** What is planned for people around a moment. */
  readonly scheduledOf: ScheduledOf;
  readonly changes: ChangeSchedule;
  readonly roles: PhoneRoles;
  readonly roleNow: RoleNow;
  /** The same for whoever routes a call. */
  roleOf(organisationId: OrganisationId, userId: UserId): PhoneRole | null;
  /** Numbers to show that follow the role. */
  readonly numberToShow: NumberToShow;
}

export interface CalendarDeps
  extends Pick<LinesFeature, 'lines'>, Pick<ActivitiesFeature, 'activityOf' | 'activitiesOf' | 'scheduleChanged'> {
  /** As the settings say it. */
  readonly numberToShow: NumberToShow;
  readonly keepDays: number;
}

const mayChooseOf =
  ({ activitiesOf }: Pick<CalendarDeps, 'activitiesOf'>) =>
  (organisationId: OrganisationId, activityId: ActivityId): void => {
    const found = activitiesOf(organisationId).find(({ id }) => id === activityId);
    if (found === undefined || found.archived) throw new VaxelError('activity.notFound');
  };

/** What people plan to be, and which number they show and what rings while they are. */
export function createCalendarFeature(infrastructure: Infrastructure, deps: CalendarDeps): CalendarFeature {
  const { db, clock, publisher } = infrastructure;
  const storeOf = onceEach((organisationId: OrganisationId) => createScheduleStore(db, organisationId));
  const planned = new Map<UserId, readonly ScheduledEntry[]>();
  const readPlanned = createScheduledOf(storeOf);
  const mayChoose = mayChooseOf(deps);
  const tell = ({ organisationId, userId }: Person) =>
    publisher.toUser(organisationId, userId, { type: 'calendar.changed' });
  const roles = createPhoneRoles({
    storeOf: onceEach((organisationId: OrganisationId) => createRoleStore(db, organisationId)),
    all: () => readAllRoles(db),
    numbersOf: (userId) => deps.lines.user(userId)?.numbers ?? [],
    mayChoose,
    onChanged: tell,
  });
  const roleNow = createRoleNow({
    roles,
    plannedOf: (userId) => planned.get(userId) ?? [],
    activityOf: deps.activityOf,
    nowMs: () => clock.nowMs(),
  });
  const announcements = createAnnouncements(infrastructure, deps.scheduleChanged);
  const change = createChangeSchedule({
    db,
    mayChoose,
    isRoleOf: async (person, roleId) => (await roles.read(person)).some(({ id }) => id === roleId),
    onChanged(person) {
      announcements.soon(new Map([[person.organisationId, [person.userId]]]));
      tell(person);
    },
  });
  const roleShown = (userId: UserId): RoleShown => {
    const user = deps.lines.user(userId);
    const shown = user === undefined ? null : shownByRole(deps.numberToShow, roleNow, user);
    return { hasRoles: roles.of(userId).length > 0, shown };
  };
  return {
    async scheduledOf(organisationId, userIds, atMs) {
      const found = await readPlanned(organisationId, userIds, atMs);
      for (const userId of userIds) remember(planned, userId, found.get(userId) ?? []);
      return found;
    },
    changes: change,
    roles,
    roleNow,
    roleOf: (organisationId, userId) => roleNow({ organisationId, userId }),
    numberToShow: numberToShowByRole(deps.numberToShow, roleNow),
    router: createCalendarRoutes({ storeOf, change, roles, roleShown }),
    async start() {
      await roles.load();
      const unreadable = await countAnew(db);
      if (unreadable.length > 0) infrastructure.logger.warn({ scheduleIds: unreadable }, unreadableText);
      await announcements.now(await everybodyWithPlans(db));
      announcements.sweep.ask();
    },
    stop: async () => announcements.sweep.stop(),
    purge: () => purgeSchedules(db, deps.keepDays),
  };
}

/** People without plans take no place. */
function remember<Value>(all: Map<UserId, readonly Value[]>, userId: UserId, values: readonly Value[]): void {
  if (values.length === 0) all.delete(userId);
  else all.set(userId, values);
}

import type { NumberToShow } from '../calls/number-to-show';
import type { PersonActivity } from '../contract/activities/activity';
import type { PhoneRole, RoleShown } from '../contract/calendar/roles';
import type { OrganisationId, UserId } from '../contract/ids';
import type { LineUser } from '../lines/line-user';
import type { PhoneRoles } from './phone-roles';
import type { ScheduledEntry } from './scheduled';

export interface RoleNowDeps {
  readonly roles: Pick<PhoneRoles, 'of' | 'find'>;
  /** What was planned around now, when it was last looked at. */
  plannedOf(userId: UserId): readonly ScheduledEntry[];
  activityOf(organisationId: OrganisationId, userId: UserId): Pick<PersonActivity, 'activity'> | null;
  nowMs(): number;
}

/** The role that holds for a person at this moment; null = numbers and devices are as without one. */
export type RoleNow = (person: {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
}) => PhoneRole | null;

/**
 * The role of what is planned, while that is what holds; else the one that belongs to the activity. What is set by hand
 * has its own role thus, and not that of a meeting which it has put aside.
 */
export function createRoleNow({ roles, plannedOf, activityOf, nowMs }: RoleNowDeps): RoleNow {
  return ({ organisationId, userId }) => {
    if (roles.of(userId).length === 0) return null;
    const activity = activityOf(organisationId, userId)?.activity;
    if (activity === undefined) return null;
    const planned = activity.source === 'schedule' ? entryAt(plannedOf(userId), nowMs()) : null;
    const named = roles.find(userId, planned?.roleId ?? null);
    return named ?? roles.of(userId).find(({ activityIds }) => activityIds.includes(activity.activityId)) ?? null;
  };
}

/** Of those under way the one that began last, until its end; then the others go on. */
function entryAt(entries: readonly ScheduledEntry[], nowMs: number): ScheduledEntry | null {
  const underWay = entries.filter(({ startMs, endMs }) => startMs <= nowMs && nowMs < endMs);
  return underWay.toSorted((a, b) => b.startMs - a.startMs || a.endMs - b.endMs)[0] ?? null;
}

/** What a window is told of it: the number, as long as it is the person's. */
export function shownByRole(settings: NumberToShow, roleNow: RoleNow, user: LineUser): RoleShown['shown'] {
  const role = roleNow(user);
  if (role?.number == null) return null;
  return settings.of(user, role.number).allowed ? { name: role.name, number: role.number } : null;
}

/** Numbers to show that follow the role: its own, if that is still the person's, else what the settings say. */
export function numberToShowByRole(settings: NumberToShow, roleNow: RoleNow): NumberToShow {
  return {
    of(user, wanted) {
      const number = wanted === null ? (roleNow(user)?.number ?? null) : null;
      const byRole = number === null ? null : settings.of(user, number);
      return byRole?.allowed === true ? byRole : settings.of(user, wanted);
    },
  };
}

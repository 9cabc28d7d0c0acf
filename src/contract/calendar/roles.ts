import { z } from 'zod';
import { mostActivities } from '../activities/limits';
import { ActivityId } from '../ids';
import { line } from '../text';
import { PhoneRoleId } from './calendar';
import { longestRoleName } from './limits';

/** Which number I show, and which of my devices and numbers ring, while it holds. */
export const PhoneRoleDraft = z.object({
  name: line(longestRoleName, 1),
  /** Number to show: E.164 of mine, `anonymous`, or null = as my settings say. */
  number: line(64).nullable(),
  /** The devices that ring; none = calls come to nobody, and colleagues see why. */
  rings: z.object({
    /** Tab and own window. */
    windows: z.boolean(),
    deskPhones: z.boolean(),
    /** My mobile, at the same time; whoever answers there has to press 1. */
    mobile: z.boolean(),
  }),
  /** Of my numbers those that ring; null = all. The extension always does. */
  numbers: z.array(line(64, 1)).max(20).nullable(),
  /** It belongs to these activities, whoever or whatever sets them; what is planned may name another one. */
  activityIds: z.array(ActivityId).max(mostActivities),
});
export type PhoneRoleDraft = z.infer<typeof PhoneRoleDraft>;

export const PhoneRole = PhoneRoleDraft.extend({ id: PhoneRoleId });
export type PhoneRole = z.infer<typeof PhoneRole>;

/** `GET /api/calendar/role-shown`: the number that my role shows now; null = what the settings say holds. */
export const RoleShown = z.object({
  /** False: nothing but a new role can change the answer. */
  hasRoles: z.boolean(),
  shown: z.object({ name: z.string(), number: z.string() }).nullable(),
});
export type RoleShown = z.infer<typeof RoleShown>;

/** `GET /api/calendar/roles` */
export const PhoneRoles = z.object({ roles: z.array(PhoneRole) });
export type PhoneRoles = z.infer<typeof PhoneRoles>;

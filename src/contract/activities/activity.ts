import { z } from 'zod';
import { ActivityId, UserId } from '../ids';
import { line, opaque } from '../text';
import { longestMessage, mostActivities, mostDelegates, mostMinutes, mostShortcuts } from './limits';

/** What an activity says of being available: it may be called, it is busy for a while, it is away. */
export const ActivityState = z.enum(['free', 'busy', 'away']);
export type ActivityState = z.infer<typeof ActivityState>;

export const ActivityIcon = z.enum([
  'available',
  'meeting',
  'lunch',
  'busy',
  'travelling',
  'holiday',
  'sick',
  'child',
  'soon',
  'gone',
  'other',
]);
export type ActivityIcon = z.infer<typeof ActivityIcon>;

export const ActivityName = z.object({ sv: line(40, 1), en: line(40, 1) });
export type ActivityName = z.infer<typeof ActivityName>;

const Minutes = z.object({ minutes: z.number().int().min(1).max(mostMinutes) });

/**
 * When an activity ends: so many minutes from now, at the end of the organisation's working day (else 23:59), or when
 * the next working day begins; in the person's zone.
 */
export const UsualEnd = z.union([Minutes, z.literal('today'), z.literal('nextWorkday')]);
export type UsualEnd = z.infer<typeof UsualEnd>;

/** An end as it is asked for; null = until it is set to something else. */
export const ActivityEnd = z
  .union([UsualEnd, z.object({ atMs: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) })])
  .nullable();
export type ActivityEnd = z.infer<typeof ActivityEnd>;

/** What becomes of calls during it, where no rule of the person's says otherwise. */
export const CallHandling = z.enum(['ring', 'ringThenMessage', 'message']);
export type CallHandling = z.infer<typeof CallHandling>;

/** One of the activities of an organisation. */
export const ActivityDefinition = z.object({
  id: ActivityId,
  /** Stays when it is called something else; `available` is what holds where nothing else does. */
  key: opaque(40),
  name: ActivityName,
  icon: ActivityIcon,
  state: ActivityState,
  /** Proposed where an end is asked for. */
  defaultEnd: UsualEnd.nullable(),
  /** It cannot be set without an end. */
  endRequired: z.boolean(),
  callHandling: CallHandling,
  /** Whoever calls from outside is told of it. */
  spoken: z.boolean(),
  /** Stands in the menu's list; else it is set by a shortcut only. */
  listed: z.boolean(),
  /** Digits that stand for it in codes of desk phones; null = none. */
  code: opaque(4).nullable(),
  position: z.number().int(),
  /** Nobody can choose it any more; who has it keeps it until its end. */
  archived: z.boolean(),
});
export type ActivityDefinition = z.infer<typeof ActivityDefinition>;

/** An activity and how long it is set for, with one press. */
export const ActivityShortcut = z.object({ activityId: ActivityId, end: UsualEnd.nullable() });
export type ActivityShortcut = z.infer<typeof ActivityShortcut>;

/** `GET /api/activities`: what I can choose from. */
export const ActivityChoices = z.object({
  activities: z.array(ActivityDefinition),
  shortcuts: z.array(ActivityShortcut),
  /** The shortcuts are my own; else the organisation's. */
  isOwn: z.boolean(),
  /** When `today` and `nextWorkday` are, now and for me. */
  todayMs: z.number().int(),
  nextWorkdayMs: z.number().int(),
  /** What desk phones dial in front of an activity's code. */
  codePrefix: opaque(8),
  /** Whose activity I may set, besides my own; null = everybody's. */
  mayBeSet: z.array(UserId).nullable(),
});
export type ActivityChoices = z.infer<typeof ActivityChoices>;

/** `PUT /api/activities/shortcuts`: mine; null = those of the organisation. */
export const ShortcutsChange = z.object({ shortcuts: z.array(ActivityShortcut).max(mostShortcuts).nullable() });
export type ShortcutsChange = z.infer<typeof ShortcutsChange>;

export const ActivitySource = z.enum(['set', 'schedule', 'outlook', 'teams', 'hours', 'default']);
export type ActivitySource = z.infer<typeof ActivitySource>;

/** What a person says now, as colleagues see it. */
export const ActivityView = z.object({
  activityId: ActivityId,
  name: ActivityName,
  icon: ActivityIcon,
  state: ActivityState,
  source: ActivitySource,
  /** Null = nobody knows: it is what holds where nothing else does. */
  sinceMs: z.number().int().nullable(),
  /** Null = until it is set to something else. */
  untilMs: z.number().int().nullable(),
  /** Who has set it, if that was somebody else. */
  setBy: z.string().nullable(),
  message: z.string().nullable(),
  /** Set by hand without an end: it stays until somebody resets it. */
  isSticky: z.boolean(),
  /** What is scheduled now and does not hold, since this one was set by hand. */
  covers: z.object({ name: ActivityName, untilMs: z.number().int() }).nullable(),
});
export type ActivityView = z.infer<typeof ActivityView>;

/**
 * The value of topic `activities`: a person's activity, and the status message, which has nothing to do with it.
 * `rev` grows with whatever the person sets: what has a smaller one is older.
 */
export const PersonActivity = z.object({
  userId: UserId,
  rev: z.number().int(),
  activity: ActivityView,
  statusMessage: z
    .string()
    .max(2 * longestMessage)
    .nullable(),
});
export type PersonActivity = z.infer<typeof PersonActivity>;

/** One that is over, as `GET /api/activities/history` tells it, newest first. */
export const PastActivity = z.object({
  name: ActivityName,
  sinceMs: z.number().int(),
  endedAtMs: z.number().int(),
  /** When it was to end; null = it had no end. */
  dueMs: z.number().int().nullable(),
  /** It came to its end, another was set in its place, or it was taken away. */
  how: z.enum(['over', 'replaced', 'reset']),
  setBy: z.string().nullable(),
});
export type PastActivity = z.infer<typeof PastActivity>;

/** `PUT /api/activities/delegates`: the colleagues who may set my activity. */
export const DelegatesChange = z.object({ userIds: z.array(UserId).max(mostDelegates) });
export type DelegatesChange = z.infer<typeof DelegatesChange>;

/** `GET /api/activities/delegates`. */
export const Delegates = z.object({
  delegates: z.array(z.object({ userId: UserId, displayName: z.string() })),
});
export type Delegates = z.infer<typeof Delegates>;

/** `PUT /api/administration/activities/:id`, and `POST …` for a new one: as it shall be. */
export const ActivityDraft = ActivityDefinition.omit({ id: true, key: true, position: true, code: true }).extend({
  code: opaque(4)
    .regex(/^\d{1,4}$/)
    .nullable(),
});
export type ActivityDraft = z.infer<typeof ActivityDraft>;

/** `PUT /api/administration/activities/order`: all that stand in the list, in their order. */
export const ActivityOrder = z.object({ activityIds: z.array(ActivityId).max(mostActivities) });
export type ActivityOrder = z.infer<typeof ActivityOrder>;

/** `GET /api/administration/activities`. */
export const ActivityAdministration = z.object({
  activities: z.array(ActivityDefinition),
  shortcuts: z.array(ActivityShortcut),
  codePrefix: opaque(8),
});
export type ActivityAdministration = z.infer<typeof ActivityAdministration>;

/** `PUT /api/administration/activities/defaults`. */
export const ActivityDefaults = z.object({
  shortcuts: z.array(ActivityShortcut).max(mostShortcuts),
  /** `*`, digits, `*`. */
  codePrefix: opaque(8).regex(/^\*\d{1,4}\*$/),
});
export type ActivityDefaults = z.infer<typeof ActivityDefaults>;

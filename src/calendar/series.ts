import type { PhoneRoleId } from '../contract/calendar/calendar';
import type { ActivityId } from '../contract/ids';

/** What of an entry is the same each time, unless one of them was changed by itself. */
export interface Content {
  readonly title: string;
  readonly activityId: ActivityId;
  readonly roleId: PhoneRoleId | null;
  readonly message: string;
}

/** One of a series that was changed by itself: its content and its own times on the wall. */
export interface Override extends Content {
  readonly start: string;
  readonly end: string;
}

/**
 * An entry with all its repetitions. Times are those of a wall clock (contract/calendar/wall.ts) in `zone`: what is
 * planned for 08:00 is at 08:00 whatever becomes of summer time. When that is, recurrence.ts works out.
 */
export interface Series extends Content {
  readonly start: string;
  readonly end: string;
  /** IANA name. */
  readonly zone: string;
  /** RFC 5545, with UNTIL as a time on the same wall; null = once. */
  readonly rrule: string | null;
  /** Occurrences that were deleted, by the time at which the series has them. */
  readonly exdates: readonly string[];
  readonly overrides: Readonly<Record<string, Override>>;
}

/** One time that an entry takes place; `at` names it within its series. */
export interface PlannedOccurrence extends Content {
  readonly at: string;
  readonly start: string;
  readonly end: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly changed: boolean;
}

export const contentOf = ({ title, activityId, roleId, message }: Content): Content => ({
  title,
  activityId,
  roleId,
  message,
});

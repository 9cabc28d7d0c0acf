import type { Occurrence, Repeat, ScheduleDraft, Scope } from '../../../src/contract/calendar/calendar';
import { mostRepetitions } from '../../../src/contract/calendar/limits';
import { isWallDate, isWallTime, minutesBetween, plusDays, plusMinutes } from '../../../src/contract/calendar/wall';
import type { PhoneRoleId } from '../../../src/contract/calendar/calendar';
import type { ActivityId } from '../../../src/contract/ids';
import { dateOf } from '../../view-models/calendar-grid';
import { draftOf } from './use-entries';

/** The dialog's fields, as they are being typed. */
export interface EntryForm {
  readonly title: string;
  readonly activityId: string;
  readonly roleId: string;
  readonly from: string;
  readonly to: string;
  readonly zone: string;
  readonly message: string;
  /** Empty: once. */
  readonly every: Repeat['every'] | '';
  readonly ends: 'never' | 'date' | 'count';
  readonly until: string;
  readonly count: string;
  /** Of a series: which of them. */
  readonly scope: Scope;
}

export function formOf(draft: ScheduleDraft): EntryForm {
  const { title, activityId, roleId, from, to, zone, message, repeat } = draft;
  return {
    title,
    activityId,
    roleId: roleId ?? '',
    from,
    to,
    zone,
    message,
    every: repeat?.every ?? '',
    ends: repeat?.until ? 'date' : repeat?.count ? 'count' : 'never',
    until: repeat?.until ?? plusDays(dateOf(from), 30),
    count: String(repeat?.count ?? 10),
    scope: 'this',
  };
}

/** A field has changed; those that hang on it go along. */
export function withField<Name extends keyof EntryForm>(
  form: EntryForm,
  name: Name,
  value: EntryForm[Name],
): EntryForm {
  const next = { ...form, [name]: value };
  // What is moved keeps its length.
  if (name === 'from' && isWallTime(next.from) && isWallTime(form.from) && isWallTime(form.to))
    return { ...next, to: plusMinutes(next.from, Math.max(minutesBetween(form.from, form.to), 1)) };
  // Another rule is never that of one time only.
  const isRule = name === 'every' || name === 'ends' || name === 'until' || name === 'count';
  return isRule && form.scope === 'this' ? { ...next, scope: 'all' } : next;
}

/** What is to be stored; null = a time, a date or a number is missing. */
export function draftFrom(form: EntryForm): ScheduleDraft | null {
  const { title, activityId, roleId, from, to, zone, message } = form;
  const repeat = repeatFrom(form);
  if (!isWallTime(from) || !isWallTime(to) || repeat === undefined) return null;
  return {
    title: title.trim(),
    activityId: activityId as ActivityId,
    roleId: roleId === '' ? null : (roleId as PhoneRoleId),
    from,
    to,
    zone,
    message: message.trim(),
    repeat,
  };
}

function repeatFrom({ every, ends, until, count }: EntryForm): Repeat | null | undefined {
  if (every === '') return null;
  if (ends === 'date') return isWallDate(until) ? { every, until, count: null } : undefined;
  if (ends === 'never') return { every, until: null, count: null };
  const times = Number(count);
  return Number.isInteger(times) && times >= 1 && times <= mostRepetitions
    ? { every, until: null, count: times }
    : undefined;
}

/** Which days a rule leaves out: said before one is surprised. */
export function leavesOut({ every, from }: EntryForm): 'missingDay' | 'leapDay' | null {
  const [month, day] = [Number(from.slice(5, 7)), Number(from.slice(8, 10))];
  if (every === 'month' && day > 28) return 'missingDay';
  return every === 'year' && month === 2 && day === 29 ? 'leapDay' : null;
}

export const editOf = (occurrence: Occurrence): EntryForm => formOf(draftOf(occurrence));

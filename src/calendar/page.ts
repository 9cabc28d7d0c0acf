import type { CalendarDay, CalendarPage, CalendarQuery, Occurrence } from '../contract/calendar/calendar';
import { mostDays, mostOccurrences } from '../contract/calendar/limits';
import { plusDays } from '../contract/calendar/wall';
import { VaxelError } from '../contract/errors';
import type { UserId } from '../contract/ids';
import { loadRecurrence, type Recurrence } from './load-recurrence';
import { readable } from './readable';
import { repeatOf } from './repeat';
import type { Schedule } from './rows';
import type { PlannedOccurrence } from './series';
import type { ScheduleStore } from './store';

/**
 * The days of a zone with what is planned for them: the tab draws them without knowing a rule or a zone.
 * @throws VaxelError request.invalid of days that are none, or too many
 */
export async function readCalendarPage(
  store: ScheduleStore,
  userId: UserId,
  query: CalendarQuery,
): Promise<CalendarPage> {
  const recurrence = await loadRecurrence();
  const days = daysOf(recurrence, query);
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) throw new VaxelError('request.invalid', 'these are no days');
  // An entry's own wall may hang a day away from the one that is looked at.
  const schedules = await store.between(userId, plusDays(query.from, -2), plusDays(query.to, 2));
  const occurrences = schedules
    .flatMap((schedule) => {
      const found = readable(() => recurrence.occurrencesBetween(schedule.series, first.startMs, last.endMs));
      return (found ?? []).map((occurrence) => viewOf(recurrence, schedule, occurrence, query.zone));
    })
    .toSorted((a, b) => a.startMs - b.startMs || b.endMs - a.endMs || (a.scheduleId < b.scheduleId ? -1 : 1));
  return { days, occurrences: occurrences.slice(0, mostOccurrences) };
}

function daysOf({ momentOf, changeOfClocks, wallIn }: Recurrence, { from, to, zone }: CalendarQuery): CalendarDay[] {
  const days: CalendarDay[] = [];
  for (let date = from; date < to; date = plusDays(date, 1)) {
    if (days.length === mostDays) throw new VaxelError('request.invalid', `at most ${mostDays} days at once`);
    const startMs = momentOf(`${date}T00:00`, zone);
    const endMs = momentOf(`${plusDays(date, 1)}T00:00`, zone);
    const change = changeOfClocks(zone, startMs, endMs);
    // The hour that is left out, or comes twice, by the wall as it was before.
    const jump = change && { at: hourBefore(wallIn, zone, change), minutes: change.minutes };
    days.push({ date, startMs, endMs, jump });
  }
  return days;
}

/** Forward: when the missing time begins (02:00). Back: when the time that comes twice begins (02:00). */
function hourBefore(
  wallIn: Recurrence['wallIn'],
  zone: string,
  { ms, minutes }: { readonly ms: number; readonly minutes: number },
): string {
  const after = wallIn(zone, ms);
  if (minutes < 0) return after.slice(11);
  return new Date(Date.parse(`${after}Z`) - minutes * 60_000).toISOString().slice(11, 16);
}

const viewOf = (
  { wallIn }: Recurrence,
  { id, revision, series }: Schedule,
  { at, title, activityId, roleId, message, start, end, startMs, endMs, changed }: PlannedOccurrence,
  zone: string,
): Occurrence => ({
  scheduleId: id,
  at,
  revision,
  title,
  activityId,
  roleId,
  message,
  from: wallIn(zone, startMs),
  to: wallIn(zone, endMs),
  startMs,
  endMs,
  planned: { from: start, to: end, zone: series.zone },
  repeat: repeatOf(series.rrule),
  changed,
});

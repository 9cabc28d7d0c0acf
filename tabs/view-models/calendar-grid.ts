import type { Occurrence } from '../../src/contract/calendar/calendar';
import { wallIn } from '../../src/contract/moments';
import { mondayOf, plusDays, plusMinutes, minutesBetween } from '../../src/contract/calendar/wall';

/** Where an entry stands in a day of the grid: minutes of that day's wall, and its column among those that overlap. */
export interface Placed {
  readonly occurrence: Occurrence;
  readonly top: number;
  readonly bottom: number;
  readonly column: number;
  readonly columns: number;
  /** It goes on before, or after, this day. */
  readonly cut: { readonly before: boolean; readonly after: boolean };
}

export const minutesOfDay = 1_440;
/** What a drag and a key move by. */
export const snapMinutes = 15;
/** What a cell of the grid holds, and what is created with one press. */
export const cellMinutes = 30;
/** An entry is drawn at least this high, so that one can read and press it. */
const leastDrawn = 22;

export type CalendarView = 'day' | 'week';

/** The dates that are shown: the week of a date, from Monday, or the date alone. */
export function shownDates(view: CalendarView, date: string): string[] {
  const first = view === 'week' ? mondayOf(date) : date;
  return Array.from({ length: view === 'week' ? 7 : 1 }, (_, index) => plusDays(first, index));
}

/** `09:30` of minutes; 1,440 is the day's end, `24:00`. */
export function timeText(minutes: number): string {
  const whole = Math.max(0, Math.min(minutesOfDay, Math.round(minutes)));
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}

export const timeOf = (wall: string): string => wall.slice(11, 16);
export const dateOf = (wall: string): string => wall.slice(0, 10);
export const minutesOf = (wall: string): number => minutesBetween(`${dateOf(wall)}T00:00`, wall);

/** Minutes of a wall on a date: those of another date lie before or after it. */
export const wallAt = (date: string, minutes: number): string => plusMinutes(`${date}T00:00`, minutes);

export const snapped = (minutes: number): number => Math.round(minutes / snapMinutes) * snapMinutes;

/** A day's entries: those that overlap stand side by side, in the order in which they begin. */
export function placeDay(date: string, occurrences: readonly Occurrence[]): Placed[] {
  const boxes = occurrences
    .flatMap((occurrence) => {
      const top = Math.max(0, minutesBetween(`${date}T00:00`, occurrence.from));
      const end = Math.min(minutesOfDay, minutesBetween(`${date}T00:00`, occurrence.to));
      // Where clocks are set back an entry may end at an earlier time than it has begun.
      const bottom = Math.min(minutesOfDay, Math.max(end, top + leastDrawn));
      const touches = dateOf(occurrence.from) <= date && (occurrence.to > `${date}T00:00` || occurrence.from >= date);
      const cut = {
        before: dateOf(occurrence.from) < date,
        after: end === minutesOfDay && dateOf(occurrence.to) > date,
      };
      return touches && top < minutesOfDay && bottom > 0
        ? [{ occurrence, top: Math.min(top, bottom - 1), bottom, cut }]
        : [];
    })
    .toSorted((a, b) => a.top - b.top || b.bottom - a.bottom);
  return clusters(boxes).flatMap(sideBySide);
}

type Box = Omit<Placed, 'column' | 'columns'>;

/** Those that overlap, directly or by way of others. */
function clusters(boxes: readonly Box[]): Box[][] {
  const all: Box[][] = [];
  let reaches = -1;
  for (const box of boxes) {
    const last = all.at(-1);
    if (last !== undefined && box.top < reaches) last.push(box);
    else all.push([box]);
    reaches = Math.max(box.top < reaches ? reaches : -1, box.bottom);
  }
  return all;
}

/** Each into the first column that is free where it begins. */
function sideBySide(boxes: readonly Box[]): Placed[] {
  const ends: number[] = [];
  const placed = boxes.map((box) => {
    const free = ends.findIndex((end) => end <= box.top);
    const column = free === -1 ? ends.length : free;
    ends[column] = box.bottom;
    return { ...box, column };
  });
  return placed.map((box) => ({ ...box, columns: ends.length }));
}

/** By how much an entry is moved, or made longer. */
export interface Shift {
  readonly days: number;
  readonly minutes: number;
  /** Of its end only. */
  readonly longer: number;
}

export const noShift: Shift = { days: 0, minutes: 0, longer: 0 };

/** An entry keeps at least this. */
const shortest = snapMinutes;

/** Times on a wall after a shift; an end never comes before the shortest entry is over. */
export function shifted(
  { from, to }: { readonly from: string; readonly to: string },
  { days, minutes, longer }: Shift,
) {
  const by = days * minutesOfDay + minutes;
  const length = minutesBetween(from, to);
  const start = plusMinutes(from, by);
  return { from: start, to: plusMinutes(start, Math.max(length + longer, Math.min(length, shortest))) };
}

/** A shift and a step more. */
export const shiftBy = (shift: Shift, { days = 0, minutes = 0, longer = 0 }: Partial<Shift>): Shift => ({
  days: shift.days + days,
  minutes: shift.minutes + minutes,
  longer: shift.longer + longer,
});

/** What of a shift is left once another is done. */
export const shiftSince = (done: Shift, all: Shift): Shift =>
  shiftBy(all, { days: -done.days, minutes: -done.minutes, longer: -done.longer });

export const isShift = ({ days, minutes, longer }: Shift): boolean => days !== 0 || minutes !== 0 || longer !== 0;

/** What a clock on a wall of the zone shows, in minutes of its day. @param zone IANA name that this machine knows */
export function minutesNow(zone: string, ms: number): number {
  const wall = wallIn(zone, ms);
  return Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16));
}

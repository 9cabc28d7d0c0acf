import { localTime, isWithin } from '../calls/route/local-time';
import type { OpenNow } from '../contract/answer-groups/realtime';
import { plusDays, wallMs } from '../contract/calendar/wall';
import { wallIn } from '../contract/moments';
import type { RightsChange } from '../contract/rules/rights';

type Hours = Pick<RightsChange, 'openHours' | 'closedDays'>;

/** Whether the organisation is open, and if not, whether it is the day that is closed or only the hour. */
export interface Openness {
  readonly isOpen: boolean;
  readonly isClosedDay: boolean;
}

const isOwnClosed = ({ closedDays }: Hours, on: string): boolean =>
  closedDays.some(({ date, everyYear }) => (everyYear ? date.slice(5) === on.slice(5) : date === on));

/** @param isHoliday a day of the country's on which this organisation is closed */
export function opennessAt(
  hours: Hours,
  atMs: number,
  zone: string,
  isHoliday: (date: string) => boolean = () => false,
): Openness {
  const { openHours } = hours;
  const today = wallIn(zone, atMs).slice(0, 10);
  const isClosed = (date: string): boolean => isOwnClosed(hours, date) || isHoliday(date);
  if (openHours.length === 0) return { isOpen: !isClosed(today), isClosedDay: isClosed(today) };
  const now = localTime(atMs, zone);
  const holding = openHours.filter((each) => isWithin(now, each));
  // What is open over midnight is of the day on which it began.
  const began = holding.map(({ from, to }) => (to <= from && now.time < to ? plusDays(today, -1) : today));
  const isOpen = began.some((date) => !isClosed(date));
  return { isOpen, isClosedDay: !isOpen && (holding.length > 0 || isClosed(today)) };
}

/** So far ahead is it looked for when something opens or closes. */
const daysAhead = 14;

/** Whether it is open, and when that changes. @param isHoliday as for `opennessAt` */
export function openNow(
  hours: Hours,
  atMs: number,
  zone: string,
  isHoliday: (date: string) => boolean = () => false,
): OpenNow {
  const isOpenAt = (ms: number): boolean => opennessAt(hours, ms, zone, isHoliday).isOpen;
  const isOpen = isOpenAt(atMs);
  for (const changesAtMs of changesFrom(hours, atMs, zone))
    if (isOpenAt(changesAtMs) !== isOpen) return { isOpen, changesAtMs };
  return { isOpen, changesAtMs: null };
}

/** Moments at which something may open or close; each takes its time to be found, and the first ones are enough. */
function* changesFrom({ openHours }: Hours, atMs: number, zone: string): Generator<number> {
  const today = wallIn(zone, atMs).slice(0, 10);
  const times = [...new Set(['00:00', ...openHours.flatMap(({ from, to }) => [from, to])])].toSorted();
  for (let day = 0; day <= daysAhead; day += 1)
    for (const time of times) {
      const ms = momentAt(`${plusDays(today, day)}T${time}`, zone);
      if (ms > atMs) yield ms;
    }
}

/** When it is so on the wall, to the minute but in the hours in which the clock is changed. */
function momentAt(wall: string, zone: string): number {
  const ahead = (ms: number): number => wallMs(wallIn(zone, ms)) - ms;
  const close = wallMs(wall) - ahead(wallMs(wall));
  return wallMs(wall) - ahead(close);
}

import { localTime, isWithin } from '../calls/route/local-time';
import { plusDays } from '../contract/calendar/wall';
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

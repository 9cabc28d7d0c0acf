import { wallIn } from '../../../src/contract/moments';
import { nextDayMs } from '../../view-models/calendar-day';

const hourMs = 3_600_000;
const morning = 8;

export const snoozes = ['hour', 'hours', 'tomorrow'] as const;
export type Snooze = (typeof snoozes)[number];

/** Until when something rests: an hour, three, or 08:00 of the day after in the person's time zone. */
export function snoozedUntilMs(snooze: Snooze, nowMs: number, zone: string): number {
  if (snooze !== 'tomorrow') return nowMs + (snooze === 'hour' ? hourMs : 3 * hourMs);
  const nearly = nextDayMs(zone, nowMs) + morning * hourMs;
  // In the night before, clocks may have been set.
  return nearly + (morning - Number(wallIn(zone, nearly).slice(11, 13))) * hourMs;
}

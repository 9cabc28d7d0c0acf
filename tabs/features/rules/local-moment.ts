import { wallIn } from '../../../src/contract/moments';
import { momentOf as momentOfEnd } from '../../view-models/activity-end';

/** What `datetime-local` says of a moment in a zone: `2026-11-26T10:07`. */
export const localMoment = (zone: string, ms: number): string => wallIn(zone, ms).slice(0, 16);

/** The moment that a zone's clocks show so; where they leap over it, the one after the leap. Null: it is no time. */
export function momentOf(zone: string, local: string): number | null {
  if (Number.isNaN(Date.parse(`${local}:00Z`))) return null;
  return momentOfEnd(zone, { date: local.slice(0, 10), time: local.slice(11, 16) });
}

import type { ActivityId } from '../../src/contract/ids';
import type { Series } from '../../src/calendar/series';

/** A meeting in Stockholm, and what a test says of it. */
export const aSeries = (changes: Partial<Series> = {}): Series => ({
  title: 'Standup',
  activityId: '5b0c6a5e-7f0a-4d0a-9d7e-0a1b2c3d4e5f' as ActivityId,
  roleId: null,
  message: '',
  start: '2026-11-26T10:00',
  end: '2026-11-26T10:30',
  zone: 'Europe/Stockholm',
  rrule: null,
  exdates: [],
  overrides: {},
  ...changes,
});

/** The moment at which a wall in UTC shows this. */
export const utc = (wall: string): number => Date.parse(`${wall}Z`);

import type { ActivityId } from '../../src/contract/ids';
import type { Occurrence, ScheduleId } from '../../src/contract/calendar/calendar';

/** A meeting of half an hour, and what a test says of it. */
export const anOccurrence = (changes: Partial<Occurrence> = {}): Occurrence => {
  const { from = '2026-11-26T10:00', to = '2026-11-26T10:30' } = changes;
  return {
    scheduleId: '00000000-0000-4000-8000-000000000c01' as ScheduleId,
    at: from,
    revision: 1,
    title: 'Standup',
    activityId: '00000000-0000-4000-8000-0000000000a2' as ActivityId,
    roleId: null,
    message: '',
    from,
    to,
    startMs: Date.parse(`${from}Z`) - 3_600_000,
    endMs: Date.parse(`${to}Z`) - 3_600_000,
    planned: { from, to, zone: 'Europe/Stockholm' },
    repeat: null,
    changed: false,
    ...changes,
  };
};

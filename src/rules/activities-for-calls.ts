import type { ActivitiesFeature } from '../activities/feature';
import type { Knowledge } from '../calls/knowledge';
import type { Clock } from '../ports/clock';

/** What people do, as their rules ask for it. */
export function activitiesForCalls(
  activities: Pick<ActivitiesFeature, 'activityOf' | 'activitiesOf'>,
  clock: Pick<Clock, 'nowMs'>,
): Pick<Knowledge, 'activityOf' | 'activitiesOf'> {
  return {
    activitiesOf: activities.activitiesOf,
    activityOf(organisationId, userId, atMs) {
      const now = activities.activityOf(organisationId, userId)?.activity;
      if (!now) return null;
      const all = activities.activitiesOf(organisationId);
      const isOver = now.untilMs !== null && now.untilMs <= Math.max(atMs, clock.nowMs());
      // What it says ends by itself, also if nobody has noticed yet.
      const held = all.find(({ id, key }) => (isOver ? key === 'available' : id === now.activityId));
      if (!held) return null;
      const { id, name, callHandling } = held;
      return isOver
        ? { id, name, callHandling, untilMs: null, source: 'default' }
        : { id, name, callHandling, untilMs: now.untilMs, source: now.source };
    },
  };
}

import type { ActivitiesFeature } from '../activities/feature';
import type { Knowledge } from '../calls/knowledge';
import type { ActivityFact } from '../calls/route/facts';
import type { ActivityDefinition, ActivityIcon } from '../contract/activities/activity';
import type { Clock } from '../ports/clock';
import type { AwayReason } from '../contract/sounds/spoken-words';

/** What is said of an activity besides that one does not answer; of the others there is only the time. */
const reasons: Readonly<Partial<Record<ActivityIcon, AwayReason>>> = {
  ...{ meeting: 'meeting', lunch: 'lunch', busy: 'busy', travelling: 'travelling', holiday: 'holiday' },
  ...{ sick: 'sick', child: 'child', gone: 'gone' },
};

const awayIn = ({ icon, state, spoken }: ActivityDefinition): ActivityFact['away'] | null =>
  state === 'free' ? null : { reason: reasons[icon] ?? 'none', isToldOutside: spoken };

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
      const away = awayIn(held);
      return isOver
        ? { id, name, callHandling, untilMs: null, source: 'default' }
        : { id, name, callHandling, untilMs: now.untilMs, source: now.source, ...(away && { away }) };
    },
  };
}

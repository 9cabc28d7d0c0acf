import type { PersonActivity } from '../../../src/contract/activities/activity';
import type { UserId } from '../../../src/contract/ids';
import type { Slice } from '../slice';

/** What those say whom this window watches, and what I say, as far as the server has told. */
export type Activities = ReadonlyMap<UserId, PersonActivity>;

/** My own comes with all that is new of me; that of others as values. */
export const activitiesSlice: Slice<Activities> = {
  initial: new Map(),
  snapshot: (before, { activity }) => new Map(before).set(activity.userId, activity),
};

/** What is older than what is known says nothing: two windows that set one at once both show the last. */
export function withActivities(before: Activities, values: readonly PersonActivity[]): Activities {
  const activities = new Map(before);
  for (const value of values)
    if (value.rev >= (before.get(value.userId)?.rev ?? 0)) activities.set(value.userId, value);
  return activities;
}

/** What is not watched any more is not known any more, but for my own. */
export function onlyWatchedActivities(before: Activities, watched: readonly UserId[], mine: UserId | null): Activities {
  const kept = new Set([...watched, mine]);
  const activities = new Map([...before].filter(([userId]) => kept.has(userId)));
  return activities.size === before.size ? before : activities;
}

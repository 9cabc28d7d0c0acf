import type { ActivityView, PersonActivity } from '../contract/activities/activity';
import type { OrganisationId, UserId } from '../contract/ids';
import type { LineUser } from '../lines/line-user';
import type { Clock } from '../ports/clock';
import type { Publisher } from '../ports/publisher';
import { activityAt, type ActivityAt, type Scheduled, type SetActivity } from './activity-at';
import type { Catalogue, OrganisationActivities } from './catalogue';

/** What a person has set, as it is stored. */
export interface StoredActivity {
  readonly userId: UserId;
  readonly organisationId: OrganisationId;
  readonly revision: number;
  readonly set: SetActivity | null;
}

/** What everybody says now. Held in memory: whatever routes a call or draws a row asks for it. */
export interface Present {
  /** Null: no such person in the organisation. */
  of(organisationId: OrganisationId, userId: UserId): PersonActivity | null;
  /** The same as facts. */
  at(organisationId: OrganisationId, userId: UserId): ActivityAt;
  scheduledOf(userId: UserId): readonly Scheduled[];
  /** 0 = nothing is known of the person. */
  revisionOf(userId: UserId): number;
  /** What was stored; what is older than what is known is left out. */
  store(rows: readonly StoredActivity[]): void;
  setScheduled(organisationId: OrganisationId, userId: UserId, scheduled: readonly Scheduled[]): void;
  setStatusMessage(organisationId: OrganisationId, userId: UserId, text: string | null): void;
  /** All that is stored of everybody, in place of what was known. */
  replace(rows: readonly StoredActivity[], messages: ReadonlyMap<UserId, string>): void;
  /** What an activity is called, or shows, is another: whoever has it is told anew. */
  renamed(organisationId: OrganisationId): void;
}

export interface PresentDeps {
  readonly catalogue: Pick<Catalogue, 'of'>;
  readonly user: (userId: UserId) => LineUser | undefined;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly publisher: Pick<Publisher, 'changed'>;
  /** The person's activity may be another. */
  readonly onChanged?: ((userId: UserId) => void) | undefined;
}

interface Held {
  readonly revision: number;
  readonly set: SetActivity | null;
  readonly scheduled: readonly Scheduled[];
  readonly statusMessage: string | null;
}

const nothing: Held = { revision: 0, set: null, scheduled: [], statusMessage: null };

export function createPresent({ catalogue, user, clock, publisher, onChanged }: PresentDeps): Present {
  const people = new Map<UserId, Held>();
  const heldOf = (userId: UserId): Held => people.get(userId) ?? nothing;
  function changed(organisationId: OrganisationId, userId: UserId): void {
    publisher.changed('activities', organisationId, userId);
    onChanged?.(userId);
  }

  function hold(organisationId: OrganisationId, userId: UserId, change: Partial<Held>): void {
    people.set(userId, { ...heldOf(userId), ...change });
    changed(organisationId, userId);
  }

  function nowOf(userId: UserId): ActivityAt {
    const { set, scheduled } = heldOf(userId);
    return activityAt(set, scheduled, clock.nowMs());
  }

  return {
    at: (organisationId, userId) =>
      user(userId)?.organisationId === organisationId ? nowOf(userId) : activityAt(null, [], clock.nowMs()),
    of(organisationId, userId) {
      const activities = catalogue.of(organisationId);
      if (activities === undefined || user(userId)?.organisationId !== organisationId) return null;
      const { revision, statusMessage } = heldOf(userId);
      const nameOf = (who: UserId): string | null => user(who)?.displayName ?? null;
      return { userId, rev: revision, activity: toView(nowOf(userId), activities, nameOf), statusMessage };
    },
    scheduledOf: (userId) => heldOf(userId).scheduled,
    revisionOf: (userId) => heldOf(userId).revision,
    store(rows) {
      for (const { organisationId, userId, revision, set } of rows)
        if (revision > heldOf(userId).revision) hold(organisationId, userId, { revision, set });
    },
    setScheduled: (organisationId, userId, scheduled) => hold(organisationId, userId, { scheduled }),
    setStatusMessage(organisationId, userId, statusMessage) {
      if (heldOf(userId).statusMessage !== statusMessage) hold(organisationId, userId, { statusMessage });
    },
    replace(rows, messages) {
      const stored = new Map(rows.map((row) => [row.userId, row]));
      const all = new Set([...people.keys(), ...stored.keys(), ...messages.keys()]);
      for (const userId of all) {
        const before = heldOf(userId);
        const row = stored.get(userId);
        const next = row !== undefined && row.revision > before.revision ? row : before;
        const statusMessage = messages.get(userId) ?? null;
        if (next === before && statusMessage === before.statusMessage) continue;
        people.set(userId, { ...before, revision: next.revision, set: next.set, statusMessage });
        const organisationId = user(userId)?.organisationId;
        if (organisationId !== undefined) changed(organisationId, userId);
      }
    },
    renamed(organisationId) {
      for (const [userId, { set, scheduled }] of people) {
        if (set === null && scheduled.length === 0) continue;
        if (user(userId)?.organisationId === organisationId) changed(organisationId, userId);
      }
    },
  };
}

/** As colleagues see it. An activity that there is no more is as good as none. */
function toView(
  at: ActivityAt,
  { available, find }: OrganisationActivities,
  nameOf: (userId: UserId) => string | null,
): ActivityView {
  const { id, name, icon, state } = (at.activityId === null ? undefined : find(at.activityId)) ?? available;
  const covered = at.covers === null ? undefined : find(at.covers.activityId);
  return {
    activityId: id,
    name,
    icon,
    state,
    source: at.source,
    sinceMs: at.sinceMs,
    untilMs: at.untilMs,
    setBy: at.setBy === null ? null : nameOf(at.setBy),
    message: at.message,
    isSticky: at.isSticky,
    covers: covered === undefined || at.covers === null ? null : { name: covered.name, untilMs: at.covers.endMs },
  };
}

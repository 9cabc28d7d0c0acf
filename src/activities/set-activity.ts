import type { Kysely, Transaction } from 'kysely';
import type { ActivityDefinition, ActivityEnd } from '../contract/activities/activity';
import type { AuditSource, AuditValue } from '../contract/audit/audit';
import { VaxelError } from '../contract/errors';
import type { ActivityId, OrganisationId, UserId } from '../contract/ids';
import type { LineUser } from '../lines/line-user';
import type { AuditLog, ToldFields } from '../ports/audit';
import type { Database } from '../ports/database';
import type { Principal } from '../ports/principal';
import type { ZoneOf } from '../settings/zone-of';
import { untilOfAvailable, type SetActivity } from './activity-at';
import { availableKey, type Catalogue, type OrganisationActivities } from './catalogue';
import { endOf } from './ends';
import type { Present } from './present';
import type { ActivityStore } from './store';

/** Who asks, and by which way. */
export interface Asker extends Pick<Principal, 'organisationId' | 'userId' | 'roles'> {
  readonly source: AuditSource;
}

/** What is asked for. */
export interface Wish {
  /** Undefined = for the one who asks. */
  readonly userId?: UserId | undefined;
  readonly activityId: ActivityId;
  readonly end: ActivityEnd;
  readonly message: string | null;
}

export interface SetActivityDeps {
  readonly db: Kysely<Database>;
  storeOf(organisationId: OrganisationId): ActivityStore;
  readonly catalogue: Pick<Catalogue, 'of'>;
  readonly present: Pick<Present, 'store' | 'scheduledOf'>;
  readonly user: (userId: UserId) => LineUser | undefined;
  readonly zoneOf: ZoneOf;
  readonly audit: AuditLog;
  /** Something may end sooner than what was known. */
  readonly onSet: () => void;
}

/** Sets activities, one's own or another's, and takes them away; in force once it resolves. */
export interface SetActivities {
  /** @throws VaxelError activity.notFound | endPassed | endMissing | notAllowed | personNotFound */
  set(asker: Asker, wish: Wish): Promise<void>;
  /** @throws VaxelError activity.notAllowed | personNotFound */
  reset(asker: Asker, userId?: UserId): Promise<void>;
}

type Next = (nowMs: number) => SetActivity | null;

export function createSetActivities(deps: SetActivityDeps): SetActivities {
  const { db, storeOf, catalogue, present, zoneOf } = deps;

  async function change(asker: Asker, userId: UserId, next: Next): Promise<void> {
    const { organisationId } = asker;
    const stored = await db.transaction().execute(async (transaction) => {
      const was: { before: SetActivity | null } = { before: null };
      const now = await storeOf(organisationId).change(transaction, userId, (nowMs, before) => {
        was.before = before;
        return next(nowMs);
      });
      if (userId !== asker.userId) await tell(deps, transaction, asker, userId, [was.before, now.set]);
      return now;
    });
    present.store([stored]);
    deps.onSet();
  }

  return {
    async set(asker, { userId = asker.userId, activityId, end, message }) {
      await mustBeAllowed(deps, asker, userId);
      const activities = catalogue.of(asker.organisationId);
      const definition = activities?.find(activityId);
      if (activities === undefined || definition === undefined || definition.archived)
        throw new VaxelError('activity.notFound');
      const zone = await zoneOf(asker.organisationId, userId);
      await change(asker, userId, (nowMs) => {
        const scheduledUntilMs = untilOfAvailable(present.scheduledOf(userId), nowMs);
        const untilMs = untilOf(definition, endOf(end, nowMs, zone, activities.workingDay), scheduledUntilMs);
        if (untilMs === 'nothing') return null;
        const setBy = userId === asker.userId ? null : asker.userId;
        return { activityId, sinceMs: nowMs, untilMs, message, setBy };
      });
    },
    async reset(asker, userId = asker.userId) {
      await mustBeAllowed(deps, asker, userId);
      await change(asker, userId, () => null);
    },
  };
}

/**
 * Available without an end takes away what was set; while something is scheduled it lets calls through until that is
 * over.
 */
function untilOf(
  { key, endRequired }: ActivityDefinition,
  untilMs: number | null,
  scheduledUntilMs: number | null,
): number | null | 'nothing' {
  if (untilMs !== null) return untilMs;
  if (key === availableKey) return scheduledUntilMs ?? 'nothing';
  if (endRequired) throw new VaxelError('activity.endMissing');
  return null;
}

/** One's own, as a supervisor or administrator everybody's, as a delegate that of whom one stands in for. */
async function mustBeAllowed(
  { user, storeOf }: Pick<SetActivityDeps, 'user' | 'storeOf'>,
  asker: Asker,
  userId: UserId,
): Promise<void> {
  if (user(userId)?.organisationId !== asker.organisationId) throw new VaxelError('activity.personNotFound');
  if (userId === asker.userId || maySetEverybodys(asker)) return;
  const theirs = await storeOf(asker.organisationId).mayBeSetBy(asker.userId);
  if (!theirs.includes(userId)) throw new VaxelError('activity.notAllowed');
}

export const maySetEverybodys = ({ roles }: Pick<Principal, 'roles'>): boolean =>
  roles.includes('supervisor') || roles.includes('administrator');

/** What was done to another is told of in the same transaction; the message's text is not. */
async function tell(
  { audit, catalogue, user }: Pick<SetActivityDeps, 'audit' | 'catalogue' | 'user'>,
  transaction: Transaction<Database>,
  asker: Asker,
  userId: UserId,
  [before, after]: readonly [SetActivity | null, SetActivity | null],
): Promise<void> {
  const activities = catalogue.of(asker.organisationId);
  const fieldsOf = (set: SetActivity | null): ToldFields => ({
    activity: activities === undefined ? null : nameOf(activities, set),
    until: set === null || set.untilMs === null ? null : new Date(set.untilMs).toISOString(),
  });
  await audit.record(transaction, asker.organisationId, {
    actor: asker,
    action: after === null ? 'activity.ended' : 'activity.set',
    object: { kind: 'person', id: userId, name: user(userId)?.displayName ?? '' },
    before: fieldsOf(before),
    after: fieldsOf(after),
    source: asker.source,
    ...(maySetEverybodys(asker) ? {} : { actingFor: userId }),
  });
}

const nameOf = ({ available, find }: OrganisationActivities, set: SetActivity | null): AuditValue =>
  ((set === null ? undefined : find(set.activityId)) ?? available).name;

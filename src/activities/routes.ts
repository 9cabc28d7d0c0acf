import { Router } from 'express';
import type { Kysely } from 'kysely';
import type { ActivityChoices, Delegates, PastActivity } from '../contract/activities/activity';
import { DelegatesChange, ShortcutsChange } from '../contract/activities/activity';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, UserId } from '../contract/ids';
import { requestOf, route } from '../http/route';
import type { LineUser } from '../lines/line-user';
import type { AuditLog } from '../ports/audit';
import type { Clock } from '../ports/clock';
import type { Database } from '../ports/database';
import type { Principal } from '../ports/principal';
import type { ZoneOf } from '../settings/zone-of';
import type { Catalogue, OrganisationActivities } from './catalogue';
import { endOfToday, nextWorkdayAt } from './ends';
import { maySetEverybodys } from './set-activity';
import type { ActivityStore } from './store';

export interface ActivityRoutesDeps {
  readonly db: Kysely<Database>;
  storeOf(organisationId: OrganisationId): ActivityStore;
  readonly catalogue: Pick<Catalogue, 'of'>;
  readonly user: (userId: UserId) => LineUser | undefined;
  readonly zoneOf: ZoneOf;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly audit: AuditLog;
}

/** As many of the past as are told. */
const mostPast = 200;

export function ofOrganisation(
  catalogue: Pick<Catalogue, 'of'>,
  organisationId: OrganisationId,
): OrganisationActivities {
  const activities = catalogue.of(organisationId);
  if (activities === undefined) throw new VaxelError('server.unavailable', 'its activities are not known yet');
  return activities;
}

/** What I choose from, my shortcuts, who may set mine, and what I had. */
export function createActivityRoutes(deps: ActivityRoutesDeps): Router {
  const { storeOf, user } = deps;
  const router = Router();
  router.get('/activities', route({ handler: ({ principal }) => choices(deps, principal) }));
  router.put(
    '/activities/shortcuts',
    route({
      body: ShortcutsChange,
      async handler({ principal, body: { shortcuts } }) {
        const { find } = ofOrganisation(deps.catalogue, principal.organisationId);
        const isThere = shortcuts?.every(({ activityId }) => find(activityId)?.archived === false) ?? true;
        if (!isThere) throw new VaxelError('activity.notFound');
        await storeOf(principal.organisationId).setShortcuts(principal.userId, shortcuts);
        return choices(deps, principal);
      },
    }),
  );
  router.get(
    '/activities/history',
    route({
      async handler({ principal }) {
        const past = await storeOf(principal.organisationId).history(principal.userId, mostPast);
        const nameOf = (userId: UserId | null) => (userId === null ? null : (user(userId)?.displayName ?? null));
        return past.map(({ setBy, ...each }): PastActivity => ({ ...each, setBy: nameOf(setBy) }));
      },
    }),
  );
  router.get('/activities/delegates', route({ handler: ({ principal }) => delegates(deps, principal) }));
  router.put(
    '/activities/delegates',
    route({
      body: DelegatesChange,
      async handler({ principal, body, ...asked }) {
        await setDelegates(deps, principal, [...new Set(body.userIds)], requestOf(asked));
        return delegates(deps, principal);
      },
    }),
  );
  return router;
}

async function choices(deps: ActivityRoutesDeps, principal: Principal): Promise<ActivityChoices> {
  const { organisationId, userId } = principal;
  const { all, shortcuts, codePrefix, workingDay, find } = ofOrganisation(deps.catalogue, organisationId);
  const store = deps.storeOf(organisationId);
  const [own, zone, mayBeSet] = await Promise.all([
    store.shortcuts(userId),
    deps.zoneOf(organisationId, userId),
    maySetEverybodys(principal) ? null : store.mayBeSetBy(userId),
  ]);
  const nowMs = deps.clock.nowMs();
  return {
    activities: all.filter(({ archived }) => !archived),
    shortcuts: (own ?? shortcuts).filter(({ activityId }) => find(activityId)?.archived === false),
    isOwn: own !== null,
    todayMs: endOfToday(nowMs, zone, workingDay),
    nextWorkdayMs: nextWorkdayAt(nowMs, zone, workingDay),
    codePrefix,
    mayBeSet,
  };
}

async function delegates(
  { storeOf, user }: ActivityRoutesDeps,
  { organisationId, userId }: Principal,
): Promise<Delegates> {
  const userIds = await storeOf(organisationId).delegates(userId);
  const named = userIds.flatMap((each) => {
    const found = user(each);
    return found === undefined ? [] : { userId: each, displayName: found.displayName };
  });
  return { delegates: named };
}

/** Who may act for a person is told of, as what they do then is. */
async function setDelegates(
  { db, storeOf, user, audit }: ActivityRoutesDeps,
  { organisationId, userId, roles }: Principal,
  userIds: readonly UserId[],
  request: ReturnType<typeof requestOf>,
): Promise<void> {
  const isColleague = (each: UserId): boolean => each !== userId && user(each)?.organisationId === organisationId;
  if (!userIds.every(isColleague)) throw new VaxelError('activity.personNotFound');
  const store = storeOf(organisationId);
  const names = (ids: readonly UserId[]): string[] => ids.map((id) => user(id)?.displayName ?? id).toSorted();
  const before = await store.delegates(userId);
  await db.transaction().execute(async (transaction) => {
    await store.setDelegates(transaction, userId, userIds);
    await audit.record(transaction, organisationId, {
      actor: { userId, roles },
      action: 'rights.changed',
      object: { kind: 'person', id: userId, name: user(userId)?.displayName ?? '' },
      before: { delegates: names(before) },
      after: { delegates: names(userIds) },
      source: 'tab',
      request,
    });
  });
}

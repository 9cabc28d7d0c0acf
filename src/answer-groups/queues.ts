import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Call } from '../calls/engine/call';
import type { Callbacks } from '../calls/callbacks';
import type { QueueEvent } from '../calls/engine/protocol';
import type { WaitingCalls } from '../calls/waiting-calls';
import type { AnswerGroupState, OpenNow } from '../contract/answer-groups/realtime';
import type { Opening } from '../contract/answer-groups/settings';
import type { WallboardState } from '../contract/answer-groups/wallboard';
import { OrganisationId } from '../contract/ids';
import type { AnswerGroupId, UserId } from '../contract/ids';
import { followChanges } from '../following/follow-changes';
import type { Infrastructure } from '../feature';
import type { Lines } from '../lines/lines';
import { createOwned } from '../ownership/owned';
import type { Database } from '../ports/database';
import type { Principal } from '../ports/principal';
import type { ToAnswerFeature } from '../to-answer/feature';
import type { VoicemailFeature } from '../voicemail/feature';
import { createListeningClock } from '../time/listening';
import { steadyClock } from '../time/steady-clock';
import { createAlerts } from './alerts';
import { readConfigured } from './configured';
import { inputFor } from './heard';
import { createLastTalks, readLastTalks } from './last-talks';
import { figuresOf } from './live';
import { createQueue, type AgentFacts, type Queue, type QueueDeps } from './queue';
import { queueStoreOf } from './queue-store';
import { createQueueWriter } from './queue-writer';
import { createDayCount, type DayCount } from './statistics/day-count';
import { dayAt } from './statistics/days';
import { readCells } from './statistics/read-cells';
import { maySee, maySupervise } from './watching';
import { createEndSupervising, type SupervisingDeps } from './supervising';
import { createTelling, type ToldOf } from './telling';
import { wallboardOf } from './wallboard';

export interface QueuesDeps
  extends
    Pick<Infrastructure, 'db' | 'clock' | 'logger' | 'publisher' | 'wakes' | 'ownership' | 'audit' | 'jobs'>,
    AgentFacts,
    Pick<ToAnswerFeature, 'addToAnswer'>,
    Pick<SupervisingDeps, 'supervisions'>,
    Pick<VoicemailFeature, 'recount'> {
  readonly lines: Pick<Lines, 'organisation' | 'user' | 'onGone' | 'onCame'>;
  readonly calls: WaitingCalls;
  readonly callbacks: Callbacks;
  openNow(organisationId: OrganisationId, opening: Opening): OpenNow;
}

/** The answer groups of all organisations at work. */
export interface Queues {
  /** Goes on with those who wait, and follows what administrators change. @throws VaxelError server.unavailable */
  start(): Promise<void>;
  stop(): void;
  /** What an administrator has changed here is at work once this resolves, where the groups are this server's. */
  follow(organisationId: OrganisationId): Promise<void>;
  /** Null = the organisation has none, or they have not begun. */
  of(organisationId: OrganisationId): Queue | null;
  /** What windows watch; null = there is no such group. */
  watched(organisationId: OrganisationId, groupId: AnswerGroupId): AnswerGroupState | null;
  /** Answers in the group or supervises it, or is an administrator. */
  maySee(principal: Principal, groupId: AnswerGroupId): boolean;
  /** Supervises the group, or is an administrator. */
  maySupervise(principal: Principal, groupId: AnswerGroupId): boolean;
  /** The same for screens on the wall. */
  wallboard(organisationId: OrganisationId, groupId: AnswerGroupId): WallboardState | null;
  onQueueEvent(call: Call, event: QueueEvent): void;
  /** The person's calls, devices or activity are different. */
  look(userId: UserId): void;
}

/** As the triggers of the database say it. */
const Change = z.object({ organisationId: OrganisationId });

export function createQueues(deps: QueuesDeps): Queues {
  const { db, clock, logger, lines, wakes, ownership } = deps;
  const queues = new Map<OrganisationId, Queue>();
  const days = new Map<OrganisationId, DayCount>();
  const telling = createTelling(deps);
  const listening = createListeningClock(clock);
  const owned = createOwned(ownership, 'answerGroups', (organisationId) => {
    queues.get(organisationId)?.stop();
    queues.delete(organisationId);
    days.delete(organisationId);
  });

  async function load(organisationId: OrganisationId): Promise<void> {
    if (!(await owned.own(organisationId))) return;
    const queue = queues.get(organisationId) ?? begin(organisationId);
    await queue.load();
  }

  function begin(organisationId: OrganisationId): Queue {
    const day = dayFor(deps, organisationId, () => queues.get(organisationId)?.give({ type: 'dayBegan' }));
    const queue = queueFor({ ...deps, listening }, organisationId, telling.of(organisationId), day);
    days.set(organisationId, day);
    queues.set(organisationId, queue);
    return queue;
  }

  const loadAll = async (organisationIds: Iterable<OrganisationId>): Promise<void> =>
    void (await Promise.all([...new Set(organisationIds)].map(load)));

  const follow = (organisationId: OrganisationId): Promise<void> =>
    load(organisationId).catch((error: unknown) =>
      logger.warn({ err: error, organisationId }, 'changed answer groups could not be read here'),
    );

  /** Who is no user any more is no agent, whether or not the groups have been told. */
  function reload({ organisationId }: { readonly organisationId: OrganisationId }): void {
    if (queues.has(organisationId)) void follow(organisationId);
  }
  lines.onGone(reload);
  lines.onCame(reload);

  function isSo(may: typeof maySee, principal: Principal, groupId: AnswerGroupId): boolean {
    const group = queues.get(principal.organisationId)?.now()?.configured.groups.get(groupId);
    return group !== undefined && may(group, principal);
  }

  return {
    start: () =>
      followChanges({
        ...{ wakes, clock, channel: 'answer_group_changed', change: Change, mostAtOnce: 500 },
        readAll: async () => loadAll([...(await withGroups(db)), ...queues.keys()]),
        apply: (changes) => loadAll(changes.map(({ organisationId }) => organisationId)),
        onFailure: (error) =>
          logger.warn({ err: error }, 'changed answer groups could not be read: they are as before until they can'),
      }),
    stop() {
      for (const queue of queues.values()) queue.stop();
      owned.releaseAll();
    },
    follow,
    of: (organisationId) => queues.get(organisationId) ?? null,
    watched(organisationId, groupId) {
      const now = queues.get(organisationId)?.now();
      if (!now?.configured.groups.has(groupId)) return null;
      return { ...figuresOf(now.state, groupId, now.context), rev: telling.revisionOf(groupId) };
    },
    maySee: (principal, groupId) => isSo(maySee, principal, groupId),
    maySupervise: (principal, groupId) => isSo(maySupervise, principal, groupId),
    wallboard(organisationId, groupId) {
      const [now, day] = [queues.get(organisationId)?.now(), days.get(organisationId)];
      if (!now || !day) return null;
      const nameOf = (userId: UserId): string | null => lines.user(userId)?.displayName ?? null;
      return wallboardOf(now, groupId, { zone: zoneOf(deps, organisationId), today: day.of(groupId), nameOf });
    },
    onQueueEvent(call, event) {
      const queue = queues.get(call.organisationId);
      const now = queue?.now();
      if (queue && now) queue.give(inputFor(call, event, now, deps.callbacks.mayCall));
    },
    look(userId) {
      const user = lines.user(userId);
      if (user) queues.get(user.organisationId)?.look(userId);
    },
  };
}

const zoneOf = ({ lines }: Pick<QueuesDeps, 'lines'>, organisationId: OrganisationId): string =>
  lines.organisation(organisationId)?.timeZone ?? 'Europe/Stockholm';

function dayFor(deps: QueuesDeps, organisationId: OrganisationId, onMidnight: () => void): DayCount {
  const { db, clock, publisher } = deps;
  return createDayCount({
    clock,
    dayAt: (ms) => dayAt(zoneOf(deps, organisationId), ms),
    read: (bounds) => readCells(db, organisationId, { groupId: null, bounds, byAgent: false }),
    onChanged: (groupId) => publisher.changed('wallboards', organisationId, groupId),
    onMidnight,
  });
}

function queueFor(
  deps: QueuesDeps & Pick<QueueDeps, 'listening'>,
  organisationId: OrganisationId,
  telling: ToldOf,
  day: DayCount,
): Queue {
  const { db, clock, listening, logger, lines, calls, callbacks } = deps;
  const alerts = createAlerts(deps, organisationId);
  const nameOf = (userId: UserId): string | null => lines.user(userId)?.displayName ?? null;
  const endSupervising = createEndSupervising({ ...deps, nameOf });
  const queue = createQueue({
    ...{ organisationId, clock, listening, steady: steadyClock, logger, calls, callbacks, day },
    ...telling,
    onDecided(...change) {
      telling.onDecided(...change);
      const now = queue.now();
      if (now) alerts.look(now);
    },
    onConfigured(before, now) {
      telling.onConfigured(before, now);
      endSupervising(organisationId, before, now);
    },
    isReachable: deps.isReachable,
    activityAllows: deps.activityAllows,
    nameOf,
    lastTalks: createLastTalks(clock, (asked) => readLastTalks(db, organisationId, asked)),
    writer: createQueueWriter(deps, organisationId),
    store: queueStoreOf(db, organisationId),
    readConfigured: () => readConfigured(db, organisationId),
    openNow: (opening) => deps.openNow(organisationId, opening),
    language: () => (lines.organisation(organisationId)?.language.startsWith('en') === true ? 'en' : 'sv'),
    dayBeganAtMs: async () => (await dayAt(zoneOf(deps, organisationId), clock.nowMs())).beganAtMs,
  });
  return {
    ...queue,
    stop() {
      alerts.stop();
      queue.stop();
    },
  };
}

async function withGroups(db: Kysely<Database>): Promise<readonly OrganisationId[]> {
  const rows = await db.selectFrom('answer_group').select('organisation_id').distinct().execute();
  return rows.map(({ organisation_id }) => organisation_id);
}

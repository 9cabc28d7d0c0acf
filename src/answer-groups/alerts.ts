import type { Kysely } from 'kysely';
import type { AnswerGroupId, OrganisationId } from '../contract/ids';
import type { Clock } from '../ports/clock';
import type { Database } from '../ports/database';
import type { JobQueue } from '../ports/jobs';
import type { Logger } from '../ports/logger';
import { createCatchingUp } from '../time/catching-up';
import type { Configured } from './configured';
import { figuresOf } from './live';
import type { QueueNow } from './queue';

/** Cards are changed no oftener than this. */
const updateEveryMs = 30_000;

/** Somebody waits longer in a group than its supervisors want. */
export interface LongWait {
  readonly name: string;
  readonly waiting: number;
  readonly oldestEnteredAtMs: number;
}

type Group = Configured['groups'] extends ReadonlyMap<unknown, infer Each> ? Each : never;

/** Null: nobody does, or the group has no limit. */
export function longWaitIn({ state, configured, context }: QueueNow, groupId: AnswerGroupId): LongWait | null {
  const group = configured.groups.get(groupId);
  const limitMs = group?.alertAfterMs ?? null;
  if (!group || limitMs === null) return null;
  const { waiting, oldestEnteredAtMs } = figuresOf(state, groupId, context);
  const isLong = oldestEnteredAtMs !== null && context.nowMs - oldestEnteredAtMs >= limitMs;
  return isLong ? { name: group.name, waiting, oldestEnteredAtMs } : null;
}

/** When somebody will have waited so long; null = nobody waits, or the group has no limit. */
function dueMs({ state, context }: QueueNow, group: Group): number | null {
  if (group.alertAfterMs === null) return null;
  const { oldestEnteredAtMs } = figuresOf(state, group.id, context);
  return oldestEnteredAtMs === null ? null : oldestEnteredAtMs + group.alertAfterMs;
}

export interface AlertsDeps {
  readonly db: Kysely<Database>;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'warn'>;
}

/** Has the supervisors of one organisation told, and the cards changed and taken away, as long waits come and go. */
export interface Alerts {
  /** Something about the groups is different. */
  look(now: QueueNow): void;
  stop(): void;
}

interface Watched {
  /** As it was told last, and when; null = nobody was. */
  readonly told: { readonly waiting: number; readonly atMs: number } | null;
  readonly cancel: () => void;
}

const unwatched: Watched = { told: null, cancel: () => undefined };

const supervisorsOf = (now: QueueNow | null, groupId: AnswerGroupId) =>
  (now?.configured.groups.get(groupId)?.supervisors ?? []).map((userId) => ({ groupId, userId }));

export function createAlerts({ db, jobs, clock, logger }: AlertsDeps, organisationId: OrganisationId): Alerts {
  const watched = new Map<AnswerGroupId, Watched>();
  const due = new Set<AnswerGroupId>();
  let latest: QueueNow | null = null;

  const telling = createCatchingUp({
    clock,
    async work() {
      const groupIds = [...due];
      const told = groupIds.flatMap((groupId) => supervisorsOf(latest, groupId));
      await db.transaction().execute(async (transaction) => {
        for (const each of told)
          // oxlint-disable-next-line no-await-in-loop -- within a transaction one follows the other
          await jobs.enqueue(transaction, { name: 'long-wait', data: { organisationId, ...each } });
      });
      groupIds.forEach((id) => due.delete(id));
    },
    onFailure: (error) => logger.warn({ err: error, organisationId }, 'supervisors are told once the database is back'),
  });

  function tell(groupId: AnswerGroupId): void {
    due.add(groupId);
    telling.ask();
  }

  function lookAt(now: QueueNow, group: Group): void {
    const { told, cancel } = watched.get(group.id) ?? unwatched;
    if (group.alertAfterMs === null && told === null) return;
    cancel();
    const wait = longWaitIn(now, group.id);
    const nowMs = clock.nowMs();
    const lookAgain = (atMs: number | null) =>
      atMs === null ? () => undefined : clock.after(atMs - nowMs, () => latest && look(latest));
    if (wait === null) {
      if (told !== null) tell(group.id);
      watched.set(group.id, { told: null, cancel: lookAgain(dueMs(now, group)) });
      return;
    }
    const mayTellMs = told === null ? nowMs : told.atMs + updateEveryMs;
    const isOther = told?.waiting !== wait.waiting;
    if (isOther && mayTellMs <= nowMs) tell(group.id);
    watched.set(group.id, {
      told: isOther && mayTellMs <= nowMs ? { waiting: wait.waiting, atMs: nowMs } : told,
      cancel: lookAgain(isOther && mayTellMs > nowMs ? mayTellMs : null),
    });
  }

  function look(now: QueueNow): void {
    latest = now;
    for (const group of now.configured.groups.values()) lookAt(now, group);
  }

  return {
    look,
    stop() {
      for (const { cancel } of watched.values()) cancel();
      telling.stop();
    },
  };
}

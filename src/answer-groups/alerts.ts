import type { Kysely } from 'kysely';
import type { AnswerGroupId, OrganisationId, UserId } from '../contract/ids';
import type { Clock } from '../ports/clock';
import type { Database } from '../ports/database';
import type { JobQueue } from '../ports/jobs';
import type { Logger } from '../ports/logger';
import { createCatchingUp } from '../time/catching-up';
import type { Configured } from './configured';
import { figuresOf } from './live';
import type { GroupsNow } from './queue';

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
export function longWaitIn({ state, configured, context }: GroupsNow, groupId: AnswerGroupId): LongWait | null {
  const group = configured.groups.get(groupId);
  const limitMs = group?.alertAfterMs ?? null;
  if (!group || limitMs === null) return null;
  const { waiting, oldestEnteredAtMs } = figuresOf(state, groupId, context);
  const isLong = oldestEnteredAtMs !== null && context.nowMs - oldestEnteredAtMs >= limitMs;
  return isLong ? { name: group.name, waiting, oldestEnteredAtMs } : null;
}

/** When somebody will have waited so long; null = nobody waits, or the group has no limit. */
function dueMs({ state, context }: GroupsNow, group: Group): number | null {
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
  look(now: GroupsNow): void;
  stop(): void;
}

interface Watched {
  /** As it was told last, when and whom; null = nobody was. */
  readonly told: { readonly waiting: number; readonly atMs: number; readonly to: readonly UserId[] } | null;
  readonly cancel: () => void;
}

const unwatched: Watched = { told: null, cancel: () => undefined };

export function createAlerts({ db, jobs, clock, logger }: AlertsDeps, organisationId: OrganisationId): Alerts {
  const watched = new Map<AnswerGroupId, Watched>();
  const due = new Map<string, { readonly groupId: AnswerGroupId; readonly userId: UserId }>();
  let latest: GroupsNow | null = null;

  const telling = createCatchingUp({
    clock,
    async work() {
      const told = [...due];
      await db.transaction().execute(async (transaction) => {
        for (const [, each] of told)
          // oxlint-disable-next-line no-await-in-loop -- within a transaction one follows the other
          await jobs.enqueue(transaction, { name: 'long-wait', data: { organisationId, ...each } });
      });
      // Of whom is due again meanwhile there is another one.
      for (const [key, each] of told) if (due.get(key) === each) due.delete(key);
    },
    onFailure: (error) => logger.warn({ err: error, organisationId }, 'supervisors are told once the database is back'),
  });

  function tell(groupId: AnswerGroupId, people: readonly UserId[]): void {
    for (const userId of people) due.set(`${groupId}/${userId}`, { groupId, userId });
    if (people.length > 0) telling.ask();
  }

  function lookAt(now: GroupsNow, group: Group): void {
    const { told, cancel } = watched.get(group.id) ?? unwatched;
    if (group.alertAfterMs === null && told === null) return;
    cancel();
    const wait = longWaitIn(now, group.id);
    const { nowMs } = now.context;
    const lookAgain = (atMs: number | null) =>
      atMs === null ? () => undefined : clock.after(atMs - nowMs, () => latest && look(latest));
    if (wait === null) {
      tell(group.id, told?.to ?? []);
      watched.set(group.id, { told: null, cancel: lookAgain(dueMs(now, group)) });
      return;
    }
    const mayTellMs = told === null ? nowMs : told.atMs + updateEveryMs;
    const { supervisors } = group;
    const [isNew, isGone] = [(id: UserId) => !told?.to.includes(id), (id: UserId) => !supervisors.includes(id)];
    tell(group.id, told?.to.filter(isGone) ?? []);
    const isOther = told?.waiting !== wait.waiting || supervisors.some(isNew);
    if (isOther && mayTellMs <= nowMs) tell(group.id, supervisors);
    const still = told && { ...told, to: told.to.filter((id) => !isGone(id)) };
    watched.set(group.id, {
      told: isOther && mayTellMs <= nowMs ? { waiting: wait.waiting, atMs: nowMs, to: supervisors } : still,
      cancel: lookAgain(isOther && mayTellMs > nowMs ? mayTellMs : null),
    });
  }

  /** Of a group that is gone the cards go too. */
  function forget(groupId: AnswerGroupId, { told, cancel }: Watched): void {
    cancel();
    tell(groupId, told?.to ?? []);
    watched.delete(groupId);
  }

  function look(now: GroupsNow): void {
    latest = now;
    for (const [groupId, each] of watched) if (!now.configured.groups.has(groupId)) forget(groupId, each);
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

import type { Kysely, Transaction } from 'kysely';
import type { AnswerGroupId, EntryId, OrganisationId, UserId } from '../contract/ids';
import { toVaxelError } from '../errors/to-vaxel-error';
import type { AuditEntry, AuditLog } from '../ports/audit';
import type { Clock } from '../ports/clock';
import type { Database } from '../ports/database';
import type { Logger } from '../ports/logger';
import { createCatchingUp } from '../time/catching-up';
import type { ToAnswerFeature } from '../to-answer/feature';
import type { Unanswered } from '../to-answer/store';
import { withDeadline } from '../time/deadline';
import type { Event } from './distributor/protocol';
import type { Agent, State } from './distributor/state';
import { queueStoreOf } from './queue-store';

/** Longest time that callers wait for the database before it goes on without. */
const storeWaitMs = 250;

/** What a decision made of the state, and what is told of it. */
export interface QueueChange {
  /** Null = nothing was known before. */
  readonly before: State | null;
  readonly after: State;
  readonly events: readonly Event[];
  readonly audit: readonly AuditEntry[];
  /** Callers with whom nobody has talked. */
  readonly unanswered: readonly Unanswered[];
}

export interface Stored {
  /** It is stored, or the database is slow. */
  readonly mayGoOn: Promise<void>;
  /** It is stored, however long that takes, or never will be. */
  readonly isStored: Promise<void>;
}

/** Stores who waits and who answers, in the order of the decisions; nothing is lost while the database is away. */
export interface QueueWriter {
  save(change: QueueChange): Stored;
  /** Nothing is begun any more. */
  stop(): void;
}

export interface QueueWriterDeps {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly audit: AuditLog;
  readonly addToAnswer: ToAnswerFeature['addToAnswer'];
}

/** What is to be stored, as it is then. */
interface Due {
  readonly agents: Set<UserId>;
  readonly entries: Set<EntryId>;
  readonly groups: Set<AnswerGroupId>;
  readonly events: Event[];
  readonly audit: AuditEntry[];
  readonly unanswered: Unanswered[];
  readonly done: (() => void)[];
}

const nothing = (): Due => ({
  ...{ agents: new Set(), entries: new Set(), groups: new Set(), events: [], audit: [] },
  ...{ unanswered: [], done: [] },
});

export function createQueueWriter(deps: QueueWriterDeps, organisationId: OrganisationId): QueueWriter {
  const { db, clock, logger } = deps;
  let due = nothing();
  let latest: State | null = null;
  /** A decision has waited in vain: those after it do not wait as well, until the database has caught up. */
  let isLate = false;

  /** In turn; what the database was away for stays first. */
  const turns: Due[] = [];

  async function work(): Promise<void> {
    turns.push(due);
    due = nothing();
    for (let now = turns[0]; now; now = turns[0]) {
      // oxlint-disable-next-line no-await-in-loop -- in their order
      const parts = await store(now);
      turns.splice(0, 1, ...parts);
      if (parts.length === 0) for (const tell of now.done) tell();
    }
    isLate = false;
  }

  /**
   * Something that cannot be stored, as what is told of somebody who is erased meanwhile, leaves the rest as it is.
   * @returns what is to be tried alone
   * @throws VaxelError server.unavailable
   */
  async function store(now: Due): Promise<readonly Due[]> {
    const state = latest;
    try {
      if (state) await db.transaction().execute((transaction) => write(deps, transaction, state, now));
      return [];
    } catch (error) {
      if (toVaxelError(error).code === 'server.unavailable') throw error;
      const parts = partsOf(now);
      if (parts.length > 1) return [...parts, { ...nothing(), done: now.done }];
      logger.error({ err: error, organisationId }, 'something of who waits for answer groups could not be stored');
      return [];
    }
  }

  async function mayGoOn(isStored: Promise<void>): Promise<void> {
    if (isLate) return;
    const inTime = isStored.then(() => true);
    if (!(await withDeadline(clock, storeWaitMs, inTime, false))) isLate = true;
  }

  const storing = createCatchingUp({
    clock,
    work,
    onFailure: (error) =>
      logger.warn({ err: error, organisationId }, 'the database is away, answer groups go on and are stored later'),
  });

  return {
    save(change) {
      latest = change.after;
      due = both(due, changed(change));
      const isStored = new Promise<void>((resolve) => due.done.push(resolve));
      storing.ask();
      return { mayGoOn: mayGoOn(isStored), isStored };
    },
    stop: storing.stop,
  };
}

const both = (first: Due, then: Due): Due => ({
  agents: new Set([...first.agents, ...then.agents]),
  entries: new Set([...first.entries, ...then.entries]),
  groups: new Set([...first.groups, ...then.groups]),
  events: [...first.events, ...then.events],
  audit: [...first.audit, ...then.audit],
  unanswered: [...first.unanswered, ...then.unanswered],
  done: [...first.done, ...then.done],
});

const partsOf = (due: Due): readonly Due[] => [
  ...[...due.agents].map((id) => ({ ...nothing(), agents: new Set([id]) })),
  ...[...due.entries].map((id) => ({ ...nothing(), entries: new Set([id]) })),
  ...[...due.groups].map((id) => ({ ...nothing(), groups: new Set([id]) })),
  ...due.events.map((event) => ({ ...nothing(), events: [event] })),
  ...due.unanswered.map((each) => ({ ...nothing(), unanswered: [each] })),
  ...due.audit.map((entry) => ({ ...nothing(), audit: [entry] })),
];

function changed({ before, after, events, audit, unanswered }: QueueChange): Due {
  const due = { ...nothing(), events: [...events], audit: [...audit], unanswered: [...unanswered] };
  for (const [id, entry] of after.entries) if (before?.entries.get(id) !== entry) due.entries.add(id);
  for (const id of before?.entries.keys() ?? []) if (!after.entries.has(id)) due.entries.add(id);
  for (const [id, agent] of after.agents) if (!isSame(before?.agents.get(id), agent)) due.agents.add(id);
  for (const [id, { lastAsked }] of after.memory)
    if ((before?.memory.get(id)?.lastAsked ?? null) !== lastAsked) due.groups.add(id);
  return due;
}

const keptOf = ['isLoggedIn', 'pause', 'idleSinceMs', 'serving', 'wrapUp'] as const;

const isSame = (before: Agent | undefined, now: Agent): boolean => keptOf.every((each) => before?.[each] === now[each]);

async function write(
  { audit, addToAnswer }: QueueWriterDeps,
  transaction: Transaction<Database>,
  state: State,
  due: Due,
): Promise<void> {
  const { organisationId } = state;
  const store = queueStoreOf(transaction, organisationId);
  const agents = [...due.agents].flatMap((id) => state.agents.get(id) ?? []);
  const gone = [...due.entries].filter((id) => !state.entries.has(id));
  const entries = [...due.entries].flatMap((id) => state.entries.get(id) ?? []);
  await Promise.all([
    ...agents.map(store.putAgent),
    ...entries.map(store.putEntry),
    ...gone.map(store.removeEntry),
    ...[...due.groups].map((id) => store.putLastAsked(id, state.memory.get(id)?.lastAsked ?? null)),
  ]);
  await store.tell(due.events);
  for (const unanswered of due.unanswered)
    // oxlint-disable-next-line no-await-in-loop -- in their order, and seldom more than one
    await addToAnswer(transaction, organisationId, unanswered);
  for (const entry of due.audit)
    // oxlint-disable-next-line no-await-in-loop -- in their order, and seldom more than one
    await audit.record(transaction, organisationId, entry);
}

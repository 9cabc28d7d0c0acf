import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { mostWatches } from '../contract/contacts/limits';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, UserId } from '../contract/ids';
import type { LineState } from '../contract/lines/line-state';
import type { Clock } from '../ports/clock';
import type { Database } from '../ports/database';
import type { JobQueue } from '../ports/jobs';
import type { Logger } from '../ports/logger';
import type { Publisher } from '../ports/publisher';
import type { Lines } from '../lines/lines';
import type { Reader } from './group-members';

/** So long somebody has to be free: between two calls one is not. */
const freeForMs = 3_000;
const lookMs = 1_000;

export interface FreeWatchDeps {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  readonly publisher: Pick<Publisher, 'toUser'>;
  readonly logger: Pick<Logger, 'warn'>;
  readonly lines: Pick<Lines, 'user'>;
  lineOf(userId: UserId): LineState;
  /** What the person says of being available. */
  isAvailable(organisationId: OrganisationId, userId: UserId): boolean;
  /** IANA name of the zone in which the person's day ends. */
  zoneOf(organisationId: OrganisationId, userId: UserId): Promise<string>;
  /** The person has the tab open. */
  hasWindow(userId: UserId): boolean;
}

/** "Tell me when free": once, today, in the tab or else in the chat. */
export interface FreeWatches {
  /** Whom the person waits for. */
  of(reader: Reader): Promise<UserId[]>;
  /** @throws VaxelError request.notFound | contacts.full */
  add(reader: Reader, watched: UserId): Promise<void>;
  remove(reader: Reader, watched: UserId): Promise<void>;
  /** What was waited for before the server stopped. @throws VaxelError server.unavailable */
  start(): Promise<void>;
  stop(): void;
}

/**
 * While anybody is waited for, it is looked once a second whether they are free, from what is in memory. What was
 * waited for is in the database, and told by the statement that takes it out: never twice.
 */
export function createFreeWatches(deps: FreeWatchDeps): FreeWatches {
  const { db, clock, lines } = deps;
  /** Who is waited for, and since when they are free. */
  const watched = new Map<UserId, number | null>();
  let cancel: (() => void) | null = null;

  function lookSoon(): void {
    if (watched.size > 0) cancel ??= clock.after(lookMs, look);
  }

  function look(): void {
    cancel = null;
    for (const [userId, since] of watched) {
      const user = lines.user(userId);
      const isFree = user && deps.lineOf(userId) === 'idle' && deps.isAvailable(user.organisationId, userId);
      if (isFree !== true) watched.set(userId, null);
      else if (since === null) watched.set(userId, clock.nowMs());
      else if (clock.nowMs() - since >= freeForMs) tell(user.organisationId, userId, user.displayName);
    }
    lookSoon();
  }

  function tell(organisationId: OrganisationId, userId: UserId, name: string): void {
    watched.delete(userId);
    told(deps, organisationId, userId, name).catch((error: unknown) => {
      deps.logger.warn({ err: error, userId }, 'it could not be told who is free: tried again');
      watched.set(userId, null);
      lookSoon();
    });
  }

  return {
    of: (reader) => waitedFor(db, reader),
    async add(reader, userId) {
      if (lines.user(userId)?.organisationId !== reader.organisationId || userId === reader.userId)
        throw new VaxelError('request.notFound', 'There is no such colleague.');
      const others = await waitedFor(db, reader);
      if (others.length >= mostWatches && !others.includes(userId)) throw new VaxelError('contacts.full');
      const zone = await deps.zoneOf(reader.organisationId, reader.userId);
      await store(db, reader, userId, zone);
      watched.set(userId, watched.get(userId) ?? null);
      lookSoon();
    },
    async remove({ userId }, other) {
      await db.deleteFrom('free_watch').where('user_id', '=', userId).where('watched_user_id', '=', other).execute();
    },
    async start() {
      const waiting = db.selectFrom('free_watch').select('watched_user_id').distinct();
      for (const row of await waiting.where('expires_at', '>', sql<Date>`now()`).execute())
        watched.set(row.watched_user_id, null);
      lookSoon();
    },
    stop() {
      cancel?.();
      cancel = null;
      watched.clear();
    },
  };
}

async function waitedFor(db: Kysely<Database>, { userId }: Reader): Promise<UserId[]> {
  const waiting = db.selectFrom('free_watch').select('watched_user_id').where('user_id', '=', userId);
  const rows = await waiting.where('expires_at', '>', sql<Date>`now()`).execute();
  return rows.map(({ watched_user_id }) => watched_user_id);
}

/** Until the person's day is over. */
async function store(db: Kysely<Database>, reader: Reader, watched: UserId, zone: string): Promise<void> {
  await sql`
    insert into free_watch (organisation_id, user_id, watched_user_id, expires_at)
    values (${reader.organisationId}, ${reader.userId}, ${watched},
      (date_trunc('day', now() at time zone ${zone}) + interval '1 day') at time zone ${zone})
    on conflict (user_id, watched_user_id) do update set expires_at = excluded.expires_at`.execute(db);
}

/** Takes out what was waited for, and leaves what is to be told in the same transaction. */
async function told(deps: FreeWatchDeps, organisationId: OrganisationId, userId: UserId, name: string): Promise<void> {
  const atMs = deps.clock.nowMs();
  const watchers = await deps.db.transaction().execute(async (transaction) => {
    const rows = await transaction
      .deleteFrom('free_watch')
      .where('organisation_id', '=', organisationId)
      .where('watched_user_id', '=', userId)
      .returning(['user_id', sql<boolean>`expires_at > now()`.as('isDue')])
      .execute();
    const due = rows.filter(({ isDue }) => isDue).map((row) => row.user_id);
    for (const watcher of due) {
      if (deps.hasWindow(watcher)) continue;
      const data = { organisationId, userId: watcher, freeUserId: userId, atMs };
      await deps.jobs.enqueue(transaction, { name: 'is-free', data });
    }
    return due;
  });
  for (const watcher of watchers)
    deps.publisher.toUser(organisationId, watcher, { type: 'contacts.isFree', userId, name, atMs });
}

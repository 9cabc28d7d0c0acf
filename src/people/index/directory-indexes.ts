import type { Kysely } from 'kysely';
import type { ContactId, OrganisationId } from '../../contract/ids';
import type { Clock } from '../../ports/clock';
import type { Database } from '../../ports/database';
import type { Logger } from '../../ports/logger';
import { withDeadline } from '../../time/deadline';
import { createDirectoryHost, type DirectoryHost } from './host';
import { createWorkerHost, type WorkerHost } from './worker-host';

/** From here on a directory has the worker thread; smaller ones are looked through faster than asked for. */
export const largeDirectory = 300;
/** Longer than the slowest search takes; then PostgreSQL is asked. */
const patienceMs = 1_000;
const [retryMs, longestRetryMs] = [1_000, 60_000];
const afterImportMs = 500;

export interface DirectoryIndexesDeps {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'warn'>;
  readonly worker: { readonly file: string; readonly url: string };
}

/** The directories in memory. Whoever gets null asks PostgreSQL, which is the truth. */
export interface DirectoryIndexes {
  /** Reads the large directories before anybody asks. Returns at once. @throws VaxelError server.unavailable */
  warm(): Promise<void>;
  ask<Result>(
    organisationId: OrganisationId,
    question: (host: DirectoryHost) => Promise<Result | null>,
  ): Promise<Result | null>;
  /** These have changed; null: anything may have. Resolves when whoever asks is answered by what they are now. */
  changed(organisationId: OrganisationId, contactIds: readonly ContactId[] | null): Promise<void>;
  /** Anything may have changed anywhere. */
  changedEverywhere(): void;
  stop(): Promise<void>;
}

export function createDirectoryIndexes({ db, clock, logger, worker }: DirectoryIndexesDeps): DirectoryIndexes {
  const here = createDirectoryHost(db);
  let thread: WorkerHost | null = null;
  /** Of those that are in memory, being read, or to be read again after a while. */
  const states = new Map<OrganisationId, 'loading' | 'ready' | 'later'>();
  const hosts = new Map<OrganisationId, DirectoryHost>();
  let failures = 0;
  let isStopped = false;

  function threadHost(): DirectoryHost {
    thread ??= createWorkerHost({ ...worker, onGone: onThreadGone });
    return thread;
  }

  function onThreadGone(error: Error): void {
    logger.warn({ err: error }, 'the worker of the directory has ended: PostgreSQL answers until there is another');
    thread = null;
    const afterMs = pauseMs();
    for (const [organisationId, host] of hosts) if (host !== here) loadLater(organisationId, afterMs);
  }

  /** PostgreSQL answers meanwhile. */
  function loadLater(organisationId: OrganisationId, afterMs: number): void {
    hosts.delete(organisationId);
    states.set(organisationId, 'later');
    clock.after(afterMs, () => {
      states.delete(organisationId);
      load(organisationId);
    });
  }

  function pauseMs(): number {
    failures += 1;
    return Math.min(retryMs * 2 ** (failures - 1), longestRetryMs);
  }

  async function chooseHost(organisationId: OrganisationId): Promise<DirectoryHost> {
    const people = db.selectFrom('contact').select('id').where('organisation_id', '=', organisationId);
    const isLarge = (await people.limit(largeDirectory + 1).execute()).length > largeDirectory;
    return isLarge ? threadHost() : here;
  }

  async function read(organisationId: OrganisationId): Promise<void> {
    const host = await chooseHost(organisationId);
    hosts.set(organisationId, host);
    await host.load(organisationId);
    if (hosts.get(organisationId) !== host || states.get(organisationId) !== 'loading') return;
    states.set(organisationId, 'ready');
    failures = 0;
  }

  /** Once for all who want it; tried again until it is there. */
  function load(organisationId: OrganisationId): void {
    if (isStopped || states.has(organisationId)) return;
    states.set(organisationId, 'loading');
    read(organisationId).catch((error: unknown) => {
      // The end of the thread has been told already.
      if (isStopped || states.get(organisationId) === 'later') return;
      logger.warn({ err: error, organisationId }, 'a directory could not be read into memory: PostgreSQL answers');
      loadLater(organisationId, pauseMs());
    });
  }

  function reload(organisationId: OrganisationId): void {
    const host = hosts.get(organisationId);
    if (host === undefined) return;
    void host.forget(organisationId).catch(() => undefined);
    // An import goes on: what is read now is not the last of it.
    loadLater(organisationId, afterImportMs);
  }

  return {
    async warm() {
      const large = await db
        .selectFrom('contact')
        .select('organisation_id')
        .groupBy('organisation_id')
        .having(({ fn }) => fn.countAll(), '>', largeDirectory)
        .execute();
      for (const { organisation_id } of large) load(organisation_id);
    },
    async ask(organisationId, question) {
      const host = states.get(organisationId) === 'ready' ? hosts.get(organisationId) : undefined;
      if (host === undefined) load(organisationId);
      return host === undefined ? null : withDeadline(clock, patienceMs, question(host), null);
    },
    async changed(organisationId, contactIds) {
      const host = hosts.get(organisationId);
      if (host === undefined) return;
      if (contactIds === null) return reload(organisationId);
      try {
        await host.change(organisationId, contactIds);
      } catch (error) {
        if (isStopped || hosts.get(organisationId) !== host) return;
        logger.warn({ err: error, organisationId }, 'a changed contact could not be read: PostgreSQL answers');
        reload(organisationId);
      }
    },
    changedEverywhere: () => [...hosts.keys()].forEach(reload),
    async stop() {
      isStopped = true;
      await thread?.stop();
    },
  };
}

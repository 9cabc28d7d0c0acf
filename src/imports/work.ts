import type { Kysely } from 'kysely';
import { VaxelError } from '../contract/errors';
import type { OrganisationId } from '../contract/ids';
import type { ImportId, ImportView } from '../contract/imports/imports';
import { createOwned } from '../ownership/owned';
import type { Clock } from '../ports/clock';
import type { Database } from '../ports/database';
import type { Logger } from '../ports/logger';
import type { Ownership } from '../ports/ownership';
import { createSweep } from '../time/sweep';
import type { ImportJob, RunJob } from './jobs';
import { fail, putBack, unfinished } from './unfinished';

export type Progress = ImportView['progress'];

/**
 * What is done to imports in this process. An import is owned from before its row says that it works until it says that
 * it does not; one that works and is nobody's was left by a server that ended or by a database that went away, and is
 * put back to where it was.
 */
export interface ImportWork {
  progressOf(id: ImportId): Progress;
  /**
   * Ours from now on, until `leave`, or the end of the job.
   * @throws VaxelError administration.busy, server.unavailable
   */
  take(id: ImportId): Promise<void>;
  /** Nothing is done to it; in whatever state its row is, it can be told by. */
  leave(id: ImportId): void;
  /** Does the job of an import that was taken and let in; its progress and its end are in the view. */
  begin(job: ImportJob): void;
  /** Puts back what is nobody's any more, of one organisation or of all. @returns how many @throws as the database */
  recover(organisationId?: OrganisationId): Promise<number>;
  start(): Promise<void>;
  stop(): void;
}

export interface ImportWorkDeps {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>;
  readonly ownership: Ownership;
  readonly runJob: RunJob;
}

export function createImportWork({ db, clock, logger, ownership, runJob }: ImportWorkDeps): ImportWork {
  const taken = new Map<ImportId, { readonly ending: AbortController; progress: Progress }>();
  // Another process may have it from now on: the job ends, its transaction is undone, and the row is not ours.
  const owned = createOwned(ownership, 'import', (id) => taken.get(id)?.ending.abort());
  const sweep = createSweep({
    clock,
    work: () => recover(),
    nextInMs: async () => null,
    onFailure: (error) => logger.warn({ err: error }, 'imports that were left cannot be put back yet'),
  });

  function leave(id: ImportId): void {
    taken.delete(id);
    owned.release(id);
    sweep.ask();
  }

  async function work(job: ImportJob): Promise<void> {
    const mine = taken.get(job.importId);
    if (mine === undefined) return;
    const told = (done: number, total: number): void => void (mine.progress = { done, total });
    try {
      await runJob(job, told, mine.ending.signal);
    } catch (error) {
      logger.warn({ err: error, importId: job.importId, job: job.kind }, 'an import could not be carried out');
      const isStale = error instanceof VaxelError && error.code === 'administration.changedMeanwhile';
      if (owned.isOwn(job.importId)) await fail(db, job, isStale ? 'changed' : 'failed');
    }
  }

  /** One look at a time: what the one has put back may be at work again for the other. */
  let looking: Promise<unknown> = Promise.resolve();
  function recover(organisationId?: OrganisationId): Promise<number> {
    const look = looking.then(() => lookFor(organisationId));
    looking = look.catch(() => undefined);
    return look;
  }

  async function lookFor(organisationId: OrganisationId | undefined): Promise<number> {
    let count = 0;
    for (const row of await unfinished(db, organisationId)) {
      if (taken.has(row.id) || !(await owned.own(row.id))) continue;
      try {
        if (taken.has(row.id)) continue;
        await putBack(db, row);
        count += 1;
      } finally {
        if (!taken.has(row.id)) owned.release(row.id);
      }
    }
    if (count > 0) logger.info({ imports: count }, 'imports that were left are where they were before');
    return count;
  }

  return {
    leave,
    recover,
    progressOf: (id) => taken.get(id)?.progress ?? null,
    async take(id) {
      if (taken.has(id)) throw new VaxelError('administration.busy', 'Something is done to this import.');
      const mine = { ending: new AbortController(), progress: null };
      taken.set(id, mine);
      await looking;
      const isOurs = await owned.own(id).catch((error: unknown) => {
        taken.delete(id);
        throw error;
      });
      if (isOurs) return;
      taken.delete(id);
      throw new VaxelError('administration.busy', 'Another server does something to this import.');
    },
    begin(job) {
      work(job)
        .catch((error: unknown) => logger.error({ err: error, importId: job.importId }, 'an import is put back later'))
        .finally(() => leave(job.importId));
    },
    async start() {
      await recover();
      sweep.ask();
    },
    stop: () => sweep.stop(),
  };
}

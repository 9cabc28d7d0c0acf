import type { Kysely } from 'kysely';
import type { AuditLog } from '../ports/audit';
import type { Database } from '../ports/database';
import { apply, type ApplyJob } from './apply';
import { dryRun, type DryRunJob, type OnProgress } from './dry-run';
import { undo, type UndoJob } from './undo';

/** What is done to an import; all that it needs, as it goes to another thread. */
export type ImportJob =
  | ({ readonly kind: 'dryRun' } & DryRunJob)
  | ({ readonly kind: 'apply' } & ApplyJob)
  | ({ readonly kind: 'undo' } & UndoJob);

/**
 * Does a job, here or in a thread of its own.
 * @param ending aborted when nothing more of it may be done
 * @throws VaxelError, and what the database throws
 */
export type RunJob = (job: ImportJob, onProgress: OnProgress, ending: AbortSignal) => Promise<void>;

export const createRunJob =
  (db: Kysely<Database>, audit: AuditLog): ((job: ImportJob, onProgress: OnProgress) => Promise<void>) =>
  (job, onProgress) => {
    if (job.kind === 'dryRun') return dryRun(db, job, onProgress);
    return job.kind === 'apply' ? apply(db, audit, job, onProgress) : undo(db, audit, job, onProgress);
  };

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

/** Does a job, here or in a thread of its own. @throws VaxelError, and what the database throws */
export type RunJob = (job: ImportJob, onProgress: OnProgress) => Promise<void>;

/** Begins a job that the store has let in; its progress and its end are in the view. */
export type StartJob = (job: ImportJob) => void;

export const createRunJob =
  (db: Kysely<Database>, audit: AuditLog): RunJob =>
  (job, onProgress) => {
    if (job.kind === 'dryRun') return dryRun(db, job, onProgress);
    return job.kind === 'apply' ? apply(db, audit, job, onProgress) : undo(db, audit, job, onProgress);
  };

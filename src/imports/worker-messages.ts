import type { ErrorCode } from '../contract/errors';
import type { ImportJob } from './jobs';

/** With what the thread begins. */
export interface WorkerStart {
  readonly url: string;
  readonly job: ImportJob;
}

/** What it says; the last word is `done` or `failure`. */
export type WorkerWord =
  | { readonly done: number; readonly total: number }
  | 'done'
  | { readonly failure: string; readonly code: ErrorCode | null };

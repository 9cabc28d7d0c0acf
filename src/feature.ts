import type { Router } from 'express';
import type { Kysely } from 'kysely';
import type { Measure } from './metrics/measures';
import type { AuditLog } from './ports/audit';
import type { Clock } from './ports/clock';
import type { CommandHandlers } from './ports/commands';
import type { JobHandlers, JobQueue } from './ports/jobs';
import type { Logger } from './ports/logger';
import type { Ownership } from './ports/ownership';
import type { Publisher } from './ports/publisher';
import type { LargeRequests } from './ports/requests';
import type { SnapshotParts } from './ports/snapshot';
import type { TopicGuards, TopicReaders } from './ports/topics';
import type { Wakes } from './ports/wakes';
import type { WindowListener } from './ports/windows';
import type { Database } from './ports/database';
import type { Switch } from './switch/port';

/** What every feature may stand on. */
export interface Infrastructure {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly publisher: Publisher;
  readonly jobs: JobQueue;
  readonly switch: Switch;
  readonly wakes: Wakes;
  readonly ownership: Ownership;
  /** What administrators, supervisors and delegates change is told here, in the same transaction. */
  readonly audit: AuditLog;
}

/**
 * What a feature hands in, from its `feature.ts`. Nobody but server.ts knows which features there are; each part of the
 * contract's unions is handed in by exactly one, which `compose` sees to at the start.
 */
export interface Feature {
  /** Below `/api`, behind the bearer token; its routes say `/me`, `/history` … */
  readonly router?: Router;
  /** Of its routes those that take large bodies. */
  readonly largeRequests?: LargeRequests;
  /** At `/`, without a token: it checks and parses for itself. Errors are thrown for the application's handler. */
  readonly publicRouter?: Router;
  /** By the word before the dot of the commands' names. */
  readonly commands?: Partial<CommandHandlers>;
  /** Its parts of all that a window needs to draw itself. */
  readonly snapshot?: Partial<SnapshotParts>;
  /** Values that many may watch. */
  readonly topics?: Partial<TopicReaders>;
  /** Of these: whether somebody may watch. */
  readonly mayWatch?: TopicGuards;
  readonly windows?: WindowListener;
  readonly jobs?: Partial<JobHandlers>;
  /** Figures for `/metrics`, named `vaxel_…`. */
  readonly metrics?: readonly Measure[];
  /** At the start and once a night, and again until it succeeds: what has an end leaves the database. */
  purge?(): Promise<void>;
  /** In the order of the list, before the first request, command or job. @throws VaxelError server.unavailable */
  start?(): Promise<void>;
  /** The word to those outside when the server ends, and what is to be stored then; the last of the list first. */
  stop?(): Promise<void>;
}

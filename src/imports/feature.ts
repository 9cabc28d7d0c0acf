import { VaxelError } from '../contract/errors';
import type { ImportId } from '../contract/imports/imports';
import type { OrganisationId } from '../contract/ids';
import type { Feature, Infrastructure } from '../feature';
import { onceEach } from '../limits/once-each';
import type { RunJob, StartJob } from './jobs';
import { createImportRoutes } from './routes';
import { createImportStore, purgeImports, resumeImports, type Progress } from './store';

export interface ImportsDeps {
  readonly runJob: RunJob;
  /** Ends what is under way. */
  stop(): Promise<void>;
}

/** Files of contacts into the directory and out of it. */
export function createImportsFeature(
  { db, audit, logger }: Pick<Infrastructure, 'db' | 'audit' | 'logger'>,
  { runJob, stop }: ImportsDeps,
): Feature {
  const progress = new Map<ImportId, Progress>();
  const importsOf = onceEach((organisationId: OrganisationId) =>
    createImportStore({ db, progressOf: (id) => progress.get(id) ?? null }, organisationId),
  );
  const startJob: StartJob = (job) => {
    const { importId, organisationId, kind } = job;
    runJob(job, (done, total) => void progress.set(importId, { done, total }))
      .catch(async (error: unknown) => {
        logger.warn({ err: error, importId, job: kind }, 'an import could not be carried out');
        const isStale = error instanceof VaxelError && error.code === 'administration.changedMeanwhile';
        await importsOf(organisationId).fail(importId, kind, isStale ? 'changed' : 'failed');
      })
      .catch((error: unknown) => logger.error({ err: error, importId }, 'an import is in no state that it can leave'))
      .finally(() => void progress.delete(importId));
  };
  return {
    router: createImportRoutes({ db, audit, importsOf, startJob }),
    start: () => resumeImports(db),
    stop,
    purge: () => purgeImports(db),
  };
}

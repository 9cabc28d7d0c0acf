import type { OrganisationId } from '../contract/ids';
import type { Feature, Infrastructure } from '../feature';
import { onceEach } from '../limits/once-each';
import type { RunJob } from './jobs';
import { createImportRoutes } from './routes';
import { createImportStore, purgeImports } from './store';
import { createImportWork } from './work';

export interface ImportsDeps {
  readonly runJob: RunJob;
  /** Ends what is under way. */
  stop(): Promise<void>;
}

/** Files of contacts into the directory and out of it. */
export function createImportsFeature(
  { db, audit, ...infrastructure }: Pick<Infrastructure, 'db' | 'audit' | 'logger' | 'clock' | 'ownership'>,
  { runJob, stop }: ImportsDeps,
): Feature {
  const work = createImportWork({ db, runJob, ...infrastructure });
  const importsOf = onceEach((organisationId: OrganisationId) => createImportStore({ db, work }, organisationId));
  return {
    router: createImportRoutes({ db, audit, importsOf, work }),
    start: () => work.start(),
    async stop() {
      work.stop();
      await stop();
    },
    purge: () => purgeImports(db),
  };
}

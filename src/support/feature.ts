import type { Feature, Infrastructure } from '../feature';
import { createHealth, type HealthDeps } from './health';
import { createLogBundle, type LogBundleDeps } from './log-bundle';
import { createSupportRoutes, largeSupportRequests } from './routes';

/** What somebody asks for who helps a person with a problem. */
export function createSupportFeature(
  { clock, db }: Infrastructure,
  deps: Omit<LogBundleDeps, 'clock'> & Omit<HealthDeps, 'clock' | 'db'>,
): Feature {
  const logBundle = createLogBundle({ ...deps, clock });
  return {
    router: createSupportRoutes({ versions: deps.versions, logBundle, health: createHealth({ ...deps, clock, db }) }),
    largeRequests: largeSupportRequests,
  };
}

import type { Feature, Infrastructure } from '../feature';
import { createLogBundle, type LogBundleDeps } from './log-bundle';
import { createSupportRoutes, largeSupportRequests } from './routes';

/** What somebody asks for who helps a person with a problem. */
export function createSupportFeature({ clock }: Infrastructure, deps: Omit<LogBundleDeps, 'clock'>): Feature {
  const logBundle = createLogBundle({ ...deps, clock });
  return { router: createSupportRoutes({ versions: deps.versions, logBundle }), largeRequests: largeSupportRequests };
}

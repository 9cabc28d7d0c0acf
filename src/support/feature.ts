import type { Feature, Infrastructure } from '../feature';
import { createLogBundle, type LogBundleDeps } from './log-bundle';
import { createSupportRoutes } from './routes';

/** What somebody asks for who helps a person with a problem. */
export function createSupportFeature({ clock }: Infrastructure, deps: Omit<LogBundleDeps, 'clock'>): Feature {
  return { router: createSupportRoutes({ versions: deps.versions, logBundle: createLogBundle({ ...deps, clock }) }) };
}

import type { Feature, Infrastructure } from '../feature';
import type { LinesFeature } from '../lines/feature';
import { gauge } from '../metrics/measures';
import { createSecrets } from '../secrets/secrets';
import { trunkListId } from '../contract/trunks/choices';
import { createTrunkRoutes, type TrunkRoutesDeps } from './routes';
import { createTrunkService } from './service';
import { purgeRemovedTrunks } from './store';

export interface TrunksDeps extends Pick<LinesFeature, 'lines'>, Pick<TrunkRoutesDeps, 'callVerdictOf'> {
  /** Those that passwords are sealed with, the newest first. */
  readonly secretKeys: readonly string[];
}

/** The ways to the telephone network, and how they do. */
export function createTrunksFeature(infrastructure: Infrastructure, deps: TrunksDeps): Feature {
  const { db, clock } = infrastructure;
  const secrets = createSecrets(deps.secretKeys);
  const service = createTrunkService({
    ...{ ...infrastructure, secrets },
    ownerOf: (number) => deps.lines.byNumber(number)?.organisationId ?? null,
  });
  const countryOf: TrunkRoutesDeps['countryOf'] = (organisationId) =>
    deps.lines.organisation(organisationId)?.country ?? 'SE';
  return {
    router: createTrunkRoutes({ ...infrastructure, ...deps, secrets, service, countryOf }),
    topics: {
      trunks(organisationId, trunkId) {
        const rev = trunkId === trunkListId ? service.revisionOf(organisationId) : null;
        return rev === null ? null : { trunkId, rev };
      },
    },
    metrics: [
      gauge('vaxel_trunk_up', 'Trunks that are used: 1 = calls can go over it', service.standing, ['trunk']),
      gauge('vaxel_trunk_refused', 'Why an operator does not register a trunk', service.refusals, [
        ...(['trunk', 'reason', 'status'] as const),
      ]),
    ],
    start: service.start,
    stop: async () => service.stop(),
    purge: () => purgeRemovedTrunks(db, clock.nowMs()),
  };
}

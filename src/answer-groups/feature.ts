import { Router } from 'express';
import type { Feature, Infrastructure } from '../feature';
import type { LinesFeature } from '../lines/feature';
import { createAdministrationRoutes } from './administration-routes';
import { purgeEvents } from './queue-store';
import { createGroupRoutes } from './routes';

export interface AnswerGroupsDeps extends Pick<LinesFeature, 'lines'> {
  /** Of what statistics are made of. */
  readonly keepDays: number;
}

/** People who answer calls to one number together. */
export function createAnswerGroupsFeature(infrastructure: Infrastructure, deps: AnswerGroupsDeps): Feature {
  const { db, clock } = infrastructure;
  return {
    router: Router()
      .use(createAdministrationRoutes({ ...infrastructure, ...deps }))
      .use(createGroupRoutes(infrastructure)),
    purge: () => purgeEvents(db, new Date(clock.nowMs() - deps.keepDays * 86_400_000)),
  };
}

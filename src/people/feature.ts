import type { Feature, Infrastructure } from '../feature';
import type { LinesFeature } from '../lines/feature';
import { takeEntered } from './entered-by-sql';
import { createPeopleRoutes } from './routes';
import { createPeopleStores } from './store';

export type PeopleDeps = Pick<LinesFeature, 'lines' | 'lineStates'>;

/** The directory, and who oneself is. */
export function createPeopleFeature({ db, logger, wakes }: Infrastructure, { lines, lineStates }: PeopleDeps): Feature {
  const peopleOf = createPeopleStores(db, lines.extensionLengths);
  return {
    router: createPeopleRoutes({ peopleOf, lineOf: lineStates.of }),
    snapshot: { me: ({ organisationId, userId, roles }) => peopleOf(organisationId).me(userId, roles) },
    start: () => takeEntered({ db, logger, wakes }),
  };
}

import { Router } from 'express';
import type { StandingOf } from '../calls/standing';
import type { GroupId, OrganisationId } from '../contract/ids';
import type { Feature, Infrastructure } from '../feature';
import type { LinesFeature } from '../lines/feature';
import type { PeopleFeature } from '../people/feature';
import { createChanges } from './changes';
import { createCompanyGroupRoutes } from './company-group-routes';
import { createCompanyGroupsCsv } from './company-groups-csv';
import { createFreeWatchRoutes } from './free-watch-routes';
import { createFreeWatches, type FreeWatchDeps } from './free-watches';
import type { Reader } from './group-members';
import { purgeDeleted } from './groups';
import { readMarks, type Marks } from './marks';
import { createOwnContactRoutes, largeContactRequests } from './own-contact-routes';
import { createPhotoRoutes } from './photo-routes';
import { createNumbering } from './read-number';
import { createGroupRoutes } from './routes';
import { createStandingOf } from './standing';

export interface ContactsFeature extends Feature {
  readonly standingOf: StandingOf;
  /** Favourites and VIPs of a person. @throws VaxelError server.unavailable */
  marksOf(reader: Reader): Promise<Marks>;
  /** Tells windows that members of a company's group have changed, once that is stored. */
  groupChanged(organisationId: OrganisationId, id: GroupId): void;
}

export type ContactsDeps = Pick<LinesFeature, 'lines' | 'lineStates'> &
  Pick<PeopleFeature, 'peopleOf' | 'personalChanged'> &
  Pick<FreeWatchDeps, 'isAvailable' | 'zoneOf' | 'hasWindow'>;

/** What a person makes of the directory: groups, favourites, VIP and Blocked, and contacts of his or her own. */
export function createContactsFeature(
  { db, publisher, clock, jobs, logger, audit }: Infrastructure,
  { lines, lineStates, peopleOf, personalChanged, ...knowledge }: ContactsDeps,
): ContactsFeature {
  const changes = createChanges({ publisher, nowMs: clock.nowMs(), personalChanged });
  const numbering = createNumbering(lines);
  const watches = createFreeWatches({ db, publisher, clock, jobs, logger, lines, lineOf: lineStates.of, ...knowledge });
  const router = Router();
  router.use(
    createGroupRoutes({ db, changes, numbering, lineOf: lineStates.of }),
    createOwnContactRoutes({ db, changes, numbering, peopleOf }),
    createFreeWatchRoutes(watches, changes),
    createCompanyGroupsCsv({ db, audit }),
    createCompanyGroupRoutes({ db, changes, audit }),
    createPhotoRoutes({ db, audit }),
  );
  return {
    standingOf: createStandingOf(db),
    marksOf: (reader) => readMarks(db, reader),
    groupChanged: changes.group,
    router,
    largeRequests: largeContactRequests,
    topics: { groups: changes.state },
    purge: () => purgeDeleted(db),
    start: watches.start,
    stop: async () => watches.stop(),
  };
}

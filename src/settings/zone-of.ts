import type { Kysely } from 'kysely';
import type { OrganisationId, UserId } from '../contract/ids';
import { timeZoneFor } from '../contract/time-zone';
import type { Database } from '../ports/database';

/** The zone in which a person reads times. @throws VaxelError server.unavailable */
export type ZoneOf = (organisationId: OrganisationId, userId: UserId) => Promise<string>;

export function createZoneOf(db: Kysely<Database>): ZoneOf {
  return async (organisationId, userId) => {
    const row = await db
      .selectFrom('organisation')
      .leftJoin('user_setting', (join) =>
        join.onRef('user_setting.organisation_id', '=', 'organisation.id').on('user_setting.user_id', '=', userId),
      )
      .select(['user_setting.time_zone as chosen', 'browser_time_zone as browser', 'organisation.time_zone as office'])
      .where('organisation.id', '=', organisationId)
      .executeTakeFirst();
    return row === undefined ? 'UTC' : timeZoneFor(row.chosen, row.browser, row.office);
  };
}

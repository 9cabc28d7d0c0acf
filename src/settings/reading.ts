import type { Kysely } from 'kysely';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Database } from '../ports/database';

/** What a person has chosen, or a browser has told, of how texts are to be read; null = nothing. */
export interface Reading {
  /** BCP 47. */
  readonly language: string | null;
  /** `organisation` or an IANA name. */
  readonly timeZone: string | null;
  readonly browserTimeZone: string | null;
}

const nothing: Reading = { language: null, timeZone: null, browserTimeZone: null };

/** For whoever writes to a person who has no window open. */
export async function readingOf(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  userId: UserId,
): Promise<Reading> {
  const row = await db
    .selectFrom('user_setting')
    .select(['language', 'time_zone as timeZone', 'browser_time_zone as browserTimeZone'])
    .where('organisation_id', '=', organisationId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row ?? nothing;
}

import type { Kysely } from 'kysely';
import type { ContactId } from '../contract/ids';
import type { Database } from '../ports/database';
import type { Reader } from './group-members';

/** Whom a person means more often than others, the latest first. */
export interface Marks {
  readonly favourites: ContactId[];
  readonly vip: ContactId[];
}

/** More do not rank a search any better. */
const most = 300;

/** @throws VaxelError server.unavailable */
export async function readMarks(db: Kysely<Database>, { organisationId, userId }: Reader): Promise<Marks> {
  const [favourites, vip] = await Promise.all([
    db
      .selectFrom('favourite')
      .select('contact_id')
      .where('organisation_id', '=', organisationId)
      .where('user_id', '=', userId)
      .orderBy('added_at', 'desc')
      .limit(most)
      .execute(),
    db
      .selectFrom('caller_mark')
      .select('contact_id')
      .where('organisation_id', '=', organisationId)
      .where('user_id', '=', userId)
      .where('mark', '=', 'vip')
      .where('contact_id', 'is not', null)
      .orderBy('added_at', 'desc')
      .limit(most)
      .execute(),
  ]);
  return {
    favourites: favourites.map(({ contact_id }) => contact_id),
    vip: vip.flatMap(({ contact_id }) => contact_id ?? []),
  };
}

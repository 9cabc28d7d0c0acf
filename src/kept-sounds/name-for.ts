import type { Kysely } from 'kysely';
import { VaxelError } from '../contract/errors';
import type { SoundId } from '../contract/ids';
import type { Database } from '../ports/database';
import type { SoundRoutesDeps } from './sound-routes';

/** What a sound is called as a file. What all callers hear is everybody's to hear, a person's own is the person's. */
export const createNameFor =
  (db: Kysely<Database>): SoundRoutesDeps<SoundId>['nameFor'] =>
  async ({ organisationId, userId }, id) => {
    const row = await db
      .selectFrom('kept_sound')
      .select('id')
      .where('organisation_id', '=', organisationId)
      .where('id', '=', id)
      .where((eb) => eb.or([eb('user_id', 'is', null), eb('user_id', '=', userId)]))
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    if (row === undefined) throw new VaxelError('request.notFound', 'There is no such sound.');
    return `sound-${id.slice(0, 8)}`;
  };

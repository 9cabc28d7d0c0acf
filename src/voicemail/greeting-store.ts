import { sql, type Kysely } from 'kysely';
import { VaxelError } from '../contract/errors';
import type { ActivityId, OrganisationId, SoundId, UserId } from '../contract/ids';
import type { GreetingFor } from '../contract/voicemail/greetings';
import type { Database } from '../ports/database';

/** Which sounds one person's callers hear, in the database. */
export interface GreetingStore {
  list(): Promise<readonly { readonly saidTo: GreetingFor; readonly soundId: SoundId }[]>;
  /** @throws VaxelError request.notFound */
  find(saidTo: GreetingFor): Promise<SoundId>;
  /** Within a transaction. @returns the sound that was heard before; null = there was none */
  set(saidTo: GreetingFor, soundId: SoundId): Promise<SoundId | null>;
  /** @returns the sound that was heard @throws VaxelError request.notFound */
  remove(saidTo: GreetingFor): Promise<SoundId>;
}

const audiences: ReadonlySet<string> = new Set(['all', 'internal', 'external']);
const activityIn = (saidTo: GreetingFor): ActivityId | null => (audiences.has(saidTo) ? null : (saidTo as ActivityId));

export function createGreetingStore(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  userId: UserId,
): GreetingStore {
  return {
    async list() {
      const rows = await db
        .selectFrom('voicemail_greeting')
        .select(['said_to as saidTo', 'sound_id as soundId'])
        .where('organisation_id', '=', organisationId)
        .where('user_id', '=', userId)
        .execute();
      return rows;
    },
    async find(saidTo) {
      const row = await db
        .selectFrom('voicemail_greeting')
        .select('sound_id')
        .where('organisation_id', '=', organisationId)
        .where('user_id', '=', userId)
        .where('said_to', '=', saidTo)
        .executeTakeFirst();
      return found(row).sound_id;
    },
    async set(saidTo, soundId) {
      // One after the other, so that each knows what the other has said.
      await sql`select pg_advisory_xact_lock(hashtext(${`greetings/${userId}`}))`.execute(db);
      const before = await db
        .selectFrom('voicemail_greeting')
        .select('sound_id')
        .where('organisation_id', '=', organisationId)
        .where('user_id', '=', userId)
        .where('said_to', '=', saidTo)
        .executeTakeFirst();
      await db
        .insertInto('voicemail_greeting')
        .values({
          ...{ organisation_id: organisationId, user_id: userId, said_to: saidTo },
          ...{ activity_id: activityIn(saidTo), sound_id: soundId },
        })
        .onConflict((conflict) => conflict.columns(['user_id', 'said_to']).doUpdateSet({ sound_id: soundId }))
        .execute();
      return before?.sound_id ?? null;
    },
    async remove(saidTo) {
      const row = await db
        .deleteFrom('voicemail_greeting')
        .where('organisation_id', '=', organisationId)
        .where('user_id', '=', userId)
        .where('said_to', '=', saidTo)
        .returning('sound_id')
        .executeTakeFirst();
      return found(row).sound_id;
    },
  };
}

function found<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new VaxelError('request.notFound', 'There is no such greeting.');
  return row;
}

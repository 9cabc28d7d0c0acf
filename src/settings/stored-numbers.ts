import type { Kysely } from 'kysely';
import type { UserId } from '../contract/ids';
import type { Database } from '../ports/database';

/** The numbers to show that people have chosen: E.164 or `anonymous`. */
export interface StoredNumbers {
  /** Null = the user's first number. */
  of(userId: UserId): Promise<string | null>;
  /** Of everybody who has chosen one. */
  all(): Promise<(readonly [UserId, string])[]>;
}

export function createStoredNumbers(db: Kysely<Database>): StoredNumbers {
  return {
    async of(userId) {
      const row = await db
        .selectFrom('user_setting')
        .select('number_to_show')
        .where('user_id', '=', userId)
        .executeTakeFirst();
      return row?.number_to_show ?? null;
    },
    async all() {
      const rows = await db
        .selectFrom('user_setting')
        .select(['user_id', 'number_to_show'])
        .where('number_to_show', 'is not', null)
        .execute();
      return rows.flatMap(({ user_id, number_to_show }) =>
        number_to_show === null ? [] : [[user_id, number_to_show] as const],
      );
    },
  };
}

import type { Kysely } from 'kysely';
import type { UserId } from '../contract/ids';
import type { Principal } from '../ports/principal';
import type { Logger } from '../ports/logger';
import type { Database } from '../ports/database';

/** Most people whose zone is remembered to be stored already; beyond it one is written once too often. */
const mostKnown = 50_000;

/**
 * Keeps the zone of the computer that each person used last, for what the server writes when nobody is there (the bot's
 * cards).
 * Told at each connection, stored when it is another one; never rejects.
 */
export function createKeepTimeZone(
  db: Kysely<Database>,
  logger: Pick<Logger, 'warn'>,
): (principal: Principal, timeZone: string) => Promise<void> {
  const known = new Map<UserId, string>();

  async function store({ organisationId, userId }: Principal, timeZone: string): Promise<void> {
    await db
      .insertInto('user_setting')
      .values({
        user_id: userId,
        organisation_id: organisationId,
        language: null,
        number_to_show: null,
        call_from: null,
        browser_time_zone: timeZone,
      })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ browser_time_zone: timeZone }))
      .execute();
  }

  return async (principal, timeZone) => {
    const { userId } = principal;
    if (known.get(userId) === timeZone) return;
    if (known.size >= mostKnown) known.clear();
    known.set(userId, timeZone);
    await store(principal, timeZone).catch((error: unknown) => {
      known.delete(userId);
      logger.warn({ userId, err: error }, 'the time zone of a browser could not be stored');
    });
  };
}

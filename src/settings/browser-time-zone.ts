import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { UserId } from '../contract/ids';
import { createGathered } from '../time/gathered';
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
  const store = createGathered(
    ({ userId }: UsersZone) => userId,
    async (zones) => {
      await storeZones(db, zones);
      return zones.map(() => undefined);
    },
    // One write at a time, so that of two zones of a user the later one stays.
    { atOnce: 1 },
  );

  return async ({ organisationId, userId }, timeZone) => {
    if (known.get(userId) === timeZone) return;
    if (known.size >= mostKnown) known.clear();
    known.set(userId, timeZone);
    await store({ organisationId, userId, timeZone }).catch((error: unknown) => {
      known.delete(userId);
      logger.warn({ userId, err: error }, 'the time zone of a browser could not be stored');
    });
  };
}

interface UsersZone extends Pick<Principal, 'organisationId' | 'userId'> {
  readonly timeZone: string;
}

/**
 * After a restart everybody's is told anew, and hardly any is another: what is the same is not written. A user who is
 * gone meanwhile does not keep the others' from being stored.
 */
async function storeZones(db: Kysely<Database>, zones: readonly UsersZone[]): Promise<void> {
  const [organisations, users, names] = [
    zones.map(({ organisationId }) => organisationId),
    zones.map(({ userId }) => userId),
    zones.map(({ timeZone }) => timeZone),
  ];
  await sql`
    insert into user_setting (user_id, organisation_id, browser_time_zone)
    select app_user.id, app_user.organisation_id, told.time_zone
    from unnest(${organisations}::uuid[], ${users}::uuid[], ${names}::text[])
      as told (organisation_id, user_id, time_zone)
    join app_user on app_user.organisation_id = told.organisation_id and app_user.id = told.user_id
    on conflict (user_id) do update set browser_time_zone = excluded.browser_time_zone
    where user_setting.browser_time_zone is distinct from excluded.browser_time_zone`.execute(db);
}

import type { Kysely } from 'kysely';
import type { DeviceId, OrganisationId, UserId } from '../contract/ids';
import type { Database } from '../ports/database';

/** Whether the user ever enrolled the device; it need not be reachable now. */
export async function isDeviceOf(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  userId: UserId,
  deviceId: DeviceId,
): Promise<boolean> {
  const found = await db
    .selectFrom('device')
    .select('id')
    .where('id', '=', deviceId)
    .where('user_id', '=', userId)
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  return found !== undefined;
}

import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { showNoNumber } from '../contract/devices/sip';
import type { DeviceId, OrganisationId, UserId } from '../contract/ids';
import type { Settings, SettingsChange } from '../contract/settings/settings';
import { defaultSettings, Settings as SettingsSchema } from '../contract/settings/settings';
import { isDeviceOf } from '../devices/is-device-of';
import { createGathered } from '../time/gathered';
import { readNumbers } from '../people/me';
import type { Database } from '../ports/database';

/** The settings of the people of one organisation. */
export interface SettingsStore {
  /** A number to show or a device that is no longer the user's reads as null, the default. */
  read(userId: UserId): Promise<Settings>;
  /** Changes the given keys and returns the whole. */
  change(userId: UserId, change: SettingsChange): Promise<Settings>;
  /** E.164. */
  numbersOf(userId: UserId): Promise<string[]>;
  /** Whether the device was ever enrolled by the user; it need not be reachable now. */
  isDeviceOf(userId: UserId, deviceId: DeviceId): Promise<boolean>;
}

const { shape } = SettingsSchema;

export function createSettingsStore(db: Kysely<Database>, organisationId: OrganisationId): SettingsStore {
  async function numbersOf(userId: UserId): Promise<string[]> {
    return (await readNumbers(db, organisationId, userId)).map(({ number }) => number);
  }

  const ownsDevice = (userId: UserId, deviceId: DeviceId): Promise<boolean> =>
    isDeviceOf(db, organisationId, userId, deviceId);

  const readRow = createReadRow(db, organisationId);

  async function read(userId: UserId): Promise<Settings> {
    const row = await readRow(userId);
    if (row === undefined) return defaultSettings;
    const shown = row.number_to_show;
    const stillMine = shown === showNoNumber || row.number_is_theirs;
    return {
      language: shape.language.safeParse(row.language).data ?? null,
      timeZone: shape.timeZone.safeParse(row.time_zone).data ?? null,
      notifications: row.notifications,
      numberToShow: stillMine ? shown : null,
      callFrom: await placeOf(userId, row.call_from),
      shortcuts: shape.shortcuts.safeParse(row.shortcuts).data ?? {},
    };
  }

  async function placeOf(userId: UserId, stored: string | null): Promise<Settings['callFrom']> {
    const place = shape.callFrom.safeParse(stored).data ?? null;
    return place === null || place === 'mobile' || (await ownsDevice(userId, place)) ? place : null;
  }

  return {
    read,
    numbersOf,
    isDeviceOf: ownsDevice,
    async change(userId, change) {
      const values = columnsOf(change);
      await db
        .insertInto('user_setting')
        .values({
          user_id: userId,
          organisation_id: organisationId,
          language: null,
          number_to_show: null,
          call_from: null,
          ...values,
        })
        .onConflict((conflict) =>
          Object.keys(values).length === 0 ? conflict.doNothing() : conflict.column('user_id').doUpdateSet(values),
        )
        .execute();
      return read(userId);
    },
  };
}

/** Many who ask at once are read together. */
function createReadRow(db: Kysely<Database>, organisationId: OrganisationId) {
  const isTheirs = sql<boolean>`exists (
    select from user_number
    where user_number.organisation_id = user_setting.organisation_id
      and user_number.user_id = user_setting.user_id and number = number_to_show
  )`;
  return createGathered(
    (userId: UserId) => userId,
    async (userIds) => {
      const rows = await db
        .selectFrom('user_setting')
        .select(['user_id', 'language', 'time_zone', 'notifications', 'number_to_show', 'call_from', 'shortcuts'])
        .select(isTheirs.as('number_is_theirs'))
        .where('user_id', 'in', userIds)
        .where('organisation_id', '=', organisationId)
        .execute();
      const byUser = new Map(rows.map((row) => [row.user_id, row]));
      return userIds.map((userId) => byUser.get(userId));
    },
  );
}

/** Only what the change names. */
const columnsOf = (change: SettingsChange) => ({
  ...(change.language === undefined ? {} : { language: change.language }),
  ...(change.timeZone === undefined ? {} : { time_zone: change.timeZone }),
  ...(change.notifications === undefined ? {} : { notifications: change.notifications }),
  ...(change.numberToShow === undefined ? {} : { number_to_show: change.numberToShow }),
  ...(change.callFrom === undefined ? {} : { call_from: change.callFrom }),
  ...(change.shortcuts === undefined ? {} : { shortcuts: JSON.stringify(change.shortcuts) }),
});

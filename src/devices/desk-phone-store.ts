import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { NewDeskPhone } from '../contract/devices/desk-phones';
import { mostDeskPhones, phoneSetupLastsMs } from '../contract/devices/phone-limits';
import { VaxelError } from '../contract/errors';
import type { DeviceId, OrganisationId, UserId } from '../contract/ids';
import type { Database, DeskPhoneTable } from '../ports/database';

export interface DeskPhoneRow extends Selectable<DeskPhoneTable> {
  readonly label: string;
}

/** Whose phones. */
export interface Owner {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
}

const rows = (db: Kysely<Database>) =>
  db
    .selectFrom('desk_phone')
    .innerJoin('device', 'device.id', 'desk_phone.device_id')
    .selectAll('desk_phone')
    .select('device.label');

/** Of every organisation, as the server starts. */
export const allDeskPhones = (db: Kysely<Database>): Promise<DeskPhoneRow[]> => rows(db).execute();

export const deskPhonesOf = (db: Kysely<Database>, { organisationId, userId }: Owner): Promise<DeskPhoneRow[]> =>
  rows(db)
    .where('desk_phone.organisation_id', '=', organisationId)
    .where('desk_phone.user_id', '=', userId)
    .orderBy('device.label')
    .orderBy('desk_phone.device_id')
    .execute();

/** @throws VaxelError request.notFound */
export async function readDeskPhone(
  db: Kysely<Database>,
  { organisationId, userId }: Owner,
  deviceId: DeviceId,
): Promise<DeskPhoneRow> {
  const row = await rows(db)
    .where('desk_phone.organisation_id', '=', organisationId)
    .where('desk_phone.user_id', '=', userId)
    .where('desk_phone.device_id', '=', deviceId)
    .executeTakeFirst();
  if (row === undefined) throw new VaxelError('request.notFound');
  return row;
}

/** A name that no phone of anybody has, short enough to be typed on its keys. */
export const newUsername = (): string => `t${randomBytes(5).toString('hex')}`;

/** @throws VaxelError device.tooManyPhones | request.notFound when the person is nobody of the organisation */
export async function insertDeskPhone(
  transaction: Transaction<Database>,
  { organisationId, userId }: Owner,
  { label, transport }: NewDeskPhone,
  { username, digest }: Pick<DeskPhoneTable, 'username' | 'digest'>,
): Promise<DeskPhoneRow> {
  const owner = await transaction
    .selectFrom('app_user')
    .select('id')
    .where('id', '=', userId)
    .where('organisation_id', '=', organisationId)
    .where('deactivated_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (owner === undefined) throw new VaxelError('request.notFound');
  const { length } = await deskPhonesOf(transaction, { organisationId, userId });
  if (length >= mostDeskPhones) throw new VaxelError('device.tooManyPhones', `at most ${mostDeskPhones} desk phones`);
  const id = randomUUID() as DeviceId;
  const common = { organisation_id: organisationId, user_id: userId };
  await transaction
    .insertInto('device')
    .values({ ...common, id, window_id: id, kind: 'deskPhone', label })
    .execute();
  const row = await transaction
    .insertInto('desk_phone')
    .values({ ...common, device_id: id, username, digest, transport })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { ...row, label };
}

export async function storeDigest(
  transaction: Transaction<Database>,
  { device_id: id, organisation_id: organisationId }: DeskPhoneRow,
  digest: string,
): Promise<void> {
  await transaction
    .updateTable('desk_phone')
    .set({ digest })
    .where('device_id', '=', id)
    .where('organisation_id', '=', organisationId)
    .execute();
}

/** Its account goes with it. */
export async function deleteDeskPhone(
  transaction: Transaction<Database>,
  { device_id: id, organisation_id: organisationId }: DeskPhoneRow,
): Promise<void> {
  await transaction.deleteFrom('device').where('id', '=', id).where('organisation_id', '=', organisationId).execute();
}

/** What the phone said of itself, or null when it is gone. */
export async function storeSeen(db: Kysely<Database>, deviceId: DeviceId, userAgent: string | null): Promise<void> {
  await db
    .updateTable('desk_phone')
    .set({ seen_at: sql<Date>`now()`, ...(userAgent === null ? {} : { user_agent: userAgent }) })
    .where('device_id', '=', deviceId)
    .execute();
}

const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** An address in place of the one before. */
export async function storeSetup(
  transaction: Transaction<Database>,
  { device_id, organisation_id }: DeskPhoneRow,
  token: string,
): Promise<Date> {
  const expires = sql<Date>`now() + ${phoneSetupLastsMs} * interval '1 ms'`;
  const values = { device_id, organisation_id, token_digest: digestOf(token), expires_at: expires };
  const { expires_at } = await transaction
    .insertInto('desk_phone_setup')
    .values(values)
    .onConflict((conflict) => conflict.column('device_id').doUpdateSet(values))
    .returning('expires_at')
    .executeTakeFirstOrThrow();
  return expires_at;
}

/** The phone that an address is of, which is used up with that. Null: it is none, or no more. */
export async function takeSetup(transaction: Transaction<Database>, token: string): Promise<DeskPhoneRow | null> {
  const taken = await transaction
    .deleteFrom('desk_phone_setup')
    .where('token_digest', '=', digestOf(token))
    .where('expires_at', '>', sql<Date>`now()`)
    .returning('device_id')
    .executeTakeFirst();
  if (taken === undefined) return null;
  const row = await rows(transaction).where('desk_phone.device_id', '=', taken.device_id).executeTakeFirst();
  return row ?? null;
}

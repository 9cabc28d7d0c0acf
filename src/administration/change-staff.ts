import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import { DatabaseError } from 'pg';
import type {
  BulkChange,
  BulkResult,
  Deactivation,
  NewStaff,
  StaffChange,
  StaffView,
} from '../contract/administration/staff';
import type { AuditAction } from '../contract/audit/audit';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, UserId } from '../contract/ids';
import { readNumber } from '../contract/numbers/numbers';
import { phoneLibrary } from '../contract/numbers/phone-library';
import { addPerson, nextExtension, requireExtension } from '../joining/new-person';
import type { AuditEntry, AuditLog, ToldFields } from '../ports/audit';
import type { Database } from '../ports/database';
import { readPerson } from './staff';

/** Who asks, and by which request. */
export type By = Required<Pick<AuditEntry, 'actor' | 'request'>>;

/** What administrators change of people; each act is one transaction with its row in the audit log. */
export interface ChangeStaff {
  /** @throws VaxelError administration.extensionTaken, administration.extensionReserved, joining.noExtension */
  add(wanted: NewStaff, by: By): Promise<StaffView>;
  /**
   * @throws VaxelError request.notFound, administration.extensionTaken, administration.extensionReserved,
   * administration.numberTaken, request.invalid
   */
  change(userId: UserId, change: StaffChange, by: By): Promise<StaffView>;
  /** Signs out, ends calls, takes devices away; @throws VaxelError request.notFound, administration.notNow */
  deactivate(userId: UserId, how: Deactivation, by: By): Promise<StaffView>;
  reactivate(userId: UserId, by: By): Promise<StaffView>;
  /** The same change for several: what it would do, or what it did. */
  bulk(change: BulkChange, by: By): Promise<BulkResult>;
}

export function createChangeStaff(db: Kysely<Database>, audit: AuditLog, organisationId: OrganisationId): ChangeStaff {
  const record = (transaction: Transaction<Database>, action: AuditAction, person: StaffView, told: object, by: By) =>
    audit.record(transaction, organisationId, {
      ...by,
      action,
      object: { kind: 'person', id: person.userId, name: person.name },
      source: 'tab',
      ...told,
    });
  const inTransaction = <T>(work: (transaction: Transaction<Database>) => Promise<T>): Promise<T> =>
    db
      .transaction()
      .execute(work)
      .catch((error: unknown) => {
        throw taken(error) ?? error;
      });
  const own = (transaction: Transaction<Database>, userId: UserId) =>
    transaction.updateTable('app_user').where('organisation_id', '=', organisationId).where('id', '=', userId);

  return {
    add: ({ name, extension, mailAddress }, by) =>
      inTransaction(async (transaction) => {
        const organisation = await transaction
          .selectFrom('organisation')
          .select(['id', 'name', 'country'])
          .where('id', '=', organisationId)
          .executeTakeFirstOrThrow();
        const given = extension ?? (await nextExtension(transaction, organisationId));
        if (given === null) throw new VaxelError('joining.noExtension');
        const wanted = { name, extension: given, mailAddress, objectId: null };
        const person = await readPerson(
          transaction,
          organisationId,
          await addPerson(transaction, organisation, wanted),
        );
        await record(transaction, 'person.added', person, { after: told(person) }, by);
        return person;
      }),
    change: (userId, change, by) =>
      inTransaction(async (transaction) => {
        const before = await readPerson(transaction, organisationId, userId);
        const { extension, mailAddress, numbers } = change;
        if (extension !== undefined && extension !== before.extension)
          requireExtension(extension, await countryOf(transaction, organisationId));
        await writeContact(transaction, organisationId, before, change);
        if (extension !== undefined || mailAddress !== undefined)
          await own(transaction, userId)
            .set({
              ...(extension !== undefined && { extension }),
              ...(mailAddress !== undefined && { mail_address: mailAddress }),
            })
            .execute();
        if (numbers !== undefined) await writeNumbers(transaction, organisationId, userId, numbers);
        const after = await readPerson(transaction, organisationId, userId);
        await record(transaction, 'person.changed', after, { before: told(before), after: told(after) }, by);
        return after;
      }),
    deactivate: (userId, { callsTo, reason }, by) =>
      inTransaction(async (transaction) => {
        await oneAtATime(transaction, organisationId);
        const before = await readPerson(transaction, organisationId, userId);
        if (by.actor?.userId === userId || before.deactivatedAtMs !== null || callsTo === userId)
          throw new VaxelError('administration.notNow');
        const heir = callsTo === null ? null : await readPerson(transaction, organisationId, callsTo);
        if (heir !== null && heir.deactivatedAtMs !== null) throw new VaxelError('administration.notNow');
        await own(transaction, userId)
          .set({ deactivated_at: sql<Date>`now()`, calls_to_user_id: callsTo })
          .execute();
        const device = transaction.deleteFrom('device').where('organisation_id', '=', organisationId);
        await device.where('user_id', '=', userId).execute();
        // Whose calls went here: they go on to whom these go.
        await transaction
          .updateTable('app_user')
          .set({ calls_to_user_id: callsTo })
          .where('organisation_id', '=', organisationId)
          .where('calls_to_user_id', '=', userId)
          .execute();
        const after = { active: false, forwardTo: heir?.name ?? null };
        const why = reason === '' ? {} : { reason };
        await record(transaction, 'person.deactivated', before, { before: { active: true }, after, ...why }, by);
        return readPerson(transaction, organisationId, userId);
      }),
    reactivate: (userId, by) =>
      inTransaction(async (transaction) => {
        await oneAtATime(transaction, organisationId);
        const before = await readPerson(transaction, organisationId, userId);
        if (before.deactivatedAtMs === null) throw new VaxelError('administration.notNow');
        await own(transaction, userId).set({ deactivated_at: null, calls_to_user_id: null }).execute();
        await record(
          transaction,
          'person.reactivated',
          before,
          { before: { active: false }, after: { active: true } },
          by,
        );
        return readPerson(transaction, organisationId, userId);
      }),
    bulk: ({ userIds, change, preview }, by) =>
      inTransaction(async (transaction) => {
        const changes: BulkResult['changes'] = [];
        for (const userId of new Set(userIds)) {
          const before = await readPerson(transaction, organisationId, userId);
          const different = (['department', 'role'] as const).filter(
            (field) => change[field] !== undefined && before[field] !== (change[field] || null),
          );
          if (different.length === 0) continue;
          for (const field of different)
            changes.push({ userId, name: before.name, field, before: before[field], after: change[field] || null });
          if (preview) continue;
          await writeContact(transaction, organisationId, before, change);
          const after = await readPerson(transaction, organisationId, userId);
          await record(transaction, 'person.changed', after, { before: told(before), after: told(after) }, by);
        }
        return { changes };
      }),
  };
}

/**
 * Who leaves, and to whom the calls go, is changed in turn: two administrators could otherwise send calls to one who
 * leaves at the same moment. Whatever changes it without this is stopped when it commits (app_user_calls_go_on).
 */
const oneAtATime = (transaction: Transaction<Database>, organisationId: OrganisationId): Promise<unknown> =>
  transaction
    .selectFrom('organisation')
    .select('id')
    .where('id', '=', organisationId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();

const told = (person: StaffView): ToldFields => ({
  name: person.name,
  extension: person.extension,
  department: person.department,
  role: person.role,
  mailAddress: person.mailAddress,
  numbers: person.numbers.map(({ number, label }) => `${number} ${label}`),
});

/** What stands in the directory; the search text is made when the server hears of it. */
async function writeContact(
  transaction: Transaction<Database>,
  organisationId: OrganisationId,
  { contactId }: StaffView,
  { name, department, role, extension }: StaffChange,
): Promise<void> {
  const set = {
    ...(name !== undefined && { display_name: name }),
    ...(department !== undefined && { department: department || null }),
    ...(role !== undefined && { role: role || null }),
    ...(extension !== undefined && { extension }),
  };
  if (Object.keys(set).length === 0) return;
  await transaction
    .updateTable('contact')
    .set({ ...set, search_text: '' })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', contactId)
    .execute();
}

const countryOf = async (transaction: Transaction<Database>, organisationId: OrganisationId): Promise<string> =>
  (
    await transaction
      .selectFrom('organisation')
      .select('country')
      .where('id', '=', organisationId)
      .executeTakeFirstOrThrow()
  ).country;

/** All numbers anew, in their order; the card shows them as work numbers beside the others that it has. */
async function writeNumbers(
  transaction: Transaction<Database>,
  organisationId: OrganisationId,
  userId: UserId,
  wanted: NonNullable<StaffChange['numbers']>,
): Promise<void> {
  const country = await countryOf(transaction, organisationId);
  const before = await transaction
    .deleteFrom('user_number')
    .where('organisation_id', '=', organisationId)
    .where('user_id', '=', userId)
    .returning('number')
    .execute();
  const rows = wanted.map(({ number, label }, position) => ({
    number: e164(number, country),
    organisation_id: organisationId,
    user_id: userId,
    label,
    position,
  }));
  if (rows.length > 0) await transaction.insertInto('user_number').values(rows).execute();
  const gone = before.map(({ number }) => number);
  const work = rows.map(({ number }) => ({ label: 'work', number }));
  await sql`
    update contact set search_text = '', numbers = ${JSON.stringify(work)}::jsonb || coalesce((
      select jsonb_agg(each) from jsonb_array_elements(numbers) as each
      where not (each ->> 'number' = any(${[...gone, ...rows.map(({ number }) => number)]}))), '[]')
    from app_user where app_user.contact_id = contact.id and app_user.id = ${userId}
      and contact.organisation_id = ${organisationId}`.execute(transaction);
}

/** @throws VaxelError request.invalid */
export function e164(text: string, country: string): string {
  const read = readNumber(text, { country, library: phoneLibrary, isExtension: () => false });
  if (read?.kind !== 'number' || read.after !== '' || !/^\+[0-9]{5,15}$/.test(read.number))
    throw new VaxelError('administration.noNumber', `${text} is no phone number.`);
  return read.number;
}

function taken(error: unknown): VaxelError | null {
  const cause = error instanceof VaxelError ? error.cause : error;
  if (!(cause instanceof DatabaseError)) return null;
  if (cause.constraint === 'app_user_calls_go_on') return new VaxelError('administration.notNow');
  if (cause.code !== '23505') return null;
  if (cause.constraint?.includes('extension') === true) return new VaxelError('administration.extensionTaken');
  return cause.constraint?.startsWith('user_number') === true
    ? new VaxelError('administration.numberTaken')
    : new VaxelError('administration.mailTaken');
}

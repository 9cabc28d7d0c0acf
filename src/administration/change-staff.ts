import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import { DatabaseError } from 'pg';
import type {
  BulkChange,
  BulkResult,
  BulkUndo,
  Deactivation,
  NewStaff,
  StaffChange,
  StaffView,
} from '../contract/administration/staff';
import type { AuditAction } from '../contract/audit/audit';
import { VaxelError } from '../contract/errors';
import type { GroupId, OrganisationId, UserId } from '../contract/ids';
import { addPerson, nextExtension, requireExtension } from '../joining/new-person';
import type { AuditLog } from '../ports/audit';
import type { Database } from '../ports/database';
import { changeSeveral, undoSeveral } from './bulk';
import { readPerson } from './staff';
import { countryOf, told, writeContact, writeNumbers, type By } from './write-staff';

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
  /**
   * The same change for several: what it would do, or what it did. Who cannot be changed is told and stays.
   * @throws VaxelError request.notFound for a group or series that is not there
   */
  bulk(change: BulkChange, by: By): Promise<BulkResult>;
  /** Takes back what `bulk` did, where nobody has changed it since. */
  undoBulk(done: BulkUndo, by: By): Promise<BulkResult>;
}

export interface ChangeStaffDeps {
  readonly db: Kysely<Database>;
  readonly audit: AuditLog;
  /** Windows that have a company's group on screen are told. */
  groupChanged(organisationId: OrganisationId, id: GroupId): void;
}

export function createChangeStaff(deps: ChangeStaffDeps, organisationId: OrganisationId): ChangeStaff {
  const { db, audit } = deps;
  const groupChanged = (id: GroupId): void => deps.groupChanged(organisationId, id);
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
  /** Does it; a rehearsal is undone, and tells what it did. */
  async function rehearsed(
    isRehearsal: boolean,
    work: (transaction: Transaction<Database>) => Promise<BulkResult>,
  ): Promise<Rehearsed> {
    return inTransaction(async (transaction) => {
      const done = new Rehearsed(await work(transaction));
      if (isRehearsal) throw done;
      return done;
    }).catch((error: unknown) => {
      if (error instanceof Rehearsed) return error;
      throw error;
    });
  }
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
    async bulk({ userIds, change, preview }, by) {
      const { result } = await rehearsed(preview, (transaction) =>
        changeSeveral({ transaction, audit, organisationId, by }, userIds, change),
      );
      if (!preview) for (const id of new Set(result.changes.flatMap(({ groupId }) => groupId ?? []))) groupChanged(id);
      return result;
    },
    async undoBulk({ changes }, by) {
      const { result } = await rehearsed(false, (transaction) =>
        undoSeveral({ transaction, audit, organisationId, by }, changes),
      );
      for (const id of new Set(result.changes.flatMap(({ groupId }) => groupId ?? []))) groupChanged(id);
      return result;
    },
  };
}

/** Thrown to undo a transaction that went well. */
class Rehearsed extends Error {
  constructor(readonly result: BulkResult) {
    super('rehearsed');
  }
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

import type { Kysely, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { PhoneRoleId } from '../contract/calendar/calendar';
import { mostRoles } from '../contract/calendar/limits';
import type { PhoneRole, PhoneRoleDraft } from '../contract/calendar/roles';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Database } from '../ports/database';
import type { PhoneRoleTable } from '../ports/database-plans';

/** The roles of one organisation's people. */
export interface RoleStore {
  of(userId: UserId): Promise<PhoneRole[]>;
  /** @throws VaxelError calendar.tooMany */
  add(userId: UserId, id: PhoneRoleId, draft: PhoneRoleDraft): Promise<PhoneRole>;
  /** @throws VaxelError calendar.roleGone */
  change(userId: UserId, id: PhoneRoleId, draft: PhoneRoleDraft): Promise<PhoneRole>;
  /** What names it is as without one from then on. @throws VaxelError calendar.roleGone */
  remove(userId: UserId, id: PhoneRoleId): Promise<void>;
}

const columns = ['id', 'name', 'number', 'rings', 'numbers', 'activity_ids'] as const;

const toPhoneRole = (row: Pick<Selectable<PhoneRoleTable>, (typeof columns)[number]>): PhoneRole => ({
  id: row.id,
  name: row.name,
  number: row.number,
  rings: row.rings,
  numbers: row.numbers,
  activityIds: row.activity_ids,
});

const valuesOf = ({ name, number, rings, numbers, activityIds }: PhoneRoleDraft) => ({
  name,
  number,
  rings: JSON.stringify(rings),
  numbers: numbers === null ? null : JSON.stringify(numbers),
  activity_ids: JSON.stringify(activityIds),
});

export function createRoleStore(db: Kysely<Database>, organisationId: OrganisationId): RoleStore {
  const rows = () => db.selectFrom('phone_role').select(columns).where('organisation_id', '=', organisationId);
  const found = (row: Parameters<typeof toPhoneRole>[0] | undefined): PhoneRole => {
    if (!row) throw new VaxelError('calendar.roleGone');
    return toPhoneRole(row);
  };
  return {
    async of(userId) {
      return (await rows().where('user_id', '=', userId).orderBy('created_at').orderBy('id').execute()).map(
        toPhoneRole,
      );
    },
    async add(userId, id, draft) {
      return db.transaction().execute(async (transaction) => {
        // Two windows that add at once are one after the other: there are never more than there may be.
        await sql`select pg_advisory_xact_lock(hashtext(${userId}))`.execute(transaction);
        const { count } = await transaction
          .selectFrom('phone_role')
          .select((eb) => eb.fn.countAll<string>().as('count'))
          .where('user_id', '=', userId)
          .executeTakeFirstOrThrow();
        if (Number(count) >= mostRoles) throw new VaxelError('calendar.tooMany');
        const own = { id, organisation_id: organisationId, user_id: userId };
        const insert = transaction.insertInto('phone_role').values({ ...own, ...valuesOf(draft) });
        return found(await insert.returning(columns).executeTakeFirst());
      });
    },
    async change(userId, id, draft) {
      const row = await db
        .updateTable('phone_role')
        .set(valuesOf(draft))
        .where((eb) => eb.and({ id, organisation_id: organisationId, user_id: userId }))
        .returning(columns)
        .executeTakeFirst();
      return found(row);
    },
    async remove(userId, id) {
      const row = await db
        .deleteFrom('phone_role')
        .where((eb) => eb.and({ id, organisation_id: organisationId, user_id: userId }))
        .returning(columns)
        .executeTakeFirst();
      found(row);
    },
  };
}

/** Everybody's: a handful a person, held in memory since no call waits for the database. */
export async function readAllRoles(db: Kysely<Database>): Promise<(readonly [UserId, PhoneRole])[]> {
  const rows = await db
    .selectFrom('phone_role')
    .select([...columns, 'user_id'])
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => [row.user_id, toPhoneRole(row)] as const);
}

import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { HistoryEntry } from '../contract/history/history';
import type { OrganisationId, UserId } from '../contract/ids';
import { createGathered } from '../time/gathered';
import type { Database } from '../ports/database';
import { toEntry } from './page';

/** As many as a window shows before it asks for more. */
const most = 100;

/** The newest of each person's call list, newest first; many who ask at once are read together. */
export function createNewest(
  db: Kysely<Database>,
  organisationId: OrganisationId,
): (userId: UserId) => Promise<HistoryEntry[]> {
  return createGathered(
    (userId) => userId,
    async (userIds) => {
      const rows = await readNewest(db, organisationId, userIds);
      const lists = new Map(userIds.map((userId): [UserId, HistoryEntry[]] => [userId, []]));
      for (const row of rows) lists.get(row.user_id)?.push(toEntry(row));
      return userIds.map((userId) => lists.get(userId) ?? []);
    },
  );
}

/** A list at a time by its index, however long the lists are. */
function readNewest(db: Kysely<Database>, organisationId: OrganisationId, userIds: readonly UserId[]) {
  const asked = sql<{ readonly id: UserId }>`unnest(${userIds}::uuid[])`.as<'asked'>(sql`asked(id)`);
  return db
    .selectFrom(asked)
    .innerJoinLateral(
      (join) =>
        join
          .selectFrom('history')
          .selectAll()
          .whereRef('user_id', '=', 'asked.id')
          .where('organisation_id', '=', organisationId)
          .where('deleted_at', 'is', null)
          .orderBy('started_at', 'desc')
          .orderBy('call_id')
          .limit(most)
          .as('entry'),
      (join) => join.onTrue(),
    )
    .selectAll('entry')
    .orderBy('entry.started_at', 'desc')
    .orderBy('entry.call_id')
    .execute();
}

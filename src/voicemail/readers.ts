import type { Kysely } from 'kysely';
import type { AnswerGroupId, OrganisationId, UserId } from '../contract/ids';
import type { Database } from '../ports/database';

/** Whose a message is. */
export interface MessageOwner {
  readonly userId: UserId | null;
  readonly groupId: AnswerGroupId | null;
}

/** The groups whose messages a person hears: those that the person answers in, or supervises. */
export const groupsHeardBy = (db: Kysely<Database>, organisationId: OrganisationId, userId: UserId) =>
  db
    .selectFrom('answer_group_member')
    .select('group_id')
    .where('organisation_id', '=', organisationId)
    .where('user_id', '=', userId)
    .union(
      db
        .selectFrom('answer_group_supervisor')
        .select('group_id')
        .where('organisation_id', '=', organisationId)
        .where('user_id', '=', userId),
    );

/** Everybody who hears the messages of a group, by group. */
export const readersOfGroups = (db: Kysely<Database>, organisationId: OrganisationId) =>
  db
    .selectFrom('answer_group_member')
    .select(['group_id', 'user_id'])
    .where('organisation_id', '=', organisationId)
    .union(
      db
        .selectFrom('answer_group_supervisor')
        .select(['group_id', 'user_id'])
        .where('organisation_id', '=', organisationId),
    );

/** Who hears a message of this owner's. */
export async function readersOf(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  { userId, groupId }: MessageOwner,
): Promise<readonly UserId[]> {
  if (userId !== null) return [userId];
  const rows = await db
    .selectFrom(readersOfGroups(db, organisationId).as('reader'))
    .innerJoin('app_user', 'app_user.id', 'reader.user_id')
    .select('reader.user_id')
    .where('reader.group_id', '=', groupId)
    .where('app_user.organisation_id', '=', organisationId)
    .where('app_user.deactivated_at', 'is', null)
    .execute();
  return rows.map((row) => row.user_id);
}

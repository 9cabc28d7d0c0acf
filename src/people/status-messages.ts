import type { Kysely } from 'kysely';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Database } from '../ports/database';

export interface UsersMessage {
  readonly userId: UserId;
  readonly statusMessage: string;
}

/** What people say of themselves on their cards. */
export interface StatusMessages {
  /** Of these users, or of everybody; who says nothing is not in it. @throws VaxelError server.unavailable */
  read(userIds?: readonly UserId[]): Promise<UsersMessage[]>;
  write(organisationId: OrganisationId, userId: UserId, text: string | null): Promise<void>;
}

export function createStatusMessages(db: Kysely<Database>): StatusMessages {
  return {
    async read(userIds) {
      const all = db
        .selectFrom('contact')
        .innerJoin('app_user', 'app_user.contact_id', 'contact.id')
        .select(['app_user.id as userId', 'contact.status_message as statusMessage'])
        .where('contact.status_message', 'is not', null);
      const rows = await (userIds === undefined ? all : all.where('app_user.id', 'in', userIds)).execute();
      return rows.map(({ userId, statusMessage }) => ({ userId, statusMessage: statusMessage ?? '' }));
    },
    async write(organisationId, userId, text) {
      await db
        .updateTable('contact')
        .set({ status_message: text })
        .where('organisation_id', '=', organisationId)
        .where('id', '=', (user) =>
          user
            .selectFrom('app_user')
            .select('contact_id')
            .where('organisation_id', '=', organisationId)
            .where('id', '=', userId),
        )
        .execute();
    },
  };
}

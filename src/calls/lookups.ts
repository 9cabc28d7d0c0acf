import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { CallId, ContactId, OrganisationId, UserId } from '../contract/ids';
import type { Database } from '../ports/database';

/** What a call wants to know from the database but can do without. */
export interface CallLookups {
  contactByNumber(organisationId: OrganisationId, number: string): Promise<{ contactId: ContactId; name: string } | null>;
  /** E.164, `anonymous`, or null = the user's first number. */
  defaultNumberToShow(userId: UserId): Promise<string | null>;
  /** Of everybody who has chosen one. */
  defaultNumbersToShow(): Promise<(readonly [UserId, string])[]>;
  /** A call of any organisation has, or had, this id. */
  isCallIdTaken(callId: CallId): Promise<boolean>;
}

export function createCallLookups(db: Kysely<Database>): CallLookups {
  return {
    async contactByNumber(organisationId, number) {
      const row = await db
        .selectFrom('contact')
        .select(['id', 'display_name'])
        .where('organisation_id', '=', organisationId)
        .where(sql<boolean>`numbers @> ${JSON.stringify([{ number }])}::jsonb`)
        .orderBy('display_name')
        .limit(1)
        .executeTakeFirst();
      return row ? { contactId: row.id, name: row.display_name } : null;
    },
    async defaultNumberToShow(userId) {
      const row = await db.selectFrom('user_setting').select('number_to_show').where('user_id', '=', userId).executeTakeFirst();
      return row?.number_to_show ?? null;
    },
    async defaultNumbersToShow() {
      const rows = await db.selectFrom('user_setting').select(['user_id', 'number_to_show']).where('number_to_show', 'is not', null).execute();
      return rows.flatMap((row) => (row.number_to_show === null ? [] : [[row.user_id, row.number_to_show] as const]));
    },
    async isCallIdTaken(callId) {
      return (await db.selectFrom('call').select('id').where('id', '=', callId).executeTakeFirst()) !== undefined;
    },
  };
}

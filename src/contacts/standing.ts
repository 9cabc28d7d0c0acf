import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { StandingOf } from '../calls/standing';
import type { Mark } from '../contract/contacts/groups';
import type { Database } from '../ports/database';

/**
 * What a person's VIP and Blocked say of a caller: by contact, the company's or an own one, or by the bare number. A
 * colleague is meant by the contact as well as by each of the colleague's numbers. Where a contact says one thing and
 * another contact of the same number the other, blocked holds.
 */
export function createStandingOf(db: Kysely<Database>): StandingOf {
  return async (organisationId, called, { userId, number }) => {
    const numbers =
      userId === null
        ? sql`select ${number}::text as number`
        : sql`select number from user_number where organisation_id = ${organisationId} and user_id = ${userId}`;
    const itself =
      userId === null
        ? sql`false`
        : sql`caller_mark.contact_id = (
            select contact_id from app_user where organisation_id = ${organisationId} and id = ${userId})`;
    const { rows } = await sql<{ mark: Mark }>`
      with dialling as (${numbers})
      select distinct mark from caller_mark
      where organisation_id = ${organisationId} and user_id = ${called} and (
        ${itself}
        or number in (select number from dialling)
        or contact_id in (
          select contact.id from contact join dialling
            on contact.numbers @> jsonb_build_array(jsonb_build_object('number', dialling.number))
          where contact.organisation_id = ${organisationId}
            and (contact.owner_user_id is null or (contact.owner_user_id = ${called} and contact.deleted_at is null))
        ))`.execute(db);
    const marks = rows.map(({ mark }) => mark);
    return marks.includes('blocked') ? 'blocked' : marks.includes('vip') ? 'vip' : 'none';
  };
}

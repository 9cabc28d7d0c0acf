import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { OrganisationId } from '../contract/ids';
import type { Database } from '../ports/database';

/**
 * Whether another organisation has one of these numbers, in a series, at somebody's or of a group: whoever had it too
 * would show it as theirs, and be rung in their place. E.164, both as long.
 */
export async function areNumbersOfOthers(
  transaction: Transaction<Database>,
  organisationId: OrganisationId,
  first: string,
  last = first,
): Promise<boolean> {
  const { rows } = await sql`
    select from number_range where organisation_id <> ${organisationId} and length(first_number) = length(${last})
      and first_number collate "C" <= ${last} and last_number collate "C" >= ${first}
    union all
    select from user_number where organisation_id <> ${organisationId} and length(number) = length(${last})
      and number collate "C" between ${first} and ${last}
    union all
    select from answer_group where organisation_id <> ${organisationId} and length(number) = length(${last})
      and number collate "C" between ${first} and ${last}
    limit 1`.execute(transaction);
  return rows.length > 0;
}

import type { Kysely, Transaction } from 'kysely';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, UserId } from '../contract/ids';
import type { ForwardVerdict, RightsChange } from '../contract/rules/rights';
import type { Database } from '../ports/database';
import { countryOfForward } from './number-verdict';

/** Who may have calls forwarded outside, and where to. */
export type Rights = Readonly<RightsChange>;

/** Where an organisation has said nothing: everybody, within the Nordic countries and its own. */
const nordic = ['DK', 'FI', 'IS', 'NO', 'SE'];
const builtIn = (country: string): Rights => ({
  revision: 0,
  forwarders: 'everybody',
  userIds: [],
  countries: [...new Set([country, ...nordic])].toSorted(),
});

/** Whether calls of a person may be sent on to a number (E.164). */
export function verdictOf({ forwarders, userIds, countries }: Rights, userId: UserId, number: string): ForwardVerdict {
  if (forwarders === 'nobody' || (forwarders === 'chosen' && !userIds.includes(userId))) return 'forwardNotAllowed';
  const country = countryOfForward(number);
  if (country === null) return 'numberNotAllowed';
  return countries.includes(country) ? 'ok' : 'countryNotAllowed';
}

/** @param country the organisation's own */
export async function readRights(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  country: string,
): Promise<Rights> {
  const row = await db
    .selectFrom('forward_right')
    .select(['revision', 'forwarders', 'user_ids as userIds', 'countries'])
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  return row ?? builtIn(country);
}

/** @throws VaxelError rules.outdated when they are others by now */
export async function writeRights(
  transaction: Transaction<Database>,
  organisationId: OrganisationId,
  { revision, forwarders, userIds, countries }: RightsChange,
): Promise<void> {
  const values = { forwarders, user_ids: userIds, countries, revision: revision + 1 };
  const written = await transaction
    .insertInto('forward_right')
    .values({ organisation_id: organisationId, ...values })
    .onConflict((conflict) =>
      conflict.column('organisation_id').doUpdateSet(values).where('forward_right.revision', '=', revision),
    )
    .returning('revision')
    .executeTakeFirst();
  if (!written || (revision > 0 && written.revision !== revision + 1)) throw new VaxelError('rules.outdated');
}

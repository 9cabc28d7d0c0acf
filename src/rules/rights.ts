import type { Kysely, Transaction } from 'kysely';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, UserId } from '../contract/ids';
import { usualAbroadAnHour, usualCallsAtOnce } from '../contract/rules/limits';
import type { CallVerdict, ForwardVerdict, RightsChange } from '../contract/rules/rights';
import type { Database } from '../ports/database';
import { countryOfForward, kindOfCalled } from './number-verdict';

/** Who may have calls forwarded outside, who may call there, and where to. */
export type Rights = Readonly<RightsChange>;

/** Where an organisation has said nothing: everybody, within the Nordic countries and its own. */
const nordic = ['DK', 'FI', 'IS', 'NO', 'SE'];
const usual = (country: string): string[] => [...new Set([country, ...nordic])].toSorted();

export const builtInRights = (country: string): Rights => ({
  revision: 0,
  forwarders: 'everybody',
  userIds: [],
  countries: usual(country),
  callers: 'everybody',
  callerIds: [],
  callCountries: usual(country),
  premium: false,
  barred: [],
  callsAtOnce: usualCallsAtOnce,
  abroadAnHour: usualAbroadAnHour,
});

const isBarred = ({ barred }: Rights, number: string): boolean => barred.some((each) => number.startsWith(each));

/** Whether calls of a person may be sent on to a number (E.164). */
export function verdictOf(rights: Rights, userId: UserId, number: string): ForwardVerdict {
  const { forwarders, userIds, countries } = rights;
  if (forwarders === 'nobody' || (forwarders === 'chosen' && !userIds.includes(userId))) return 'forwardNotAllowed';
  const country = countryOfForward(number);
  if (country === null || isBarred(rights, number)) return 'numberNotAllowed';
  return countries.includes(country) ? 'ok' : 'countryNotAllowed';
}

/**
 * Whether a person may call a number outside (E.164, or short). Not about emergency numbers: nothing stands between
 * anybody and help.
 * @param own the organisation's country
 */
export function verdictOfCall(rights: Rights, userId: UserId, number: string, own: string): CallVerdict {
  const { callers, callerIds, callCountries, premium } = rights;
  if (callers === 'nobody' || (callers === 'chosen' && !callerIds.includes(userId))) return 'outsideNotAllowed';
  const kind = kindOfCalled(number, own);
  if (kind === null || isBarred(rights, number) || (kind.isPremium && !premium)) return 'numberNotAllowed';
  return callCountries.includes(kind.country) ? 'ok' : 'countryNotAllowed';
}

/** @param country the organisation's own */
export async function readRights(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  country: string,
): Promise<Rights> {
  const row = await db
    .selectFrom('forward_right')
    .select([
      'revision',
      'forwarders',
      'user_ids as userIds',
      'countries',
      'callers',
      'caller_ids as callerIds',
      'call_countries as callCountries',
      'premium',
      'barred',
      'calls_at_once as callsAtOnce',
      'abroad_an_hour as abroadAnHour',
    ])
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  return row ? { ...row, callCountries: row.callCountries ?? usual(country) } : builtInRights(country);
}

/** @throws VaxelError rules.outdated when they are others by now */
export async function writeRights(
  transaction: Transaction<Database>,
  organisationId: OrganisationId,
  { revision, ...rights }: RightsChange,
): Promise<void> {
  const values = {
    forwarders: rights.forwarders,
    user_ids: rights.userIds,
    countries: rights.countries,
    callers: rights.callers,
    caller_ids: rights.callerIds,
    call_countries: rights.callCountries,
    premium: rights.premium,
    barred: rights.barred,
    calls_at_once: rights.callsAtOnce,
    abroad_an_hour: rights.abroadAnHour,
    revision: revision + 1,
  };
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

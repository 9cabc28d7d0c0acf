import type { Kysely, Transaction } from 'kysely';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, UserId } from '../contract/ids';
import { usualOutsideLimits } from '../contract/rules/limits';
import type { CallVerdict, ForwardVerdict, RightsChange } from '../contract/rules/rights';
import type { Database } from '../ports/database';
import { dearClasses } from '../contract/rules/classes';
import { classRights, mayCall } from './class-rights';
import { kindOf, type NumberKind } from './number-class';

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
  classes: classRights(),
  openHours: [],
  publicHolidays: false,
  closedDays: [],
  siteNumber: null,
  helpToldIds: [],
  pickers: 'nobody',
  pickerIds: [],
  barred: [],
  ...usualOutsideLimits,
});

const isBarred = ({ barred }: Rights, number: string): boolean => barred.some((each) => number.startsWith(each));

/** Somebody who wants a call outside, and when. */
export interface Asking<Who extends UserId | null = UserId> {
  readonly userId: Who;
  /** E.164, or short. */
  readonly number: string;
  /** The organisation's country. */
  readonly own: string;
  /** The organisation is open, or it does not matter when. */
  readonly isOpen: boolean;
  /** It is closed for the whole day. */
  readonly isClosedDay?: boolean;
}

/** What the class of the number, and how it begins, say for the person: the same for a call as for a forward. */
function verdictOfClass(rights: Rights, kind: NumberKind, asking: Asking<UserId | null>): CallVerdict {
  const { userId, number, isOpen, isClosedDay } = asking;
  if (kind.class === 'internal' || kind.class === 'emergency') return 'ok';
  if (kind.class === 'dearAbroad' || kind.class === 'unknown' || isBarred(rights, number)) return 'numberNotAllowed';
  const may = mayCall(rights.classes[kind.class], userId);
  if (may === 'no') return 'classNotAllowed';
  if (may === 'always' || isOpen) return 'ok';
  return isClosedDay ? 'closedDay' : 'notNow';
}

const isIn = ({ country }: NumberKind, countries: readonly string[]): boolean =>
  country === null || countries.includes(country);

const says = (who: Rights['callers'], ids: readonly UserId[], userId: UserId): boolean =>
  who === 'everybody' || (who === 'chosen' && ids.includes(userId));

/** Whether the person may take calls that ring at colleagues. */
export const isPicker = ({ pickers, pickerIds }: Rights, userId: UserId): boolean => says(pickers, pickerIds, userId);

/**
 * Whether calls of a person may be sent on to a number: by a rule, a phone that rings too, or a role. What is dear is
 * nobody's, whoever may call it, and so are short and emergency numbers.
 */
export function verdictOf(rights: Rights, asking: Asking): ForwardVerdict {
  if (!says(rights.forwarders, rights.userIds, asking.userId)) return 'forwardNotAllowed';
  return verdictOnForward(rights, asking);
}

/** The same without who may at all; nobody in particular where the rule is everybody's. */
export function verdictOnForward(rights: Rights, asking: Asking<UserId | null>): ForwardVerdict {
  const kind = kindOf(asking.number, asking.own);
  if (!asking.number.startsWith('+') || dearClasses.has(kind.class) || kind.class === 'shared')
    return 'numberNotAllowed';
  const verdict = verdictOfClass(rights, kind, asking);
  if (verdict === 'numberNotAllowed') return verdict;
  if (verdict !== 'ok') return 'forwardNotAllowed';
  return isIn(kind, rights.countries) ? 'ok' : 'countryNotAllowed';
}

/**
 * Whether a person may call a number outside. Not about emergency numbers: nothing stands between anybody and help.
 */
export function verdictOfCall(rights: Rights, asking: Asking): CallVerdict {
  if (!says(rights.callers, rights.callerIds, asking.userId)) return 'outsideNotAllowed';
  const kind = kindOf(asking.number, asking.own);
  const verdict = verdictOfClass(rights, kind, asking);
  return verdict === 'ok' && !isIn(kind, rights.callCountries) ? 'countryNotAllowed' : verdict;
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
      'classes',
      'open_hours as openHours',
      'public_holidays as publicHolidays',
      'closed_days as closedDays',
      'site_number as siteNumber',
      'help_told_ids as helpToldIds',
      'pickers',
      'picker_ids as pickerIds',
      'barred',
      'calls_at_once as callsAtOnce',
      'abroad_an_hour as abroadAnHour',
      'minutes_a_day as minutesADay',
      'minutes_of_person as minutesOfPerson',
      'new_a_day as newADay',
      'new_of_person as newOfPerson',
    ])
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  if (!row) return builtInRights(country);
  return { ...row, callCountries: row.callCountries ?? usual(country), classes: classRights(row.classes) };
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
    classes: JSON.stringify(rights.classes),
    site_number: rights.siteNumber,
    help_told_ids: rights.helpToldIds,
    pickers: rights.pickers,
    picker_ids: rights.pickerIds,
    open_hours: JSON.stringify(rights.openHours),
    public_holidays: rights.publicHolidays,
    closed_days: JSON.stringify(rights.closedDays),
    barred: rights.barred,
    calls_at_once: rights.callsAtOnce,
    abroad_an_hour: rights.abroadAnHour,
    minutes_a_day: rights.minutesADay,
    minutes_of_person: rights.minutesOfPerson,
    new_a_day: rights.newADay,
    new_of_person: rights.newOfPerson,
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

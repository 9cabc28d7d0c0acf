import { sql } from 'kysely';
import type { OrganisationId, UserId } from '../contract/ids';
import { VaxelError } from '../contract/errors';
import { callClasses, type CallClass } from '../contract/rules/classes';
import type { ClassRight, ClassRights, RightsChange, RightsView } from '../contract/rules/rights';
import { plusDays } from '../contract/calendar/wall';
import { wallIn } from '../contract/moments';
import { readDialled } from '../lines/numbering';
import { loadPublicHolidays } from '../time/public-holidays';
import { barredBeginning } from './barred-beginning';
import { kindOf } from './number-class';
import { readRights, writeRights, type Rights } from './rights';
import type { ChangedBy, RulesDeps } from './service';

/** @throws VaxelError server.unavailable */
export async function viewRights(deps: RulesDeps, organisationId: OrganisationId): Promise<RightsView> {
  const { country = 'SE', timeZone = 'UTC' } = deps.lines.organisation(organisationId) ?? {};
  const { userIds, callerIds, helpToldIds, pickerIds, ...rights } = await readRights(deps.db, organisationId, country);
  const classes = inEach(({ userIds: ids, offHoursIds, ...right }) => {
    return { ...right, people: named(deps, ids), offHoursPeople: named(deps, offHoursIds) };
  }, rights.classes);
  const people = {
    chosen: named(deps, userIds),
    chosenCallers: named(deps, callerIds),
    helpTold: named(deps, helpToldIds),
    chosenPickers: named(deps, pickerIds),
  };
  const comingHolidays = await comingOf(country, wallIn(timeZone, deps.clock.nowMs()).slice(0, 10));
  return { ...rights, classes, ...people, comingHolidays, country, timeZone };
}

/** Of a year from today on. */
async function comingOf(country: string, today: string): Promise<RightsView['comingHolidays']> {
  const holidays = await loadPublicHolidays();
  const [year, until] = [Number(today.slice(0, 4)), plusDays(today, 365)];
  return [...holidays.of(country, year), ...holidays.of(country, year + 1)].filter(
    ({ date }) => date >= today && date <= until,
  );
}

const inEach = <Told>(tell: (right: ClassRight) => Told, classes: ClassRights): Record<CallClass, Told> =>
  Object.fromEntries(callClasses.map((each) => [each, tell(classes[each])])) as Record<CallClass, Told>;

const named = ({ lines }: RulesDeps, userIds: readonly UserId[]): RightsView['chosen'] =>
  userIds.flatMap((userId) => {
    const name = lines.user(userId)?.displayName;
    return name === undefined ? [] : [{ userId, name }];
  });

/** @throws VaxelError rules.outdated | request.notFound for a country or a person that is none */
export async function changeRights(
  deps: RulesDeps,
  organisationId: OrganisationId,
  wanted: RightsChange,
  { actor, request }: ChangedBy,
): Promise<RightsView> {
  const { db, lines, audit, book } = deps;
  const ofClasses = Object.values(wanted.classes).flatMap(({ userIds, offHoursIds }) => [...userIds, ...offHoursIds]);
  const chosen = [...wanted.userIds, ...wanted.callerIds, ...wanted.helpToldIds, ...wanted.pickerIds, ...ofClasses];
  if (chosen.some((userId) => lines.user(userId)?.organisationId !== organisationId))
    throw new VaxelError('request.notFound', 'no such person');
  const country = lines.organisation(organisationId)?.country ?? 'SE';
  const barred = wanted.barred.map((typed) => barredBeginning(typed, country));
  const siteNumber = wanted.siteNumber === null ? null : siteNumberOf(deps, organisationId, wanted.siteNumber);
  const change = { ...wanted, siteNumber, barred: [...new Set(barred)].toSorted() };
  await db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`rights/${organisationId}`}))`.execute(transaction);
    const before = await readRights(transaction, organisationId, country);
    if (before.revision !== change.revision) throw new VaxelError('rules.outdated');
    await writeRights(transaction, organisationId, change);
    await audit.record(transaction, organisationId, {
      actor,
      action: 'rights.changed',
      object: { kind: 'organisation', id: organisationId, name: '' },
      before: told(deps, before),
      after: told(deps, change),
      source: 'tab',
      ...(request ? { request } : {}),
    });
  });
  book.forget(organisationId, null);
  return viewRights(deps, organisationId);
}

/** A number of the own country, which is nobody else's here. @throws VaxelError rules.unknownTarget */
function siteNumberOf({ lines }: RulesDeps, organisationId: OrganisationId, typed: string): string {
  const own = lines.organisation(organisationId)?.country ?? 'SE';
  const read = readDialled(typed, own, () => false);
  const number = read.kind === 'number' ? read.number : '';
  const kind = kindOf(number, own);
  const owner = lines.byNumber(number)?.organisationId ?? organisationId;
  if (!number.startsWith('+') || !['national', 'mobile'].includes(kind.class) || owner !== organisationId)
    throw new VaxelError('rules.unknownTarget', 'no number of the site');
  return number;
}

const told = (
  deps: RulesDeps,
  { revision: _, userIds, callerIds, helpToldIds, pickerIds, classes, openHours, closedDays, ...rights }: Rights,
) => ({
  ...rights,
  ...classesTold(deps, classes),
  openHours: openHours.map(({ days, from, to }) => `${days.join(' ')} ${from}–${to}`),
  closedDays: closedDays.map(({ date, everyYear, name }) => `${everyYear ? date.slice(5) : date} ${name}`.trim()),
  countries: rights.countries.toSorted(),
  callCountries: rights.callCountries.toSorted(),
  people: namesOf(deps, userIds),
  callingPeople: namesOf(deps, callerIds),
  helpTold: namesOf(deps, helpToldIds),
  pickingPeople: namesOf(deps, pickerIds),
});

/** A field for each class: who may, and who outside of the opening hours. */
function classesTold(deps: RulesDeps, classes: ClassRights): Record<string, string[]> {
  const each = inEach(({ who, userIds, offHours, offHoursIds }) => {
    const named = who === 'chosen' || who === 'except' ? namesOf(deps, userIds) : [];
    if (offHours === 'same') return [who, ...named];
    return offHours === 'nobody'
      ? [who, ...named, 'openOnly']
      : [who, ...named, 'openOnlyExcept', ...namesOf(deps, offHoursIds)];
  }, classes);
  return Object.fromEntries(Object.entries(each).map(([name, words]) => [`calls.${name}`, words]));
}

const namesOf = (deps: RulesDeps, userIds: readonly UserId[]): string[] =>
  named(deps, userIds)
    .map(({ name }) => name)
    .toSorted();

import { z } from 'zod';
import { UserId } from '../ids';
import { callClasses, mostOfClass, mostClosedDays, mostOfHelpTold, mostOpenHours, type CallClass } from './classes';
import { mostBarred, mostMinutes, mostNew } from './limits';
import { isWallDate } from '../calendar/wall';
import { line, opaque } from '../text';
import { RuleTime } from './rules';

/** Why a number is not forwarded to. */
export const ForwardVerdict = z.enum([
  'ok',
  /** This person may not forward outside the organisation. */
  'forwardNotAllowed',
  /** The organisation allows no forwards to that country. */
  'countryNotAllowed',
  /** Premium rate, satellite, short and emergency numbers: nobody may. */
  'numberNotAllowed',
  /** The card has no mobile number. */
  'noMobile',
]);
export type ForwardVerdict = z.infer<typeof ForwardVerdict>;

/** Whether a number outside may be called by a person: by whatever way, the answer is the same. */
export const CallVerdict = z.enum([
  'ok',
  /** This person may not call outside the organisation. */
  'outsideNotAllowed',
  /** The organisation allows no calls to that country. */
  'countryNotAllowed',
  /** Numbers of that class are not for this person: premium rate, satellite and the like. */
  'classNotAllowed',
  /** Not outside of the organisation's opening hours. */
  'notNow',
  /** Not on a day on which the organisation is closed: a public holiday, or one of its own. */
  'closedDay',
  /** Barred by how it begins, dear in another country, or no number of any country. */
  'numberNotAllowed',
]);
export type CallVerdict = z.infer<typeof CallVerdict>;

export const Forwarders = z.enum(['everybody', 'chosen', 'nobody']);
export type Forwarders = z.infer<typeof Forwarders>;

const country = z
  .string()
  .max(2)
  .regex(/^[A-Z]{2}$/);

/** Who may call numbers of a class; `except` is everybody but those who are named. */
export const ClassWho = z.enum(['everybody', 'chosen', 'except', 'nobody']);
export type ClassWho = z.infer<typeof ClassWho>;

/** Who of them may outside of the opening hours; `same`: all of them. */
export const OffHours = z.enum(['same', 'chosen', 'nobody']);
export type OffHours = z.infer<typeof OffHours>;

const ofClass = z.array(UserId).max(mostOfClass);
const ClassRight = z.object({
  who: ClassWho,
  /** Of `chosen` and `except`. */
  userIds: ofClass,
  offHours: OffHours,
  /** Of `chosen`. */
  offHoursIds: ofClass,
});
export type ClassRight = z.infer<typeof ClassRight>;

const forEach = <Schema>(schema: Schema) =>
  Object.fromEntries(callClasses.map((each) => [each, schema])) as Record<CallClass, Schema>;

export const ClassRights = z.object(forEach(ClassRight));
export type ClassRights = z.infer<typeof ClassRights>;

/** A day on which the organisation is closed, besides the country's. */
const ClosedDay = z.object({
  date: opaque(10).refine(isWallDate, 'is no date'),
  /** The same day of each year. */
  everyYear: z.boolean(),
  name: line(60),
});
export type ClosedDay = z.infer<typeof ClosedDay>;

/** How numbers begin that are barred: as it is dialled, `0939`, or `+46939`. */
const beginning = z
  .string()
  .max(24)
  .regex(/^\+?[0-9][0-9 -]*$/);

/**
 * `PUT /api/administration/rights`: who may forward calls outside, and who may call there, and to which countries (ISO
 * 3166 alpha-2).
 */
export const RightsChange = z.object({
  revision: z.number().int().min(0).max(1e9),
  forwarders: Forwarders,
  /** Of `chosen`. */
  userIds: z.array(UserId).max(1_000),
  countries: z.array(country).max(250),
  callers: Forwarders,
  /** Of `chosen`. */
  callerIds: z.array(UserId).max(1_000),
  callCountries: z.array(country).max(250),
  classes: ClassRights,
  /** On the wall of the organisation; none = it never closes. */
  openHours: z.array(RuleTime).max(mostOpenHours),
  /** Closed on the public holidays of its country. */
  publicHolidays: z.boolean(),
  closedDays: z.array(ClosedDay).max(mostClosedDays),
  /** What is shown to emergency numbers, in any notation; null = the caller's own number. */
  siteNumber: line(40, 1).nullable(),
  /** Who is told of calls to emergency numbers, besides the administrators. */
  helpToldIds: z.array(UserId).max(mostOfHelpTold),
  /** Who may take calls that ring at colleagues. */
  pickers: Forwarders,
  /** Of `chosen`. */
  pickerIds: z.array(UserId).max(1_000),
  barred: z.array(beginning).max(mostBarred),
  callsAtOnce: z.number().int().min(1).max(10_000),
  abroadAnHour: z.number().int().min(0).max(10_000),
  minutesADay: z.number().int().min(0).max(mostMinutes),
  minutesOfPerson: z.number().int().min(0).max(mostMinutes),
  /** Numbers abroad that the organisation never called. */
  newADay: z.number().int().min(0).max(mostNew),
  newOfPerson: z.number().int().min(0).max(mostNew),
});
export type RightsChange = z.infer<typeof RightsChange>;

const People = z.array(z.object({ userId: UserId, name: z.string() }));

/** The same with the people's names. */
const ClassRightView = z.object({ who: ClassWho, people: People, offHours: OffHours, offHoursPeople: People });
export type ClassRightView = z.infer<typeof ClassRightView>;

/** `GET /api/administration/rights`. */
export const RightsView = z.object({
  revision: z.number().int(),
  forwarders: Forwarders,
  chosen: People,
  countries: z.array(z.string()),
  callers: Forwarders,
  chosenCallers: People,
  callCountries: z.array(z.string()),
  classes: z.object(forEach(ClassRightView)),
  openHours: z.array(RuleTime),
  publicHolidays: z.boolean(),
  closedDays: z.array(ClosedDay),
  /** Of its country, within a year. */
  comingHolidays: z.array(z.object({ date: z.string(), name: z.object({ sv: z.string(), en: z.string() }) })),
  /** E.164. */
  siteNumber: z.string().nullable(),
  helpTold: People,
  pickers: Forwarders,
  chosenPickers: People,
  /** E.164, or short numbers. */
  barred: z.array(z.string()),
  callsAtOnce: z.number().int(),
  abroadAnHour: z.number().int(),
  minutesADay: z.number().int(),
  minutesOfPerson: z.number().int(),
  newADay: z.number().int(),
  newOfPerson: z.number().int(),
  /** Of the organisation itself. */
  country: z.string(),
  timeZone: z.string(),
});
export type RightsView = z.infer<typeof RightsView>;

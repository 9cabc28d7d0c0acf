import { z } from 'zod';
import { UserId } from '../ids';
import { mostBarred } from './limits';

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
  /** Premium rate, satellite, barred, and what is no number of any country. */
  'numberNotAllowed',
]);
export type CallVerdict = z.infer<typeof CallVerdict>;

export const Forwarders = z.enum(['everybody', 'chosen', 'nobody']);
export type Forwarders = z.infer<typeof Forwarders>;

const country = z
  .string()
  .max(2)
  .regex(/^[A-Z]{2}$/);

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
  /** Premium numbers, directory enquiries and other short numbers of the organisation's own country may be called. */
  premium: z.boolean(),
  barred: z.array(beginning).max(mostBarred),
  callsAtOnce: z.number().int().min(1).max(10_000),
  abroadAnHour: z.number().int().min(0).max(10_000),
});
export type RightsChange = z.infer<typeof RightsChange>;

/** `GET /api/administration/rights`. */
export const RightsView = z.object({
  revision: z.number().int(),
  forwarders: Forwarders,
  chosen: z.array(z.object({ userId: UserId, name: z.string() })),
  countries: z.array(z.string()),
  callers: Forwarders,
  chosenCallers: z.array(z.object({ userId: UserId, name: z.string() })),
  callCountries: z.array(z.string()),
  premium: z.boolean(),
  /** E.164, or short numbers. */
  barred: z.array(z.string()),
  callsAtOnce: z.number().int(),
  abroadAnHour: z.number().int(),
  /** Of the organisation itself. */
  country: z.string(),
});
export type RightsView = z.infer<typeof RightsView>;

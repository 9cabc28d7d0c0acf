import { z } from 'zod';
import { UserId } from '../ids';

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

export const Forwarders = z.enum(['everybody', 'chosen', 'nobody']);
export type Forwarders = z.infer<typeof Forwarders>;

const country = z
  .string()
  .max(2)
  .regex(/^[A-Z]{2}$/);

/** `PUT /api/administration/rights`: who may forward calls outside, and to which countries (ISO 3166 alpha-2). */
export const RightsChange = z.object({
  revision: z.number().int().min(0).max(1e9),
  forwarders: Forwarders,
  /** Of `chosen`. */
  userIds: z.array(UserId).max(1_000),
  countries: z.array(country).max(250),
});
export type RightsChange = z.infer<typeof RightsChange>;

/** `GET /api/administration/rights`. */
export const RightsView = z.object({
  revision: z.number().int(),
  forwarders: Forwarders,
  chosen: z.array(z.object({ userId: UserId, name: z.string() })),
  countries: z.array(z.string()),
  /** Of the organisation itself. */
  country: z.string(),
});
export type RightsView = z.infer<typeof RightsView>;

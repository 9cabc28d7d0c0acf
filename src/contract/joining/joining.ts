import { z } from 'zod';
import { UserId } from '../ids';
import { line, opaque } from '../text';
import { isTimeZone } from '../time-zone';
import { mostRanges } from './limits';

const Extension = z.string().regex(/^[0-9]{2,6}$/);
const E164 = z.string().regex(/^\+[1-9][0-9]{6,14}$/);

/** What an organisation is set up with; later it is changed in the administration. */
export const OrganisationSetUp = z.object({
  name: line(100, 1),
  /** ISO 3166 alpha-2. */
  country: z.string().regex(/^[A-Z]{2}$/),
  language: z.enum(['sv', 'en']),
  timeZone: opaque(64, 1).refine(isTimeZone),
  /** The first and the last extension, of the same length. */
  extensions: z
    .object({ first: Extension, last: Extension })
    .refine(({ first, last }) => first.length === last.length && first <= last),
});
export type OrganisationSetUp = z.infer<typeof OrganisationSetUp>;

/** Numbers of the organisation in a row, E.164. */
export const NumberRange = z
  .object({ first: E164, last: E164 })
  .refine(({ first, last }) => first.length === last.length && first <= last)
  .refine(({ first, last }) => Number(BigInt(last) - BigInt(first)) < 10_000);
export type NumberRange = z.infer<typeof NumberRange>;

/** No number stands in two of them. */
const areApart = (ranges: readonly NumberRange[]): boolean => {
  const inOrder = ranges.toSorted((one, other) => Number(BigInt(one.first) - BigInt(other.first)));
  return inOrder.every(({ first }, place) => place === 0 || BigInt(first) > BigInt(inOrder[place - 1]?.last ?? 0));
};

/** `POST /api/joining/organisation`, by the first administrator of a tenant. */
export const NewOrganisation = OrganisationSetUp.extend({
  ranges: z.array(NumberRange).max(mostRanges).refine(areApart),
  /** Whoever sets it up, as the first person. */
  me: z.object({ name: line(100, 1), extension: Extension, number: E164.nullable() }),
});
export type NewOrganisation = z.infer<typeof NewOrganisation>;

/** Where an account stands that is nobody here yet. */
export const Situation = z.enum(['setUp', 'notSetUp', 'unlinked', 'asked', 'refused', 'linked']);
export type Situation = z.infer<typeof Situation>;

/** `GET /api/joining?known=`: answers at once, or, where it is as the page knows, when it has changed or after 20 s. */
export const JoiningQuery = z.object({ known: Situation.optional() });
export type JoiningQuery = z.infer<typeof JoiningQuery>;

export const Joining = z.object({
  /**
   * `setUp`: the tenant has no organisation, and this is its administrator; `notSetUp`: somebody else has to;
   * `unlinked`: the organisation is there, the account is nobody's; `asked` and `refused`: what became of it.
   */
  situation: Situation,
  /** As the token says it. */
  name: z.string().nullable(),
  /** Domains of the account's verified addresses. */
  mailDomains: z.array(z.string()),
  organisation: z.string().nullable(),
});
export type Joining = z.infer<typeof Joining>;

/** `POST /api/joining/code`: dial `*55*` and the code on one's own desk phone, once, before it expires. */
export const LinkCode = z.object({ code: z.string(), expiresAtMs: z.number().int() });
export type LinkCode = z.infer<typeof LinkCode>;

/** Somebody who has asked. `proposal`: who it seems to be, and is not linked yet; null = a new person. */
export const LinkRequest = z.object({
  accountId: z.uuid(),
  name: z.string(),
  mailAddress: z.string().nullable(),
  askedAtMs: z.number().int(),
  refused: z.boolean(),
  proposal: z.object({ userId: UserId, name: z.string(), extension: z.string() }).nullable(),
});
export type LinkRequest = z.infer<typeof LinkRequest>;

/** `GET /api/administration/links`: who waits, the longest first, and what a new person's extension would be. */
export const LinkRequests = z.object({
  requests: z.array(LinkRequest),
  /** People who have no account yet, by name: the first of them. */
  unlinked: z.array(z.object({ userId: UserId, name: z.string(), extension: z.string() })),
  nextExtension: z.string().nullable(),
});
export type LinkRequests = z.infer<typeof LinkRequests>;

/** `POST /api/administration/links/:accountId/accept`: null = as a new person with the next free extension. */
export const LinkAcceptance = z.object({ userId: UserId.nullable() });
export type LinkAcceptance = z.infer<typeof LinkAcceptance>;

/** `GET /api/administration/organisation`, and `PUT` of it. */
export const OrganisationDetails = OrganisationSetUp.extend({
  extensions: OrganisationSetUp.shape.extensions.nullable(),
  /** Whose verified addresses link an account by themselves. */
  mailDomains: z.array(z.string().regex(/^[a-z0-9.-]{1,200}$/)).max(20),
});
export type OrganisationDetails = z.infer<typeof OrganisationDetails>;

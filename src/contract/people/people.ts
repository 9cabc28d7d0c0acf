import { z } from 'zod';
import { ContactId, OrganisationId, UserId } from '../ids';
import { LineState } from '../lines/line-state';
import { line, opaque } from '../text';

export const PhoneNumber = z.object({
  label: z.enum(['work', 'mobile', 'home', 'other']),
  /** E.164, with leading +. */
  number: z.string(),
});
export type PhoneNumber = z.infer<typeof PhoneNumber>;

/** A directory entry as colleagues see it. `line` is null for people outside the organisation. */
export const ContactView = z.object({
  id: ContactId,
  userId: UserId.nullable(),
  displayName: z.string(),
  company: z.string().nullable(),
  department: z.string().nullable(),
  role: z.string().nullable(),
  extension: z.string().nullable(),
  numbers: z.array(PhoneNumber),
  mailAddress: z.string().nullable(),
  statusMessage: z.string().nullable(),
  /** One of my own contacts, which nobody else sees. */
  own: z.boolean(),
  /** Which photo there is, for its address; null = none. */
  photo: z.string().nullable(),
  line: LineState.nullable(),
});
export type ContactView = z.infer<typeof ContactView>;

/** One page of the directory, in the organisation's collation; `next` is the cursor of the following page. */
export const ContactPage = z.object({ contacts: z.array(ContactView), next: z.string().nullable() });
export type ContactPage = z.infer<typeof ContactPage>;

/** `GET /api/contacts/letters`: how many contacts there are, and how many are listed before those of each letter. */
export const ContactLetters = z.object({
  total: z.number().int(),
  letters: z.array(z.object({ letter: z.string(), offset: z.number().int() })),
});
export type ContactLetters = z.infer<typeof ContactLetters>;

/**
 * `GET /api/contacts?q=&after=&offset=&limit=`: without q the whole directory, page by page, after a cursor or from
 * anywhere; with q the best hits.
 */
export const ContactQuery = z.object({
  q: line(100).optional(),
  after: opaque(300).optional(),
  /** How many are passed over; then there is no cursor in the answer. */
  offset: z.coerce.number().int().min(0).max(10_000_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ContactQuery = z.infer<typeof ContactQuery>;

export const Role = z.enum(['user', 'supervisor', 'administrator']);
export type Role = z.infer<typeof Role>;

/** `GET /api/me`: who the server thinks I am. */
export const Me = z.object({
  user: z.object({
    id: UserId,
    contactId: ContactId,
    displayName: z.string(),
    extension: z.string(),
    /** The numbers I may show, E.164, the default first. */
    numbers: z.array(z.string()),
    /** What each of my numbers is called, e.g. "Kontor". */
    numberLabels: z.record(z.string(), z.string()),
    mailAddress: z.string().nullable(),
    /** My mobile number of the contact card, E.164: a place to call from and to move calls to. */
    mobile: z.string().nullable(),
    company: z.string().nullable(),
    department: z.string().nullable(),
    role: z.string().nullable(),
    statusMessage: z.string().nullable(),
  }),
  organisation: z.object({
    id: OrganisationId,
    name: z.string(),
    /** ISO 3166 alpha-2; typed numbers without country are read as this country's. */
    country: z.string().length(2),
    /** BCP 47; decides the collation of names. */
    language: z.string(),
    /**
     * How many digits its extensions have: digits of such a length are dialled as typed, and the server knows whose
     * they are.
     */
    extensionLengths: z.array(z.number().int()),
    /** IANA name. */
    timeZone: z.string(),
  }),
  roles: z.array(Role),
});
export type Me = z.infer<typeof Me>;

import { z } from 'zod';
import { ContactId, GroupId } from '../ids';
import { ContactView } from '../people/people';
import { line, opaque } from '../text';
import { mostAsked } from './limits';

/** The company's, managed by its administrators; mine; a colleague's, which I see and cannot change. */
export const GroupKind = z.enum(['company', 'own', 'shared']);
export type GroupKind = z.infer<typeof GroupKind>;

export const GroupView = z.object({
  id: GroupId,
  kind: GroupKind,
  name: z.string(),
  /** Whose it is, of a shared one. */
  owner: z.string().nullable(),
  /** Mine, and colleagues see it. */
  shared: z.boolean(),
  /** How many I see in it. */
  count: z.number().int(),
});
export type GroupView = z.infer<typeof GroupView>;

/** `GET /api/groups`. */
export const GroupList = z.object({
  groups: z.array(GroupView),
  favourites: z.number().int(),
  vip: z.number().int(),
  blocked: z.number().int(),
});
export type GroupList = z.infer<typeof GroupList>;

/** `POST /api/groups`, `PATCH /api/groups/:id`. */
export const GroupBody = z.object({ name: line(60, 1), shared: z.boolean().default(false) });
export type GroupBody = z.infer<typeof GroupBody>;

export const GroupParams = z.object({ id: GroupId });
export const MemberParams = z.object({ id: GroupId, contactId: ContactId });

/** Every list of contacts by its address: the three that everybody has, and those with a name. */
export const GroupKey = z.union([z.enum(['favourites', 'vip', 'blocked']), GroupId]);
export type GroupKey = z.infer<typeof GroupKey>;
export const GroupKeyParams = z.object({ key: GroupKey });

/** `GET /api/groups/:key/members?q=&after=&limit=`, in the organisation's collation. */
export const GroupQuery = z.object({
  /** Those in whom this stands. */
  q: line(100).optional(),
  after: opaque(300).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export type GroupQuery = z.infer<typeof GroupQuery>;

export const GroupPage = z.object({
  contacts: z.array(ContactView),
  /** Bare numbers, E.164, of VIP and Blocked; with the first page. */
  numbers: z.array(z.string()),
  next: z.string().nullable(),
});
export type GroupPage = z.infer<typeof GroupPage>;

/** What a contact, or a number, is to me when it calls: one or the other, never both. */
export const Mark = z.enum(['vip', 'blocked']);
export type Mark = z.infer<typeof Mark>;

/** How a contact stands with me. */
export const Membership = z.object({
  contactId: ContactId,
  favourite: z.boolean(),
  mark: Mark.nullable(),
  /** Of those that I see. */
  groups: z.array(GroupId),
});
export type Membership = z.infer<typeof Membership>;

/** `POST /api/memberships`: of the contacts on screen. */
export const MembershipQuery = z.object({ contactIds: z.array(ContactId).max(mostAsked) });
export type MembershipQuery = z.infer<typeof MembershipQuery>;
export const Memberships = z.object({ memberships: z.array(Membership) });
export type Memberships = z.infer<typeof Memberships>;

export const ContactParams = z.object({ contactId: ContactId });

/** `PUT /api/memberships/:contactId`: what is absent stays. `move`: also where the other mark is set. */
export const MembershipChange = z.object({
  favourite: z.boolean().optional(),
  mark: Mark.nullable().optional(),
  move: z.boolean().default(false),
});
export type MembershipChange = z.infer<typeof MembershipChange>;

/** `PUT /api/marked-numbers`: a number in any notation that no contact needs to have. */
export const NumberMark = z.object({
  number: line(60, 1),
  mark: Mark.nullable(),
  move: z.boolean().default(false),
});
export type NumberMark = z.infer<typeof NumberMark>;
/** Its answer; `contactId`: it was the extension of a colleague, who has the mark now. */
export const MarkedNumber = z.object({ number: z.string(), contactId: ContactId.nullable() });
export type MarkedNumber = z.infer<typeof MarkedNumber>;

import { z } from 'zod';
import { ContactId, GroupId, UserId } from '../ids';

/** Groups on screen, and `groupListId` for the list of them: the company's and shared ones change for many. */
export const WatchedGroups = z.object({ groups: z.array(GroupId).max(50).optional() });

/** `rev` differs whenever something has changed since. */
export const GroupState = z.object({ groupId: GroupId, rev: z.number().int() });
export type GroupState = z.infer<typeof GroupState>;
export const GroupValues = z.object({ groups: z.array(GroupState).optional() });

export const ContactsEvent = z.discriminatedUnion('type', [
  /**
   * Something of mine has changed: groups, favourites, marks, own contacts. `contactId`: this contact; null = what is
   * on screen is to be asked for anew.
   */
  z.object({
    type: z.literal('contacts.changed'),
    contactId: ContactId.nullable(),
    /** An own contact has come, changed or gone: lists of contacts have. */
    own: z.boolean(),
  }),
  /** Somebody of whom I wanted to be told is free; said once. */
  z.object({ type: z.literal('contacts.isFree'), userId: UserId, name: z.string(), atMs: z.number().int() }),
]);

import { z } from 'zod';
import { ContactId } from '../ids';
import { mostWatched } from '../lines/most-watched';
import { Me } from './people';

export const PeoplePart = z.object({ me: Me });

/** Contacts on screen, `directoryId` for lists of them, and `allContactsId` for whatever shows one. */
export const WatchedContacts = z.object({
  contacts: z
    .array(ContactId)
    .max(mostWatched + 1)
    .optional(),
});

/** `rev` differs whenever the contact has changed since, and is to be asked for anew. */
export const ContactState = z.object({ contactId: ContactId, rev: z.number().int() });
export type ContactState = z.infer<typeof ContactState>;
export const ContactValues = z.object({ contacts: z.array(ContactState).optional() });

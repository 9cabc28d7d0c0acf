import { z } from 'zod';
import { PhoneNumber } from '../people/people';
import { line } from '../text';
import { longestCard } from './limits';
import { PhotoText } from './photos';

/** A mail address as people write it: something at something with a dot or without. */
const mail = line(254).regex(/^[^\s@]+@[^\s@]+$/, 'is no mail address');

/** `POST /api/own-contacts`, `PUT /api/own-contacts/:contactId`; numbers in any notation. */
export const OwnContactBody = z.object({
  name: line(120, 1),
  company: line(120).nullable().default(null),
  department: line(120).nullable().default(null),
  role: line(120).nullable().default(null),
  mailAddress: mail.nullable().default(null),
  numbers: z.array(z.object({ label: PhoneNumber.shape.label, number: line(60, 1) })).max(10),
  /** Absent: as it is; null: none. */
  photo: PhotoText.nullable().optional(),
});
export type OwnContactBody = z.infer<typeof OwnContactBody>;

/** `POST /api/own-contacts/read`: the text of one or several vCards; nothing is stored. */
export const CardText = z.object({
  text: z
    .string()
    .max(longestCard)
    .overwrite((text) => text.replace(/(?![\r\n\t])[\p{Cc}\p{Cs}]/gu, '\ufffd')),
});
export type CardText = z.infer<typeof CardText>;

/** A card as it was understood; what could not be read is named, never guessed. */
export const ReadCard = z.object({
  /** Null: it cannot become a contact, for the reason that `problem` gives. */
  contact: OwnContactBody.nullable(),
  problem: z.enum(['unreadable', 'noName']).nullable(),
  /** Numbers as written that are none of the country's. */
  unread: z.array(z.string()),
});
export type ReadCard = z.infer<typeof ReadCard>;
export const ReadCards = z.object({ cards: z.array(ReadCard) });
export type ReadCards = z.infer<typeof ReadCards>;

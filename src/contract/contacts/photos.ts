import { z } from 'zod';
import { ContactId } from '../ids';
import { opaque } from '../text';
import { mostAsked, mostPhotoBytes } from './limits';

/** A JPEG, PNG or WebP as base64, made small by whoever chose it. */
export const PhotoText = opaque(Math.ceil(mostPhotoBytes / 3) * 4, 1).regex(/^[A-Za-z0-9+/]+={0,2}$/, 'is no base64');

/** `GET /api/contacts/:contactId/photo?v=`; `v` is the contact's `photo`: another photo has another address. */
export const PhotoQuery = z.object({ v: opaque(64).optional() });

/** `POST /api/contacts/photos`: which photos contacts have, of the rows on screen. */
export const PhotosQuery = z.object({ contactIds: z.array(ContactId).max(mostAsked) });
/** Of those that have one. */
export const PhotosOfContacts = z.object({ photos: z.array(z.object({ contactId: ContactId, photo: z.string() })) });
export type PhotosOfContacts = z.infer<typeof PhotosOfContacts>;

/** `PUT /api/administration/contacts/:contactId/photo`; null takes it away. */
export const PhotoBody = z.object({ photo: PhotoText.nullable() });

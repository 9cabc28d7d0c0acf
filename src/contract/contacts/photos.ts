import { z } from 'zod';
import { opaque } from '../text';
import { mostPhotoBytes } from './limits';

/** A JPEG, PNG or WebP as base64, made small by whoever chose it. */
export const PhotoText = opaque(Math.ceil(mostPhotoBytes / 3) * 4, 1).regex(/^[A-Za-z0-9+/]+={0,2}$/, 'is no base64');

/** `GET /api/contacts/:contactId/photo?v=`; `v` is the contact's `photo`: another photo has another address. */
export const PhotoQuery = z.object({ v: opaque(64).optional() });

/** `PUT /api/administration/contacts/:contactId/photo`; null takes it away. */
export const PhotoBody = z.object({ photo: PhotoText.nullable() });

import { createHash } from 'node:crypto';
import { imageSize } from 'image-size';
import { sql, type Kysely, type Transaction } from 'kysely';
import { mostPhotoBytes, mostPhotoSide } from '../contract/contacts/limits';
import type { PhotosOfContacts } from '../contract/contacts/photos';
import { VaxelError } from '../contract/errors';
import type { ContactId, OrganisationId, UserId } from '../contract/ids';
import { isVisible } from '../people/contact-row';
import type { Database } from '../ports/database';
import type { PhotoType } from '../ports/database-contacts';
import { createGathered } from '../time/gathered';
import type { Reader } from './group-members';

export interface Photo {
  readonly type: PhotoType;
  readonly image: Buffer;
  /** Another photo has another one. */
  readonly version: string;
}

/** How each kind begins; nothing else is given to the reader of sizes. */
const kinds: readonly (readonly [PhotoType, string, (image: Buffer) => boolean])[] = [
  ['image/jpeg', 'jpg', (image) => image.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))],
  ['image/png', 'png', (image) => image.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))],
  [
    'image/webp',
    'webp',
    (image) => image.toString('latin1', 0, 4) === 'RIFF' && image.toString('latin1', 8, 12) === 'WEBP',
  ],
];

/** A photo by what it is, whatever is said of it. @throws VaxelError contacts.badPhoto */
export function readPhotoText(base64: string): Photo {
  const image = Buffer.from(base64, 'base64');
  const kind = kinds.find(([, , is]) => is(image));
  if (kind === undefined || image.length > mostPhotoBytes || !isSmall(image, kind[1]))
    throw new VaxelError('contacts.badPhoto');
  const [type] = kind;
  return { type, image, version: createHash('sha256').update(image).digest('base64url').slice(0, 22) };
}

/**
 * Few pixels, so that nobody's browser unpacks a small file into a large picture. The reader of sizes knows more kinds,
 * and looks for an SVG anywhere: what begins as one kind has to be read as that.
 */
function isSmall(image: Buffer, kind: string): boolean {
  try {
    const { type, width, height } = imageSize(image);
    if (type !== kind) return false;
    return [width, height].every((side) => side >= 1 && side <= mostPhotoSide);
  } catch {
    return false;
  }
}

/** Gives a contact another photo, or with null none. Who may do so, the caller has found out. */
export async function setPhoto(
  transaction: Transaction<Database>,
  organisationId: OrganisationId,
  contactId: ContactId,
  photo: Photo | null,
): Promise<void> {
  const [row, key] = [{ organisation_id: organisationId }, { contact_id: contactId }];
  if (photo === null) {
    const photos = transaction.deleteFrom('contact_photo').where('organisation_id', '=', organisationId);
    await photos.where('contact_id', '=', contactId).execute();
  } else {
    const { type, image } = photo;
    await transaction
      .insertInto('contact_photo')
      .values({ ...row, ...key, type, image })
      .onConflict((conflict) => conflict.column('contact_id').doUpdateSet({ type, image }))
      .execute();
  }
  await transaction
    .updateTable('contact')
    .set({ photo: photo?.version ?? null })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', contactId)
    .execute();
}

interface PhotosAsked {
  readonly userId: UserId;
  readonly contactIds: readonly ContactId[];
}

/**
 * Which photos contacts have, of those that the reader sees and that have one; many windows that come back at once are
 * read together.
 */
export function createPhotosOf(
  db: Kysely<Database>,
  organisationId: OrganisationId,
): (asked: PhotosAsked) => Promise<PhotosOfContacts['photos']> {
  return createGathered(
    ({ userId, contactIds }) => `${userId} ${contactIds.join()}`,
    async (all) => {
      const rows = await db
        .selectFrom('contact')
        .select(['id', 'photo', 'owner_user_id'])
        .where('organisation_id', '=', organisationId)
        .where('id', '=', sql<ContactId>`any(${[...new Set(all.flatMap(({ contactIds }) => contactIds))]}::uuid[])`)
        .where('photo', 'is not', null)
        .where('deleted_at', 'is', null)
        .execute();
      const found = new Map(rows.map((row) => [row.id, row]));
      return all.map(({ userId, contactIds }) =>
        contactIds.flatMap((contactId) => {
          const { photo, owner_user_id: owner } = found.get(contactId) ?? { photo: null, owner_user_id: null };
          return photo !== null && (owner === null || owner === userId) ? { contactId, photo } : [];
        }),
      );
    },
  );
}

/** The photo of a contact that the reader sees. @throws VaxelError request.notFound */
export async function readPhoto(
  db: Kysely<Database>,
  { organisationId, userId }: Reader,
  contactId: ContactId,
): Promise<Photo> {
  const row = await db
    .selectFrom('contact_photo')
    .innerJoin('contact', 'contact.id', 'contact_photo.contact_id')
    .select(['contact_photo.type', 'contact_photo.image', 'contact.photo'])
    .where('contact.organisation_id', '=', organisationId)
    .where('contact.id', '=', contactId)
    .where(isVisible(userId))
    .executeTakeFirst();
  if (row === undefined) throw new VaxelError('request.notFound', 'There is no such photo.');
  return { type: row.type, image: row.image, version: row.photo ?? '' };
}

import { Router } from 'express';
import type { Kysely } from 'kysely';
import { ContactParams } from '../contract/contacts/groups';
import { PhotoBody, PhotoQuery, PhotosQuery, type PhotosOfContacts } from '../contract/contacts/photos';
import { VaxelError } from '../contract/errors';
import type { OrganisationId } from '../contract/ids';
import { requestOf, route } from '../http/route';
import { onceEach } from '../limits/once-each';
import type { AuditLog } from '../ports/audit';
import type { Database } from '../ports/database';
import { createPhotosOf, readPhoto, readPhotoText, setPhoto } from './photos';

export interface PhotoRoutesDeps {
  readonly db: Kysely<Database>;
  readonly audit: AuditLog;
}

/** A photo is looked at for so long before it is asked for anew; another one has another address at once. */
const freshSeconds = 86_400;

/**
 * `/contacts/:contactId/photo`, and which photos there are, for whoever sees the contact; the company’s are changed by
 * administrators.
 */
export function createPhotoRoutes({ db, audit }: PhotoRoutesDeps): Router {
  const router = Router();
  const photosOf = onceEach((organisationId: OrganisationId) => createPhotosOf(db, organisationId));
  router.get(
    '/contacts/:contactId/photo',
    route({
      params: ContactParams,
      query: PhotoQuery,
      async handler({ principal, params: { contactId }, query: { v }, response }) {
        const { type, image, version } = await readPhoto(db, principal, contactId);
        const isThis = v === version;
        response
          .set('Cache-Control', isThis ? `private, max-age=${freshSeconds}` : 'private, no-cache')
          // What one person may see is not the next one's, at the same computer.
          .set('Vary', 'Authorization')
          .set('ETag', `"${version}"`)
          .set('Content-Disposition', 'inline')
          .type(type)
          .send(image);
      },
    }),
  );
  router.post(
    '/contacts/photos',
    route({
      body: PhotosQuery,
      async handler({ principal: { organisationId, userId }, body: { contactIds } }): Promise<PhotosOfContacts> {
        return { photos: contactIds.length === 0 ? [] : await photosOf(organisationId)({ userId, contactIds }) };
      },
    }),
  );
  router.put(
    '/administration/contacts/:contactId/photo',
    route({
      params: ContactParams,
      body: PhotoBody,
      async handler({ principal, params: { contactId }, body, request, response }) {
        const photo = body.photo === null ? null : readPhotoText(body.photo);
        const { organisationId } = principal;
        await db.transaction().execute(async (transaction) => {
          const contact = await transaction
            .selectFrom('contact')
            .select(['display_name', 'photo'])
            .where('organisation_id', '=', organisationId)
            .where('id', '=', contactId)
            .where('owner_user_id', 'is', null)
            .forUpdate()
            .executeTakeFirst();
          if (contact === undefined) throw new VaxelError('request.notFound', 'There is no such contact.');
          await setPhoto(transaction, organisationId, contactId, photo);
          await audit.record(transaction, organisationId, {
            actor: principal,
            action: 'contact.changed',
            object: { kind: 'contact', id: contactId, name: contact.display_name },
            before: { photo: contact.photo !== null },
            after: { photo: photo !== null },
            source: 'tab',
            request: requestOf({ request, response }),
          });
        });
      },
    }),
  );
  return router;
}

import { Router } from 'express';
import type { Kysely } from 'kysely';
import { ContactParams } from '../contract/contacts/groups';
import { CardText, OwnContactBody } from '../contract/contacts/own-contacts';
import type { ReadCards } from '../contract/contacts/own-contacts';
import { VaxelError } from '../contract/errors';
import type { ContactId, OrganisationId } from '../contract/ids';
import type { ContactView } from '../contract/people/people';
import { route } from '../http/route';
import type { PeopleStore } from '../people/store';
import type { Database } from '../ports/database';
import type { Principal } from '../ports/principal';
import type { LargeRequests } from '../ports/requests';
import { readCards, writeCard } from './cards';
import type { Changes } from './changes';
import { addOwnContact, changeOwnContact, removeOwnContact, restoreOwnContact } from './own-contacts';
import type { OwnContact } from './own-contacts';
import { readPhotoText } from './photos';
import type { Numbering } from './read-number';

export interface OwnContactRoutesDeps {
  readonly db: Kysely<Database>;
  peopleOf(organisationId: OrganisationId): Pick<PeopleStore, 'contact'>;
  readonly changes: Changes;
  readonly numbering: Numbering;
}

/** A text of JSON is longer than what it says. */
export const largeContactRequests = {
  '/own-contacts/read': { mostBytes: 400_000, limit: { points: 20, seconds: 60 } },
} as const satisfies LargeRequests;

/** `/own-contacts`: those that only their owner sees; `/contacts/:contactId/card`: any contact as a vCard. */
export function createOwnContactRoutes(deps: OwnContactRoutesDeps): Router {
  const router = Router();
  addChangeRoutes(router, deps);
  addRemovalRoutes(router, deps);
  addCardRoutes(router, deps);
  return router;
}

/** Every number and the photo, or nothing. @throws VaxelError contacts.noNumber | contacts.badPhoto */
function asRead(numbering: Numbering, { organisationId }: Principal, body: OwnContactBody): OwnContact {
  const numbers = body.numbers.map(({ label, number: typed }) => {
    const number = numbering.number(organisationId, typed);
    if (number === null) throw new VaxelError('contacts.noNumber', `${typed} is not a phone number.`);
    return { label, number };
  });
  const { photo } = body;
  return { ...body, numbers, photo: photo == null ? photo : readPhotoText(photo) };
}

const viewOf = async (
  { peopleOf }: OwnContactRoutesDeps,
  { organisationId, userId }: Principal,
  id: ContactId,
): Promise<ContactView> => ({ ...(await peopleOf(organisationId).contact(id, userId)), line: null });

function addChangeRoutes(router: Router, deps: OwnContactRoutesDeps): void {
  const { db, numbering, changes } = deps;
  router.post(
    '/own-contacts',
    route({
      body: OwnContactBody,
      async handler({ principal, body }) {
        const contact = asRead(numbering, principal, body);
        const id = await db.transaction().execute((each) => addOwnContact(each, principal, contact));
        changes.own(principal, id, 'contact');
        return viewOf(deps, principal, id);
      },
    }),
  );
  router.put(
    '/own-contacts/:contactId',
    route({
      params: ContactParams,
      body: OwnContactBody,
      async handler({ principal, params: { contactId }, body }) {
        const contact = asRead(numbering, principal, body);
        await db.transaction().execute((each) => changeOwnContact(each, principal, contactId, contact));
        changes.own(principal, contactId, 'contact');
        return viewOf(deps, principal, contactId);
      },
    }),
  );
}

function addRemovalRoutes(router: Router, { db, changes }: OwnContactRoutesDeps): void {
  router.delete(
    '/own-contacts/:contactId',
    route({
      params: ContactParams,
      async handler({ principal, params: { contactId } }) {
        await db.transaction().execute((each) => removeOwnContact(each, principal, contactId));
        changes.own(principal, contactId, 'contact');
      },
    }),
  );
  router.post(
    '/own-contacts/:contactId/restore',
    route({
      params: ContactParams,
      async handler({ principal, params: { contactId } }) {
        await db.transaction().execute((each) => restoreOwnContact(each, principal, contactId));
        changes.own(principal, contactId, 'contact');
      },
    }),
  );
}

function addCardRoutes(router: Router, { peopleOf, numbering }: OwnContactRoutesDeps): void {
  router.post(
    '/own-contacts/read',
    route({
      body: CardText,
      handler: ({ principal, body }): ReadCards => ({
        cards: readCards(body.text, (typed) => numbering.number(principal.organisationId, typed)),
      }),
    }),
  );
  router.get(
    '/contacts/:contactId/card',
    route({
      params: ContactParams,
      async handler({ principal, params: { contactId }, response }) {
        const contact = await peopleOf(principal.organisationId).contact(contactId, principal.userId);
        response.type('text/vcard').send(writeCard(contact));
      },
    }),
  );
}

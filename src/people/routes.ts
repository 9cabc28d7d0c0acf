import { Router } from 'express';
import { z } from 'zod';
import { ContactId } from '../contract/ids';
import type { OrganisationId, UserId } from '../contract/ids';
import type { ContactPage, ContactView } from '../contract/people/people';
import type { LineState } from '../contract/lines/line-state';
import { ContactQuery } from '../contract/people/people';
import { route } from '../http/route';
import type { ContactRecord } from './contact-row';
import type { PeopleStore } from './store';

export interface PeopleRoutesDeps {
  /** The store of an organisation, `createPeopleStores`. */
  peopleOf(organisationId: OrganisationId): PeopleStore;
  lineOf(userId: UserId): LineState;
}

/** `GET /me`, `/contacts`, `/contacts/:id`. */
export function createPeopleRoutes({ peopleOf, lineOf }: PeopleRoutesDeps): Router {
  const withLine = (contact: ContactRecord): ContactView => ({
    ...contact,
    line: contact.userId === null ? null : lineOf(contact.userId),
  });
  const router = Router();

  router.get(
    '/me',
    route({ handler: ({ principal }) => peopleOf(principal.organisationId).me(principal.userId, principal.roles) }),
  );
  router.get(
    '/contacts',
    route({
      query: ContactQuery,
      async handler({ principal, query }): Promise<ContactPage> {
        const people = peopleOf(principal.organisationId);
        const typed = query.q?.trim() ?? '';
        const viewer = principal.userId;
        const page =
          typed === ''
            ? await people.page({ ...query, viewer })
            : { contacts: await people.search(typed, query.limit, viewer), next: null };
        return { contacts: page.contacts.map(withLine), next: page.next };
      },
    }),
  );
  router.get(
    '/contacts/:id',
    route({
      params: z.object({ id: ContactId }),
      handler: async ({ principal, params }) =>
        withLine(await peopleOf(principal.organisationId).contact(params.id, principal.userId)),
    }),
  );
  return router;
}

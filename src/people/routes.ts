import { Router } from 'express';
import { z } from 'zod';
import { ContactId } from '../contract/ids';
import type { OrganisationId, UserId } from '../contract/ids';
import type { ContactPage, ContactView } from '../contract/people/people';
import type { LineState } from '../contract/lines/line-state';
import { ContactQuery } from '../contract/people/people';
import { route } from '../http/route';
import type { Principal } from '../ports/principal';
import type { ContactRecord } from './contact-row';
import type { ListDirectory } from './list-directory';
import type { SearchDirectory } from './search-directory';
import type { ContactRecordPage, PeopleStore } from './store';

export interface PeopleRoutesDeps {
  /** The store of an organisation, `createPeopleStores`. */
  peopleOf(organisationId: OrganisationId): PeopleStore;
  readonly search: SearchDirectory;
  readonly list: ListDirectory;
  lineOf(userId: UserId): LineState;
}

/** `GET /me`, `/contacts`, `/contacts/letters`, `/contacts/:id`. */
export function createPeopleRoutes({ peopleOf, search, list, lineOf }: PeopleRoutesDeps): Router {
  const withLine = (contact: ContactRecord): ContactView => ({
    ...contact,
    line: contact.userId === null ? null : lineOf(contact.userId),
  });
  async function pageFor(principal: Principal, query: ContactQuery): Promise<ContactRecordPage> {
    const typed = query.q?.trim() ?? '';
    if (typed !== '') return { contacts: await search(principal, typed, query.limit), next: null };
    if (query.offset !== undefined)
      return { contacts: await list.page(principal, query.offset, query.limit), next: null };
    return peopleOf(principal.organisationId).page({ ...query, viewer: principal.userId });
  }
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
        const page = await pageFor(principal, query);
        return { contacts: page.contacts.map(withLine), next: page.next };
      },
    }),
  );
  router.get('/contacts/letters', route({ handler: ({ principal }) => list.letters(principal) }));
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

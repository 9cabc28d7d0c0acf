import { Router } from 'express';
import { z } from 'zod';
import { CsvReader } from '../contract/csv';
import { LinkAcceptance, OrganisationDetails } from '../contract/joining/joining';
import type { OrganisationId } from '../contract/ids';
import { inOne, sendCsv } from '../csv/send-csv';
import { requestOf, route, type RouteInput } from '../http/route';
import type { By, LinkRequestStore } from './link-requests';
import type { OrganisationStore } from './organisation';

export interface AdministrationRoutesDeps {
  requestsOf(organisationId: OrganisationId): LinkRequestStore;
  organisationOf(organisationId: OrganisationId): OrganisationStore;
}

const ofAccount = z.object({ accountId: z.uuid() });
const by = (input: RouteInput<unknown, unknown, unknown>): By => ({
  actor: input.principal,
  request: requestOf(input),
});

const header = {
  sv: ['Namn', 'E-post', 'Frågade ({zone})', 'Nekad', 'Förslag', 'Anknytning'],
  en: ['Name', 'E-mail', 'Asked ({zone})', 'Refused', 'Proposal', 'Extension'],
} as const;

/** `/administration/links`, also as a file, `/administration/organisation`. */
export function createAdministrationRoutes({ requestsOf, organisationOf }: AdministrationRoutesDeps): Router {
  const router = Router();
  router.get(
    '/administration/links',
    route({ handler: ({ principal }) => requestsOf(principal.organisationId).list() }),
  );
  router.get(
    '/administration/links.csv',
    route({
      query: CsvReader,
      async handler({ principal, query: reader, response }) {
        const { requests } = await requestsOf(principal.organisationId).list();
        const rows = requests.map(({ name, mailAddress, askedAtMs, refused, proposal }) => [
          name,
          mailAddress,
          new Date(askedAtMs),
          refused,
          proposal?.name ?? null,
          proposal?.extension ?? null,
        ]);
        await sendCsv(response, { name: 'vaxel-links', reader, header: header[reader.language], parts: inOne(rows) });
      },
    }),
  );
  router.post(
    '/administration/links/:accountId/accept',
    route({
      params: ofAccount,
      body: LinkAcceptance,
      handler: (input) =>
        requestsOf(input.principal.organisationId).accept(by(input), input.params.accountId, input.body.userId),
    }),
  );
  router.post(
    '/administration/links/:accountId/refuse',
    route({
      params: ofAccount,
      handler: (input) => requestsOf(input.principal.organisationId).refuse(by(input), input.params.accountId),
    }),
  );
  router.get(
    '/administration/organisation',
    route({ handler: ({ principal }) => organisationOf(principal.organisationId).read() }),
  );
  router.put(
    '/administration/organisation',
    route({
      body: OrganisationDetails,
      handler: (input) => organisationOf(input.principal.organisationId).change(by(input), input.body),
    }),
  );
  return router;
}

import { Router } from 'express';
import { z } from 'zod';
import { AuditPage, AuditQuery } from '../../src/contract/audit/audit';
import type { AuditRow } from '../../src/contract/audit/audit';
import { LinkAcceptance, LinkRequests, OrganisationDetails } from '../../src/contract/joining/joining';
import type { LinkRequest } from '../../src/contract/joining/joining';
import { route } from '../../src/http/route';
import { checked } from '../../tabs/fakes/checked';
import type { Script } from './script';
import { cecilia, userId } from '../../tabs/fakes/samples';

const eva = { userId: userId(5), name: 'Eva Nyström', role: 'administrator' as const };

/** A row of the audit log, with what a test does not care about filled in. */
const anAuditRow = (change: Partial<AuditRow>): AuditRow => ({
  id: '1',
  atMs: Date.parse('2026-11-25T09:12:00Z'),
  actor: eva,
  actingFor: null,
  action: 'person.changed',
  object: { kind: 'person', id: userId(2), name: 'Björn Åkesson' },
  before: { extension: '1022', department: null },
  after: { extension: '1002', department: 'Service' },
  reason: null,
  source: 'tab',
  requestId: null,
  address: '127.0.0.1',
  ...change,
});

const auditRows: readonly AuditRow[] = [
  anAuditRow({ id: '3' }),
  anAuditRow({
    id: '2',
    action: 'activity.set',
    actor: { userId: cecilia.userId ?? userId(3), name: 'Cecilia Ek', role: 'supervisor' },
    before: null,
    after: null,
    reason: 'Ringde in sjuk',
  }),
  anAuditRow({
    id: '1',
    actor: null,
    source: 'graph',
    action: 'person.added',
    before: null,
    after: { name: 'Li Wei' },
  }),
];

/** What administrators' screens ask for, without a database. */
export function createScriptedAdministration(now: () => Script): Router {
  const router = Router();
  router.get(
    '/administration/audit',
    route({
      query: AuditQuery,
      handler({ query: { q = '', action } }) {
        const rows = auditRows.filter(
          (row) => (action === undefined || row.action === action) && row.object.name.includes(q),
        );
        return checked(AuditPage, { rows, next: null });
      },
    }),
  );
  router.get('/administration/audit.csv', (_request, response) => void response.attachment('x.csv').send('\ufeffTid'));
  addJoining(router, now);
  return router;
}

/** Who waits to be let in, and the organisation. */
function addJoining(router: Router, now: () => Script): void {
  const frida = { userId: userId(21), name: 'Frida Falk', extension: '1021' };
  const first: readonly LinkRequest[] = [
    {
      accountId: '5a6352c1-7d72-46d4-adac-80b4aa40ec6c',
      name: 'Frida Falk',
      mailAddress: 'frida.falk@fjallbo.example',
      askedAtMs: Date.parse('2026-11-25T09:12:00Z'),
      refused: false,
      proposal: frida,
    },
    {
      accountId: '6b7463d2-8e83-47e5-bebd-91c5bb51fd7d',
      name: 'Stina Alm',
      mailAddress: 'stina.alm@fjallbo.example',
      askedAtMs: Date.parse('2026-11-25T09:40:00Z'),
      refused: true,
      proposal: null,
    },
  ];
  /** Of each test its own. */
  const waiting = new WeakMap<Script, readonly LinkRequest[]>();
  const requests = (): readonly LinkRequest[] => waiting.get(now()) ?? first;
  let details: OrganisationDetails = {
    name: 'Fjällbo AB',
    country: 'SE',
    language: 'sv',
    timeZone: 'Europe/Stockholm',
    extensions: null,
    mailDomains: ['fjallbo.example'],
  };
  const params = z.object({ accountId: z.uuid() });
  router.get(
    '/administration/links',
    route({
      handler: () => checked(LinkRequests, { requests: [...requests()], unlinked: [frida], nextExtension: '1022' }),
    }),
  );
  router.post(
    '/administration/links/:accountId/accept',
    route({
      params,
      body: LinkAcceptance,
      handler({ params: { accountId } }) {
        waiting.set(
          now(),
          requests().filter((each) => each.accountId !== accountId),
        );
      },
    }),
  );
  router.get('/administration/organisation', route({ handler: () => checked(OrganisationDetails, details) }));
  router.put(
    '/administration/organisation',
    route({ body: OrganisationDetails, handler: ({ body }) => (details = body) }),
  );
}

import { Router } from 'express';
import { ActivityAdministration, ActivityDraft, ActivityOrder } from '../../src/contract/activities/activity';
import type { ActivityDefinition } from '../../src/contract/activities/activity';
import { z } from 'zod';
import { AuditPage, AuditQuery } from '../../src/contract/audit/audit';
import type { AuditRow } from '../../src/contract/audit/audit';
import { callClasses, dearClasses } from '../../src/contract/rules/classes';
import { RightsView, type ClassRightView } from '../../src/contract/rules/rights';
import { RefusedPage, type RefusedCall } from '../../src/contract/rules/refused-calls';
import { RulesView } from '../../src/contract/rules/rules';
import { ImportList } from '../../src/contract/imports/imports';
import { LinkAcceptance, LinkRequests, OrganisationDetails } from '../../src/contract/joining/joining';
import type { LinkRequest } from '../../src/contract/joining/joining';
import { Health } from '../../src/contract/support/health';
import { route } from '../../src/http/route';
import { VaxelError } from '../../src/contract/errors';
import { NumbersPage, NumbersQuery } from '../../src/contract/administration/numbers';
import { StaffPage, StaffParams, StaffQuery, StaffView } from '../../src/contract/administration/staff';
import { activityChoices, activityDefinitions } from '../../tabs/fakes/activity-samples';
import { checked } from '../../tabs/fakes/checked';
import type { Script } from './script';
import { addAnswerGroups } from './scripted-group-administration';
import { addTrunks } from './scripted-trunks';
import { activityId, cecilia, contactId, userId } from '../../tabs/fakes/samples';

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

const aPerson = (n: number, name: string, change: Partial<StaffView> = {}): StaffView => ({
  userId: userId(n),
  contactId: contactId(n),
  name,
  department: 'Service',
  role: 'Servicetekniker',
  extension: String(1000 + n),
  mailAddress: `${name.split(' ')[0]?.toLowerCase()}@fjallbo.example`,
  numbers: [{ number: `+4685192001${n}`, label: 'Kontor' }],
  linked: true,
  company: null,
  deactivatedAtMs: null,
  photo: null,
  callsTo: null,
  ...change,
});
const staff: StaffView[] = [
  aPerson(1, 'Anna Lind'),
  aPerson(2, 'Björn Åkesson', { linked: false }),
  aPerson(3, 'Cecilia Ek', { deactivatedAtMs: 1, callsTo: { userId: userId(1), name: 'Anna Lind' }, numbers: [] }),
];
const ranges = [{ first: '+46851920010', last: '+46851920019', size: 10, used: 2 }];
const user = { userId: userId(1), name: 'Anna Lind', label: 'Kontor', deactivated: false };
const numbers: NumbersPage['numbers'] = [
  { number: '+46851920010', user: null, group: null, inRange: true },
  { number: '+46851920011', user, group: null, inRange: true },
];
/** The list as it was delivered; what is changed is answered with, and kept for this test's server only. */
function addActivities(router: Router): void {
  const shortcuts = activityChoices(0).shortcuts;
  const answer = (activities: readonly ActivityDefinition[] = activityDefinitions) =>
    checked(ActivityAdministration, { activities: [...activities], shortcuts, codePrefix: '*23*' });
  router.get('/administration/activities', route({ handler: () => answer() }));
  router.post(
    '/administration/activities',
    route({
      body: ActivityDraft,
      handler: ({ body }) =>
        answer([...activityDefinitions, { ...body, id: activityId(99), key: 'own', position: 99 }]),
    }),
  );
  router.put(
    '/administration/activities/order',
    route({
      body: ActivityOrder,
      handler: ({ body }) =>
        answer(body.activityIds.flatMap((id) => activityDefinitions.filter((each) => each.id === id))),
    }),
  );
}

const noRules = {
  revision: 0,
  rules: [],
  defaults: [],
  names: {
    users: {},
    activities: { meeting: { sv: 'Möte', en: 'Meeting' } },
    groups: { '00000000-0000-4000-8000-0000000000aa': 'Support' },
  },
  problems: {},
  numbers: [],
  mobile: null,
};
const everyClass = Object.fromEntries(
  callClasses.map((each) => {
    const who = dearClasses.has(each) ? 'nobody' : 'everybody';
    const right: ClassRightView = { who, people: [], offHours: 'same', offHoursPeople: [] };
    return [each, right];
  }),
) as RightsView['classes'];
const usualRights: RightsView = {
  revision: 0,
  forwarders: 'everybody',
  chosen: [],
  countries: ['SE'],
  callers: 'everybody',
  chosenCallers: [],
  callCountries: ['NO', 'SE'],
  classes: everyClass,
  openHours: [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '17:00' }],
  publicHolidays: false,
  closedDays: [{ date: '2026-12-23', everyYear: false, name: 'Inventering' }],
  comingHolidays: [{ date: '2026-12-25', name: { sv: 'juldagen', en: 'Christmas Day' } }],
  siteNumber: '+46851920000',
  helpTold: [],
  pickers: 'nobody',
  chosenPickers: [],
  barred: ['+46939'],
  callsAtOnce: 100,
  abroadAnHour: 60,
  minutesADay: 60_000,
  minutesOfPerson: 1_440,
  newADay: 300,
  newOfPerson: 30,
  country: 'SE',
  timeZone: 'Europe/Stockholm',
};

const refusedCall: RefusedCall = {
  id: '1',
  atMs: Date.parse('2026-11-25T09:12:00Z'),
  person: { userId: userId(2), name: 'Björn Åkesson' },
  number: '+469001234567',
  class: 'premium',
  reason: 'classNotAllowed',
  way: 'transfer',
};

/** What administrators' screens ask for, without a database. */
export function createScriptedAdministration(now: () => Script): Router {
  const router = Router();
  addActivities(router);
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
  router.get(
    '/administration/people',
    route({
      query: StaffQuery,
      handler() {
        const photoOf = (id: string) => now().contacts.find((contact) => contact.id === id)?.photo ?? null;
        const people = staff.map((each) => ({ ...each, photo: photoOf(each.contactId) }));
        return checked(StaffPage, { people, next: null, count: staff.length });
      },
    }),
  );
  router.get(
    '/administration/people/:id',
    route({
      params: StaffParams,
      handler({ params }) {
        const found = staff.find((each) => each.userId === params.id);
        if (!found) throw new VaxelError('request.notFound');
        return checked(StaffView, found);
      },
    }),
  );
  router.get(
    '/administration/numbers',
    route({ query: NumbersQuery, handler: () => checked(NumbersPage, { ranges, numbers, next: null }) }),
  );
  router.get('/administration/rules', route({ handler: () => checked(RulesView, noRules) }));
  router.get('/administration/rights', route({ handler: () => checked(RightsView, usualRights) }));
  const refused = { rows: [refusedCall], next: null };
  router.get('/administration/rights/refused', route({ handler: () => checked(RefusedPage, refused) }));
  router.get('/administration/imports', route({ handler: () => checked(ImportList, { imports: [] }) }));
  addTrunks(router);
  addAnswerGroups(router, now);
  addJoining(router, now);
  const health = {
    versions: { vaxel: '0.0.0', node: '20', database: 'PostgreSQL 18', switch: 'embedded', parts: {} },
    startedAtMs: Date.parse('2026-11-25T06:00:00Z'),
    database: { answeredInMs: 1.2, bytes: 48_000_000 },
    switch: { devices: 12, calls: 1 },
    jobs: { waiting: 0, oldestMs: null, failed: 2 },
    keys: { count: 3, readAtMs: Date.parse('2026-11-25T06:00:00Z'), failedAtMs: null },
    windows: [{ version: '0.0.0', count: 7 }],
  };
  router.get('/administration/health', route({ handler: () => checked(Health, health) }));
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

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Router } from 'express';
import { z } from 'zod';
import { ActivityChoices, Delegates, DelegatesChange, ShortcutsChange } from '../../src/contract/activities/activity';
import { DeviceEnrolment, SipCredentials } from '../../src/contract/devices/devices';
import { sipPath } from '../../src/contract/devices/sip';
import { VaxelError } from '../../src/contract/errors';
import { fold } from '../../src/contract/fold';
import { HistoryPage, HistoryQuery, HistorySeen } from '../../src/contract/history/history';
import { ContactId } from '../../src/contract/ids';
import type { DeviceId } from '../../src/contract/ids';
import { ContactLetters, ContactPage, ContactQuery, ContactView, Me } from '../../src/contract/people/people';
import { SettingsChange } from '../../src/contract/settings/settings';
import { ToAnswerList } from '../../src/contract/to-answer/to-answer';
import { Versions } from '../../src/contract/support/versions';
import { route } from '../../src/http/route';
import { createLetterOf, createLetters } from '../../src/people/index/letters';
import { createPageRoutes } from '../../src/local/page-routes';
import { activityChoices } from '../../tabs/fakes/activity-samples';
import { checked } from '../../tabs/fakes/checked';
import { aContact } from '../../tabs/fakes/samples';
import type { Script } from './script';
import { createScriptedAnswerGroups } from './scripted-answer-groups';
import { createScriptedCalendar } from './scripted-calendar';
import { createScriptedContacts } from './scripted-contacts';
import { createScriptedDeskPhones } from './scripted-desk-phones';
import { createScriptedAdministration } from './scripted-administration';
import { createScriptedRecordings } from './scripted-recordings';
import { createScriptedRules } from './scripted-rules';
import { createScriptedVoicemail } from './scripted-voicemail';

/** Where the build has put the pages. */
export const dist = join(process.cwd(), 'dist');
/** How long what the script hands out is good for. */
export const validForMs = 3_600_000;

/** The windows that asked to be phones, by their ids. */
export type Devices = Map<string, { readonly id: DeviceId; readonly enrolment: DeviceEnrolment }>;

/** The routes below `/api` that screens use. What goes in is checked by the contract, and so is what comes out. */
export function createScriptedRoutes(now: () => Script, devices: Devices): Router {
  const router = Router();
  addPeople(router, now);
  addHistory(router, now);
  router.use(createScriptedContacts(now));
  addActivities(router, now);
  router.use(createScriptedAdministration(now));
  router.use(createScriptedDeskPhones(now));
  router.use(createScriptedCalendar(now));
  router.use(createScriptedRules(now));
  router.use(createScriptedVoicemail(now));
  router.use(createScriptedRecordings(now));
  router.use(createScriptedAnswerGroups(now));
  router.get(
    '/to-answer',
    route({ handler: () => checked(ToAnswerList, { parties: [...now().toAnswer], more: false }) }),
  );
  router.get('/settings', route({ handler: () => now().snapshot().settings }));
  router.patch(
    '/settings',
    route({
      body: SettingsChange.strict(),
      handler({ body }) {
        now().changeSettings(body);
        return now().snapshot().settings;
      },
    }),
  );
  const versions = { vaxel: '0.0.0', node: '20', database: 'none', switch: 'none', parts: {} };
  router.get('/versions', route({ handler: () => checked(Versions, versions) }));
  router.post('/devices', route({ body: DeviceEnrolment, handler: ({ body }) => credentials(devices, body) }));
  router.delete('/devices/:deviceId', route({ handler: () => undefined }));
  return router;
}

function addPeople(router: Router, now: () => Script): void {
  router.get('/me', route({ handler: () => checked(Me, now().snapshot().me) }));
  router.get(
    '/contacts',
    route({
      query: ContactQuery,
      handler({ query: { q = '', offset = 0, limit } }) {
        const isHit = (text: string): boolean => fold(text).includes(fold(q));
        const contacts = now().contacts.filter(({ displayName, extension }) => isHit(`${displayName} ${extension}`));
        return checked(ContactPage, { contacts: contacts.slice(offset, offset + limit), next: null });
      },
    }),
  );
  router.get(
    '/contacts/letters',
    route({
      handler: () => checked(ContactLetters, scriptedLetters(now().contacts)),
    }),
  );
  router.get(
    '/contacts/:id',
    route({
      params: z.object({ id: ContactId }),
      handler({ params }) {
        const { user } = now().snapshot().me;
        // The list is of the others.
        const own = aContact({ id: user.contactId, userId: user.id, displayName: user.displayName });
        const found = [...now().contacts, own].find(({ id }) => id === params.id);
        if (!found) throw new VaxelError('request.notFound');
        return checked(ContactView, found);
      },
    }),
  );
}

function scriptedLetters(contacts: readonly ContactView[]): ContactLetters {
  const firstLetters = contacts.map(({ displayName }) => displayName.codePointAt(0) ?? 0);
  return { total: contacts.length, letters: createLetters(firstLetters, createLetterOf('sv')) };
}

/** Shortcuts and delegates are the person's own doing: the script keeps them. */
function addActivities(router: Router, now: () => Script): void {
  const choices = (): ActivityChoices =>
    activityChoices(Date.now(), {
      ...(now().shortcuts === null ? {} : { shortcuts: [...(now().shortcuts ?? [])], isOwn: true }),
      mayBeSet: [...now().mayBeSet],
    });
  const delegates = (): Delegates => ({
    delegates: now().contacts.flatMap(({ userId, displayName }) =>
      userId !== null && now().delegates.includes(userId) ? { userId, displayName } : [],
    ),
  });
  router.get('/activities', route({ handler: () => checked(ActivityChoices, choices()) }));
  router.put(
    '/activities/shortcuts',
    route({
      body: ShortcutsChange,
      handler({ body }) {
        now().shortcuts = body.shortcuts;
        return checked(ActivityChoices, choices());
      },
    }),
  );
  router.get('/activities/delegates', route({ handler: () => checked(Delegates, delegates()) }));
  router.put(
    '/activities/delegates',
    route({
      body: DelegatesChange,
      handler({ body }) {
        now().delegates = body.userIds;
        return checked(Delegates, delegates());
      },
    }),
  );
}

function addHistory(router: Router, now: () => Script): void {
  router.get(
    '/history',
    route({
      query: HistoryQuery,
      handler({ query: { show } }) {
        const entries = now()
          .snapshot()
          .history.filter(({ outcome }) => show === 'all' || outcome === 'missed');
        return checked(HistoryPage, { entries, next: null });
      },
    }),
  );
  router.post(
    '/history/seen',
    route({
      body: HistorySeen,
      handler({ body }) {
        const [callIds, untilMs] = 'callIds' in body ? [body.callIds, null] : [[], Date.now()];
        now().says({ type: 'history.seen', callIds, untilMs });
      },
    }),
  );
}

function credentials(devices: Devices, enrolment: DeviceEnrolment): SipCredentials {
  const { id } = devices.get(enrolment.windowId) ?? { id: randomUUID() as DeviceId };
  devices.set(enrolment.windowId, { id, enrolment });
  const realm = 'script.invalid';
  return checked(SipCredentials, {
    deviceId: id,
    addressOfRecord: `sip:${id}@${realm}`,
    username: id,
    password: id,
    realm,
    nonce: null,
    webSocketPath: sipPath,
    withoutCandidates: true,
    expiresAtMs: Date.now() + validForMs,
    validForMs,
    iceServers: [],
  });
}

/** What the local workplace would answer: its pages, a token for whoever asks, and a chat in which nothing is said. */
export function createScriptedWorkplace(now: () => Script): Router {
  const router = Router();
  router.get('/local/token', (_request, response) => {
    response.set('Cache-Control', 'no-store').type('text/plain').send(now().userId);
  });
  router.post('/local/chat/open', (_request, response) => void response.status(204).end());
  router.get('/local/chat/events', (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(`data: ${JSON.stringify({ type: 'snapshot', messages: [] })}\n\n`);
  });
  router.use(createPageRoutes(join(dist, 'local')));
  return router;
}

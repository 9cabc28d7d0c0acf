import type { Kysely } from 'kysely';
import { auditLog } from '../../src/audit/record';
import { createContactsFeature, type ContactsFeature } from '../../src/contacts/feature';
import type { OrganisationId, UserId } from '../../src/contract/ids';
import type { ServerEvent } from '../../src/contract/realtime';
import { createLineStates } from '../../src/lines/line-states';
import { createLines } from '../../src/lines/lines';
import { createPeopleRoutes } from '../../src/people/routes';
import { createPeopleStores } from '../../src/people/store';
import type { Database } from '../../src/ports/database';
import type { Principal } from '../../src/ports/principal';
import { serveApp, type ServedApp } from './http-app';
import { storedDirectory } from './stored-directory';

/** What was told to whom, and of what topic. */
export interface ContactsTold {
  readonly told: { userId: UserId; event: ServerEvent }[];
  readonly changed: string[];
}

/** People and contacts over HTTP; a token is the key of a person, any other is Anna as an administrator. */
export async function serveContacts(
  db: Kysely<Database>,
  people: Readonly<Record<string, Principal>>,
  { told, changed }: ContactsTold,
): Promise<{ served: ServedApp; feature: ContactsFeature }> {
  const publisher = {
    toUser: (_: OrganisationId, userId: UserId, event: ServerEvent) => void told.push({ userId, event }),
    changed: (_topic: string, _: OrganisationId, id: string) => void changed.push(id),
  };
  const lines = createLines(db);
  await lines.load();
  const lineStates = createLineStates({ lines, publisher });
  const peopleOf = createPeopleStores(db, lines.extensionLengths);
  const infrastructure = { db, publisher, audit: auditLog, clock: { nowMs: () => 5 } } as never;
  const feature = createContactsFeature(infrastructure, {
    lines,
    lineStates,
    peopleOf,
    personalChanged: () => undefined,
    isAvailable: () => true,
    zoneOf: async () => 'Europe/Stockholm',
    hasWindow: () => true,
  });
  const routes = createPeopleRoutes({ ...storedDirectory(peopleOf), lineOf: lineStates.of });
  const served = await serveApp({
    routers: [routes, feature.router ?? (() => undefined)] as never,
    largeRequests: feature.largeRequests ?? {},
    authenticate: async (token) => people[token] ?? { ...(people['anna'] as Principal), roles: ['administrator'] },
  });
  return { served, feature };
}

import { auditLog } from '../../src/audit/record';
import { createAuditStore } from '../../src/audit/store';
import { createAdministrationFeature } from '../../src/administration/feature';
import type { StaffPage } from '../../src/contract/administration/staff';
import { createLines } from '../../src/lines/lines';
import type { Principal } from '../../src/ports/principal';
import { createTestDatabase } from '../fakes/database';
import { serveApp } from '../fakes/http-app';
import { addOrganisation, addUser } from '../fakes/organisation';

const annasAccount = '7d0a2b36-0c8c-4f43-8d0b-52d0b8f4a001';

export type StaffOffice = Awaited<ReturnType<typeof openStaffOffice>>;

/** The administration of people over HTTP: Eva's organisation, in which Anna is linked and Björn is not, and Olga's. */
export async function openStaffOffice() {
  const database = await createTestDatabase();
  const people: Record<string, Principal> = {};
  const changedGroups: string[] = [];
  const { db } = database;
  const fjallbo = await addOrganisation(db);
  const sjobris = await addOrganisation(db, { name: 'Sjöbris' });
  const user = async (displayName: string, extension: string, objectId: string | null = null, number?: string) =>
    (
      await addUser(db, fjallbo, {
        displayName,
        extension,
        objectId,
        department: 'Service',
        ...(number !== undefined && { ownNumbers: [{ number, label: 'Kontor' }] }),
      })
    ).userId;
  const eva = await user('Eva Nyström', '1005');
  const anna = await user('Anna Lind', '1001', annasAccount, '+46851920011');
  const bjorn = await user('Björn Åkesson', '1002', null, '+46851920012');
  const { userId: olga } = await addUser(db, sjobris, { displayName: 'Olga Berg', extension: '2001' });
  const roles: Principal['roles'] = ['user', 'administrator'];
  people['eva'] = { organisationId: fjallbo.id, userId: eva, roles, expiresAtMs: 0 };
  people['olga'] = { organisationId: sjobris.id, userId: olga, roles, expiresAtMs: 0 };
  people['anna'] = { organisationId: fjallbo.id, userId: anna, roles: ['user', 'supervisor'], expiresAtMs: 0 };
  const { router } = createAdministrationFeature(
    { db, audit: auditLog, logger: { debug() {}, info() {}, warn() {}, error() {} } },
    {
      lines: { onGone: () => undefined } as never,
      calls: {} as never,
      groupChanged: (_, id) => void changedGroups.push(id),
    },
  );
  const served = await serveApp({
    routers: router ? [router] : [],
    authenticate: async (token) => people[token] as Principal,
  });

  async function ask<T>(
    method: string,
    path: string,
    body?: unknown,
    as = 'eva',
  ): Promise<{ status: number; json: T }> {
    const response = await fetch(`${served.url}/api/administration/${path}`, {
      method,
      headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, json: (text.startsWith('{') ? JSON.parse(text) : text) as T };
  }
  const names = async (query: string) =>
    (await ask<StaffPage>('GET', `people?${query}`)).json.people.map(({ name }) => name);
  const told = async () =>
    (await createAuditStore(database.db, fjallbo.id).page({ limit: 10 })).rows.map(
      ({ action, object, before, after }) => ({
        action,
        name: object.name,
        before,
        after,
      }),
    );
  const lines = async () => {
    const all = createLines(database.db);
    await all.load();
    return all;
  };

  async function close(): Promise<void> {
    await served.close();
    await database.close();
  }

  return { database, fjallbo, eva, anna, bjorn, annasAccount, changedGroups, ask, names, told, lines, close };
}

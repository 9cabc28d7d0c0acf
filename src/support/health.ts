import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Health } from '../contract/support/health';
import type { Versions } from '../contract/support/versions';
import type { Clock } from '../ports/clock';
import type { Database } from '../ports/database';
import { withDeadline } from '../time/deadline';

export interface HealthDeps {
  readonly db: Kysely<Database>;
  readonly clock: Clock;
  readonly versions: Versions;
  readonly devices: { reachableOf(userId: UserId): readonly unknown[] };
  readonly calls: { callsOf(userId: UserId): readonly { readonly id: string }[] };
  backlogOf(organisationId: OrganisationId): Promise<Health['jobs']>;
  keysOf(tenantId: string): Health['keys'];
  windowsOf(organisationId: OrganisationId): readonly Health['windows'][number][];
}

const databaseMs = 2_000;
const nothing: Health['jobs'] = { waiting: 0, oldestMs: null, failed: 0 };

/** How the server does, of what it has in memory and of what the database says; nothing of other organisations. */
export function createHealth(deps: HealthDeps): (organisationId: OrganisationId) => Promise<Health> {
  const { db, clock, versions } = deps;
  const startedAtMs = clock.nowMs() - Math.round(process.uptime() * 1_000);
  return async (organisationId) => {
    const startMs = performance.now();
    const asked = readDatabase(db, organisationId).then((found) => ({ found, ms: performance.now() - startMs }));
    const database = await withDeadline(clock, databaseMs, asked, null);
    const jobs = database === null ? nothing : await deps.backlogOf(organisationId);
    const people = database?.found.users ?? [];
    return {
      versions,
      startedAtMs,
      database: {
        answeredInMs: database === null ? null : Math.round(database.ms * 10) / 10,
        bytes: database?.found.bytes ?? null,
      },
      switch: {
        devices: people.reduce((sum, userId) => sum + deps.devices.reachableOf(userId).length, 0),
        calls: new Set(people.flatMap((userId) => deps.calls.callsOf(userId).map(({ id }) => id))).size,
      },
      jobs,
      keys: deps.keysOf(database?.found.tenantId ?? ''),
      windows: [...deps.windowsOf(organisationId)],
    };
  };
}

async function readDatabase(db: Kysely<Database>, organisationId: OrganisationId) {
  const [size, users, organisation] = await Promise.all([
    sql<{ readonly bytes: string }>`select pg_database_size(current_database())::text as bytes`.execute(db),
    db.selectFrom('app_user').select('id').where('organisation_id', '=', organisationId).execute(),
    db.selectFrom('organisation').select('entra_tenant_id').where('id', '=', organisationId).executeTakeFirst(),
  ]);
  return {
    bytes: Number(size.rows[0]?.bytes ?? 0),
    users: users.map(({ id }) => id),
    tenantId: organisation?.entra_tenant_id ?? '',
  };
}

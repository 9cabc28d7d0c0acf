import { auditLog } from '../../../src/audit/record';
import { readConfig } from '../../../src/config';
import { compose } from '../../../src/compose';
import { VaxelError } from '../../../src/contract/errors';
import type { OrganisationId, UserId } from '../../../src/contract/ids';
import type { Principal } from '../../../src/ports/principal';
import { createCallLimits } from '../../../src/limits/call-limits';
import { createTurns } from '../../../src/limits/turns';
import { demoOrganisations } from '../../../src/local/demo/organisations';
import { demoOrganisationId, demoUserId } from '../../../src/local/demo/ids';
import { seedDemo } from '../../../src/local/demo/seed';
import { createLogger } from '../../../src/logger';
import { createFeatures } from '../../../src/all-features';
import { openDatabase } from '../../../src/storage/database';
import { createProcessOwnership } from '../../../src/storage/process-ownership';
import { createWakes } from '../../../src/storage/wakes';
import { systemClock } from '../../../src/time/system-clock';
import { createTestDatabase, migrationsFolder } from '../../fakes/database';
import { soundWorkHere } from '../../fakes/sound-work';
import { serveApp } from '../../fakes/http-app';
import { createRecordingSwitch } from '../../fakes/recording-switch';
import { createEveryRow } from './every-row';
import { rowsOf } from './rows';

const pass = (_request: unknown, _response: unknown, next: () => void): void => next();

/** Whom the publisher told, and what. */
interface Told {
  readonly organisationId: OrganisationId;
  readonly what: unknown;
}

const organisation = (key: string): (typeof demoOrganisations)[number] => {
  const found = demoOrganisations.find((each) => each.key === key);
  if (found === undefined) throw new Error(`no organisation ${key}`);
  return found;
};

/** Nothing comes of time alone: what is told, and what changes, comes of what was asked. */
const clock: typeof systemClock = {
  ...systemClock,
  after: (delayMs, callback) => (delayMs < 30_000 ? systemClock.after(delayMs, callback) : () => undefined),
};

export interface WorldOptions {
  /** By which address the features reach the database; default: directly. */
  readonly reach?: (url: string) => Promise<string>;
}

/**
 * All features over a database with two organisations that have a row of everything. One of Sjöbris, with every role
 * there is, asks; the limits of the outermost layer are away, since it asks for everything at once.
 */
export async function createWorld({ reach }: WorldOptions = {}) {
  const database = await createTestDatabase();
  await seedDemo(database.db);
  const everyRow = await createEveryRow(database.pool, rowsOf);
  const [fjallbo, sjobris] = [demoOrganisationId({ key: 'fjallbo' }), demoOrganisationId({ key: 'sjobris' })];
  const unfilled = [...(await everyRow.fill(fjallbo)), ...(await everyRow.fill(sjobris))];
  const olga: Principal = {
    organisationId: sjobris,
    userId: demoUserId(organisation('sjobris'), { key: 'olga' }) satisfies UserId,
    roles: ['user', 'supervisor', 'administrator'],
    expiresAtMs: Date.now() + 3_600_000,
  };

  const way =
    reach === undefined
      ? null
      : await openDatabase({ where: { url: await reach(database.url) }, migrationsFolder, connections: 5 });
  const { db } = way ?? database;
  let asking = olga;

  const told: Told[] = [];
  const publisher = {
    toUser: (organisationId: OrganisationId, userId: UserId, event: unknown) =>
      void told.push({ organisationId, what: { userId, event } }),
    changed: (topic: string, organisationId: OrganisationId, id: unknown) =>
      void told.push({ organisationId, what: { topic, id } }),
  };
  const { logger, ring } = createLogger({ level: 'silent' });
  const wakes = createWakes({ url: database.url, clock });
  const lock = new AbortController();
  const telephony = createRecordingSwitch();
  const { features } = createFeatures(
    {
      db,
      clock,
      logger,
      publisher,
      jobs: { enqueue: () => Promise.resolve() },
      switch: telephony,
      wakes,
      ownership: createProcessOwnership(lock.signal),
      audit: auditLog,
    },
    { config: readConfig({ VAXEL_MODE: 'local' }), ring },
    {
      admitCall: createCallLimits(clock),
      workplace: {
        bot: { kind: 'playground' },
        teamsAppId: fjallbo,
        entra: { tenants: [], audiences: [], allowedClients: [], scope: '' },
        signIn: null,
        connectSources: [],
        router: null,
        prepare: () => Promise.resolve(),
        stop: () => undefined,
      },
      windows: { of: () => [] },
      identity: {
        findLinked: () => Promise.reject(new VaxelError('auth.notLinked')),
        keysOf: () => ({ count: 0, readAtMs: null, failedAtMs: null }),
        // Somebody of Sjöbris who is not linked yet.
        identifyFrom: () =>
          Promise.resolve({
            tenantId: organisation('sjobris').tenantId,
            objectId: '0b7c8a53-9f0e-4a53-8d0c-51d1f5d1c7aa',
            name: 'Ny Person',
            mailAddresses: ['ny.person@sjobris.example'],
            roles: olga.roles,
          }),
        authenticateFrom: () => Promise.resolve(asking),
      },
      // Both organisations are small: nobody starts it.
      directoryWorker: { file: '', url: database.url },
      importWorker: { file: '', url: database.url },
      soundWork: soundWorkHere,
      versions: { vaxel: '0', node: '0', database: 'PostgreSQL', switch: 'recording', parts: {} },
    },
  );
  for (const { start } of features) await start?.();
  // What was loaded is told of as well, to nobody yet.
  told.splice(0);
  const all = compose(features);
  const served = await serveApp({
    routers: all.routers,
    publicRouters: all.publicRouters,
    largeRequests: Object.fromEntries(
      Object.entries(all.largeRequests).map(([path, { mostBytes }]) => [path, { mostBytes }]),
    ),
    authenticate: () => Promise.resolve(asking),
    limits: { byAddress: pass, byUser: pass, byUserWithin: () => pass },
    turns: createTurns({ waiting: 1_000 }),
    // One's own requests are in one's own log, with what was asked for.
    logger: createLogger({ level: 'silent' }).logger,
  });
  return {
    all,
    database,
    everyRow,
    fjallbo,
    sjobris,
    olga,
    /** Whose requests come from here on. */
    asks: (who: Principal) => void (asking = who),
    told,
    unfilled,
    url: served.url,
    async close() {
      await served.close();
      for (const { stop } of features.toReversed()) await stop?.();
      await wakes.stop();
      await way?.close();
      await database.close();
    },
  };
}

export type World = Awaited<ReturnType<typeof createWorld>>;

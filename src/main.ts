import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { createBotFeature } from '../bot/feature';
import { createCallsFeature } from './calls/feature';
import { compose } from './compose';
import { ConfigError, readConfig } from './config';
import type { Config, LocalConfig } from './config';
import { createDevicesFeature } from './devices/feature';
import { createEnding, endInOrder } from './ending';
import type { Feature, Infrastructure } from './feature';
import { createHistoryFeature } from './history/feature';
import { createAddressOf } from './http/address';
import { createApp } from './http/app';
import { addGauge, createMetrics } from './http/metrics';
import { createRateLimits } from './http/rate-limits';
import { microsoftFrames } from './http/security-headers';
import { createHttpServer } from './http/server';
import { createTokenGuard } from './http/token-guard';
import { createAuthenticate } from './identity/authenticate';
import { createFindLinkedUser } from './identity/link';
import { createTenantKeys } from './identity/tenant-keys';
import { createTokenValidator } from './identity/token-validator';
import { createJobQueue } from './jobs/queue';
import { createCallLimits } from './limits/call-limits';
import { createTurns } from './limits/turns';
import { createLinesFeature } from './lines/feature';
import { createLogger } from './logger';
import { createPeopleFeature } from './people/feature';
import type { Logger } from './ports/logger';
import { createCommandRouter } from './realtime/commands';
import { createGateway } from './realtime/gateway';
import { createLogPublisher } from './realtime/log-publisher';
import { createMemoryEventLog } from './realtime/memory-event-log';
import { createSnapshot } from './realtime/snapshot';
import { createTopics } from './realtime/topics';
import { createSettingsFeature } from './settings/feature';
import { openDatabase } from './storage/database';
import { endLeftOverPostgres } from './storage/embedded-postgres';
import { lockDataFolder } from './storage/lock';
import type { Database } from './ports/database';
import { createWakes } from './storage/wakes';
import { createSupportFeature } from './support/feature';
import { readVersions } from './support/versions';
import { createEmbeddedSwitch } from './switch/embedded';
import type { Switch } from './switch/port';
import { explainFailure, print, step } from './terminal';
import { withDeadline } from './time/deadline';
import { systemClock as clock } from './time/system-clock';
import { productionWorkplace } from './workplace';
import type { Workplace } from './workplace';

/** dist/server, where the build has put the bundle, the migrations and the sounds. */
const bundleFolder = dirname(fileURLToPath(import.meta.url));
const packageRoot = resolve(bundleFolder, '../..');
const noLocalMode = 'VAXEL_MODE: this is a production build, it has no local mode';
/** When what has an end is deleted, UTC: the quietest time of the day in Europe. */
const nightly = '10 1 * * *';
/** How long requests under way may go on once windows and phones have been told. */
const closePatienceMs = 500;
/** How long it takes to end, and the longest that windows are told to stay away while the next server starts. */
const [endMs, longestAwayMs] = [1_000, 10_000];

async function start(config: Config, reset: boolean): Promise<void> {
  const { keepDays } = config;
  const { logger, ring } = createLogger({ level: config.logLevel });
  const { atEnd, sayGoodbye, end } = createEnding((error) =>
    logger.error({ err: error }, 'a part of the server did not end in order'),
  );
  const stop = endInOrder(end, logger);
  try {
    mkdirSync(config.dataFolder, { recursive: true });
    const lock = await lockDataFolder(config.dataFolder, config.publicUrl);
    atEnd(() => lock.release());
    if (reset) await step('everything deleted', () => emptyFolder(config.dataFolder));

    const database = await step('database', () =>
      openDatabase({
        where: config.databaseUrl === null ? { dataFolder: config.dataFolder } : { url: config.databaseUrl },
        migrationsFolder: join(bundleFolder, 'migrations'),
        packageRoot,
        onTrouble: ({ message }) => logger.warn({ reason: message }, 'the database has trouble'),
        onLockLost({ message }) {
          logger.error({ reason: message }, 'another server has taken the database: this one ends');
          stop(1);
        },
      }),
    );
    atEnd(() => database.close());
    const { db, ownership } = database;

    const log = createMemoryEventLog();
    const topics = createTopics({ clock, readers: () => all.topics });
    atEnd(() => topics.stop());

    const proxies = config.mode === 'production' ? config.proxies : 0;
    const addressOf = createAddressOf(proxies);
    const admitCall = createCallLimits(clock);
    const telephony = createEmbeddedSwitch({
      clock,
      logger,
      admitCall,
      addressOf,
      bindAddress: config.mode === 'local' ? config.host : '0.0.0.0',
      onThisMachine: config.mode === 'local',
      ...(config.media.publicAddress === null ? {} : { publicAddress: config.media.publicAddress }),
      ...(config.media.ports === null ? {} : { udpPortRange: config.media.ports }),
      soundsDirectory: new URL('sounds/', import.meta.url),
      isOurs: (number) => lines.lines.byNumber(number) !== undefined,
    });
    await step('switch', () => telephony.start());
    sayGoodbye(() => telephony.stop());

    const workplace =
      config.mode === 'local'
        ? await localWorkplace(config, { database: db, switch: telephony, logger })
        : productionWorkplace(config);
    await step('organisations', () => workplace.prepare());
    atEnd(() => workplace.stop());

    const wakes = createWakes({ url: database.url, clock });
    atEnd(() => wakes.stop());
    const jobs = createJobQueue({ url: database.url, logger, keepDays: keepDays.jobs });
    const publisher = createLogPublisher({ log, topics, logger });
    const versions = await readVersions({ packageRoot, database: database.version, switch: telephony.name });
    const infrastructure: Infrastructure = { db, clock, logger, publisher, jobs, switch: telephony, wakes, ownership };

    const lines = createLinesFeature(infrastructure);
    const devices = createDevicesFeature(infrastructure, { ...lines, media: config.media, keepDays: keepDays.devices });
    const people = createPeopleFeature(infrastructure, lines);
    const history = createHistoryFeature(infrastructure, people);
    const settings = createSettingsFeature(infrastructure);
    const handedIn = { ...lines, ...devices, ...people, ...history, ...settings };
    const calls = createCallsFeature(infrastructure, {
      ...handedIn,
      admitCall,
      anchorForMs: config.anchorForMs,
      keepDays: keepDays.calls,
    });
    const features: readonly Feature[] = [
      lines,
      devices,
      people,
      history,
      settings,
      calls,
      createSupportFeature(infrastructure, { versions, config, ring }),
      createBotFeature(infrastructure, {
        ...calls,
        ...history,
        credentials: workplace.bot,
        teamsAppId: workplace.teamsAppId,
        keepDays: keepDays.cards,
      }),
    ];
    const all = compose(features);

    const purge = { schema: z.object({}), cron: nightly, work: () => all.purge() };
    await step('jobs', () => jobs.start({ ...all.jobs, purge }));
    atEnd(() => jobs.stop());
    await step('features', async () => {
      for (const { start, stop } of features) {
        await start?.();
        if (stop !== undefined) sayGoodbye(stop);
      }
    });
    const atStart = { key: 'start' };
    await db.transaction().execute((transaction) => jobs.enqueue(transaction, { name: 'purge', data: {} }, atStart));
    jobs.work();

    const metrics = createMetrics();
    let readyAfterMs = 0;
    const turns = createTurns();
    const validate = createTokenValidator(workplace.entra, clock, ({ jwksUri }) =>
      createTenantKeys({ jwksUri, clock }),
    );
    const { authenticate, knows, counters } = createAuthenticate({
      validate,
      findLinkedUser: createFindLinkedUser(db),
      clock,
    });
    const authenticateFrom = createTokenGuard({ authenticate, knows, clock });
    const gateway = createGateway({
      log,
      clock,
      logger,
      authenticate,
      authenticateFrom,
      addressOf,
      turns,
      topics,
      snapshot: createSnapshot(all.snapshot),
      ...createCommandRouter(all.commands),
      onTimeZone: all.timeZone,
      onWindowUsed: all.windowUsed,
      // The next server needs as long as this one did.
      backAfterMs: () => Math.min(longestAwayMs, readyAfterMs + endMs),
    });
    sayGoodbye(() => gateway.stop());
    addGauge(metrics, 'vaxel_realtime_connections', 'Open windows', () => gateway.count());
    addGauge(metrics, 'vaxel_owned', 'Calls and devices that this server owns', () => ownership.count());
    addGauge(metrics, 'vaxel_token_verifications', 'Tokens verified since the start', () => counters().verifications);

    const app = createApp({
      routers: all.routers,
      publicRouters: all.publicRouters,
      largeRequests: all.largeRequests,
      authenticate: authenticateFrom,
      limits: createRateLimits(),
      turns,
      frameAncestors: workplace.router ? [...microsoftFrames, "'self'"] : microsoftFrames,
      connectSources: workplace.connectSources,
      tabFolder: join(packageRoot, 'dist', 'tab'),
      tabConfig: {
        mode: config.mode,
        validMessageOrigins: [],
        entra: workplace.signIn,
        termsUrl: config.termsUrl,
        supportContact: config.supportContact,
      },
      ...(workplace.router ? { localRouter: workplace.router } : {}),
      ready: () =>
        withDeadline(
          clock,
          1_000,
          database.ping().then(
            () => [],
            () => ['database'],
          ),
          ['database'],
        ),
      metrics,
      metricsToken: config.mode === 'production' ? config.metricsToken : null,
      proxies,
      logger,
    });
    const upgrades = { '/realtime': gateway.upgrade, [telephony.transport.path]: telephony.transport.upgrade };
    const server = createHttpServer(app, upgrades, { logger });
    addGauge(metrics, 'vaxel_open_sockets', 'Open connections of every kind', () => server.count());
    await server.listen(config.host, config.port);
    readyAfterMs = performance.now();
    atEnd(() => server.close(closePatienceMs));
  } catch (error) {
    await end();
    throw error;
  }
}

/** The local workplace is not in a production bundle: the import below is dropped there by the build. */
async function localWorkplace(
  config: LocalConfig,
  deps: { database: Kysely<Database>; switch: Switch; logger: Logger },
): Promise<Workplace> {
  const workplace = process.env.VAXEL_BUNDLE === 'production' ? null : await import('./local/workplace');
  if (!workplace) throw new ConfigError([noLocalMode]);
  const local = await workplace.createLocalWorkplace({
    ...deps,
    clock,
    baseUrl: config.publicUrl,
    dataFolder: config.dataFolder,
    pagesFolder: join(packageRoot, 'dist', 'local'),
  });
  return {
    ...local,
    bot: config.botPlayground ? { kind: 'playground' } : local.bot,
    signIn: null,
    connectSources: [],
    prepare: local.seed,
  };
}

/** All that the server wrote, but not the lock that it holds. */
async function emptyFolder(folder: string): Promise<void> {
  await endLeftOverPostgres(folder);
  for (const name of readdirSync(folder))
    if (name !== 'server.lock') rmSync(join(folder, name), { recursive: true, force: true });
}

// For whoever measures the start.
performance.mark('vaxel: loaded');
const startMs = performance.now();
let config: Config | null = null;
try {
  config = readConfig(process.env);
  // Before anything is written: a production build knows no local mode.
  if (config.mode === 'local' && process.env.VAXEL_BUNDLE === 'production') throw new ConfigError([noLocalMode]);
  await start(config, process.argv.includes('--reset'));
  print(
    `Växel is ready after ${((performance.now() - startMs) / 1000).toFixed(1)} ` +
      `s: ${config.mode === 'local' ? config.publicUrl.replace('127.0.0.1', 'localhost') : config.publicUrl}`,
  );
} catch (error) {
  process.stderr.write(`\n${explainFailure(error, config?.port ?? null, config?.dataFolder ?? null)}\n`);
  process.exit(1);
}

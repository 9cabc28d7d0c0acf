import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Kysely } from 'kysely';
import { createBot } from '../bot/bot';
import { createCallStore } from './calls/call-store';
import { stateOfCalls } from './calls/line-state';
import { withDeadline } from './time/deadline';
import { createLines } from './lines/lines';
import { createHistoryRoutes } from './history/routes';
import { recordHistory } from './history/record';
import { createHistoryStore, purgeDeletedHistory } from './history/store';
import { createCallLookups } from './calls/lookups';
import { createNumberToShow } from './calls/number-to-show';
import { callsOfCommand } from './calls/commands';
import { createCallService } from './calls/service';
import { systemClock as clock } from './time/system-clock';
import { ConfigError, readConfig } from './config';
import type { Config, LocalConfig } from './config';
import type { OrganisationId } from './contract/ids';
import { sipPath } from './contract/devices/sip';
import { purgeUnusedDevices } from './devices/enrol';
import { createIceServers } from './devices/ice-servers';
import { createDeviceRegistry } from './devices/registry';
import type { Device } from './devices/registry';
import { createDeviceRoutes } from './devices/routes';
import { showReachable } from './devices/show-reachable';
import { createEnding, endInOrder } from './ending';
import { createAddressOf } from './http/address';
import { createApp } from './http/app';
import { addGauge, createMetrics } from './http/metrics';
import { createRateLimits } from './http/rate-limits';
import { microsoftFrames } from './http/security-headers';
import { createHttpServer } from './http/server';
import { createTokenGuard } from './http/token-guard';
import { createAuthenticate } from './identity/authenticate';
import { createFindLinkedUser } from './identity/link';
import type { Principal } from './ports/principal';
import { createTenantKeys } from './identity/tenant-keys';
import { createTokenValidator } from './identity/token-validator';
import { createJobQueue } from './jobs/queue';
import { createLogger } from './logger';
import type { Logger } from './ports/logger';
import { takeEntered } from './people/entered-by-sql';
import { createPeopleRoutes } from './people/routes';
import { createPeopleStores } from './people/store';
import { createLineStates } from './lines/line-states';
import { createGateway } from './realtime/gateway';
import { createLogPublisher } from './realtime/log-publisher';
import { createMemoryEventLog } from './realtime/memory-event-log';
import { createSnapshot } from './realtime/snapshot';
import { createTopics } from './realtime/topics';
import { createChangeSettings } from './settings/change-settings';
import { createKeepTimeZone } from './settings/browser-time-zone';
import { createSettingsRoutes } from './settings/routes';
import { createSettingsStore } from './settings/store';
import { openDatabase } from './storage/database';
import { endLeftOverPostgres } from './storage/embedded-postgres';
import { lockDataFolder } from './storage/lock';
import type { Database } from './storage/schema';
import { createLogBundle } from './support/log-bundle';
import { createSupportRoutes } from './support/routes';
import { readVersions } from './support/versions';
import { createCallLimits } from './limits/call-limits';
import { createEmbeddedSwitch } from './switch/embedded';
import type { Switch } from './switch/port';
import { explainFailure, print, step } from './terminal';
import { createTurns } from './limits/turns';
import { productionWorkplace } from './workplace';
import type { Workplace } from './workplace';

/** dist/server, where the build has put the bundle, the migrations and the sounds. */
const bundleFolder = dirname(fileURLToPath(import.meta.url));
const packageRoot = resolve(bundleFolder, '../..');
const dayMs = 24 * 3_600_000;
const noLocalMode = 'VAXEL_MODE: this is a production build, it has no local mode';
/** How long requests under way may go on once windows and phones have been told. */
const closePatienceMs = 500;

async function start(config: Config, reset: boolean): Promise<void> {
  const { logger, ring } = createLogger({ level: config.logLevel });
  const { atEnd, sayGoodbye, end } = createEnding((error) => logger.error({ err: error }, 'a part of the server did not end in order'));
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
    const { db } = database;

    const log = createMemoryEventLog();
    const topics = createTopics({ clock, read: (organisationId, userId) => lineStates.watched(organisationId, userId) });
    const publisher = createLogPublisher({ log, topics, logger });
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
      isOurs: (number) => lines.byNumber(number) !== undefined,
    });
    await step('switch', () => telephony.start());
    sayGoodbye(() => telephony.stop());

    const workplace = config.mode === 'local' ? await localWorkplace(config, { database: db, switch: telephony, logger }) : productionWorkplace(config);
    await step('organisations', () => workplace.prepare());
    atEnd(() => workplace.stop());

    const jobs = createJobQueue({ url: database.url, logger });
    await step('jobs', () => jobs.start());
    atEnd(() => jobs.stop());

    const devices = createDeviceRegistry();
    const lines = createLines(db);
    await takeEntered(db, logger);
    await lines.load();
    const lookups = createCallLookups(db);
    const numberToShow = createNumberToShow({ lookups, clock, logger });
    await numberToShow.load();
    const lineStates = createLineStates({ lines, publisher });
    showReachable(devices, lineStates);
    const calls = createCallService({
      switch: telephony,
      lines,
      devices,
      lookups,
      numberToShow,
      store: createCallStore({ db, jobs, recordHistory }),
      publisher,
      clock,
      logger,
      anchorForMs: config.anchorForMs,
      admitCall,
      onLineChanged: (userId) => lineStates.setCalls(userId, stateOfCalls(userId, calls.callsOf(userId))),
    });
    const tellDevices = ({ organisationId, userId }: Device) => publisher.toUser(organisationId, userId, { type: 'devices', devices: devices.views(userId) });
    devices.onChange(tellDevices);
    devices.onRingerMoved(tellDevices);
    await step('calls', () => calls.start());
    sayGoodbye(() => calls.stop());

    const peopleOf = createPeopleStores(db, lines.extensionLengths);
    const settingsOf = (organisationId: OrganisationId) => createSettingsStore(db, organisationId);
    const historyOf = ({ organisationId, userId }: Principal) => createHistoryStore(db, organisationId, userId);
    let cancelPurge: () => void = () => undefined;
    const purgeDaily = async () => {
      cancelPurge = clock.after(dayMs, () => void purgeDaily());
      // Tomorrow will do, when the database is away now.
      await Promise.all([purgeDeletedHistory(db), purgeUnusedDevices(db)]).catch((error: unknown) => logger.warn({ err: error }, 'old rows could not be deleted'));
    };
    await purgeDaily();
    atEnd(() => cancelPurge());

    const bot = createBot({
      database: db,
      credentials: workplace.bot,
      teamsAppId: workplace.teamsAppId,
      clock,
      logger,
      loadMissedCall: (organisationId, userId, callId) => createHistoryStore(db, organisationId, userId).find(callId),
      findAnchoredCall: (_organisationId, userId, callId) => calls.viewsOf(userId).find(({ id, state }) => id === callId && state === 'anchored') ?? null,
      jobs,
    });
    await bot.takeOver();
    await jobs.work('missed-call', bot.notifyMissedCall);
    await jobs.work('called-back', bot.markCalledBack);
    await jobs.work('anchored-call', bot.notifyAnchoredCall);
    await jobs.work('anchor-over', bot.endAnchoredCall);

    const metrics = createMetrics();
    const limits = createRateLimits();
    const turns = createTurns();
    const validate = createTokenValidator(workplace.entra, clock, ({ jwksUri }) => createTenantKeys({ jwksUri, clock }));
    const { authenticate, knows, counters } = createAuthenticate({ validate, findLinkedUser: createFindLinkedUser(db), clock });
    const authenticateFrom = createTokenGuard({ authenticate, knows, clock });
    const versions = await readVersions({ packageRoot, database: database.version, switch: telephony.name });
    const keepTimeZone = createKeepTimeZone(db, logger);
    const gateway = createGateway({
      log,
      clock,
      logger,
      authenticate,
      authenticateFrom,
      addressOf,
      turns,
      topics,
      snapshot: createSnapshot({ peopleOf, settingsOf, calls, devices, historyOf }),
      subjectsOf: callsOfCommand,
      execute: calls.execute,
      onTimeZone: (principal, timeZone) => void keepTimeZone(principal, timeZone),
      onWindowUsed: ({ userId }, windowId) => devices.windowUsed(userId, windowId),
    });
    sayGoodbye(() => gateway.stop());
    addGauge(metrics, 'vaxel_realtime_connections', 'Open windows', () => gateway.count());
    addGauge(metrics, 'vaxel_token_verifications', 'Tokens verified since the start', () => counters().verifications);

    const app = createApp({
      routers: [
        createPeopleRoutes({ peopleOf, lineOf: lineStates.of }),
        createHistoryRoutes({ historyOf, publisher }),
        createDeviceRoutes({ db, switch: telephony, registry: devices, lines, clock, iceServers: createIceServers({ ...config.media, clock }) }),
        createSettingsRoutes({ settingsOf, changeSettings: createChangeSettings({ settingsOf, publisher, numberToShow }) }),
        createSupportRoutes({ versions, logBundle: createLogBundle({ versions, config, ring, clock }) }),
      ],
      publicRouters: [bot.router],
      authenticate: authenticateFrom,
      limits,
      turns,
      frameAncestors: workplace.router ? [...microsoftFrames, "'self'"] : microsoftFrames,
      connectSources: workplace.connectSources,
      tabFolder: join(packageRoot, 'dist', 'tab'),
      tabConfig: { mode: config.mode, validMessageOrigins: [], entra: workplace.signIn, termsUrl: config.termsUrl, supportContact: config.supportContact },
      ...(workplace.router ? { localRouter: workplace.router } : {}),
      ready: () => withDeadline(clock, 1_000, database.ping().then(() => [], () => ['database']), ['database']),
      metrics,
      metricsToken: config.mode === 'production' ? config.metricsToken : null,
      proxies,
      logger,
    });
    const server = createHttpServer(app, { '/realtime': gateway.upgrade, [sipPath]: telephony.handleUpgrade }, { logger });
    addGauge(metrics, 'vaxel_open_sockets', 'Open connections of every kind', () => server.count());
    await server.listen(config.host, config.port);
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
  const local = await workplace.createLocalWorkplace({ ...deps, clock, baseUrl: config.publicUrl, dataFolder: config.dataFolder, pagesFolder: join(packageRoot, 'dist', 'local') });
  return { ...local, bot: config.botPlayground ? { kind: 'playground' } : local.bot, signIn: null, connectSources: [], prepare: local.seed };
}

/** All that the server wrote, but not the lock that it holds. */
async function emptyFolder(folder: string): Promise<void> {
  await endLeftOverPostgres(folder);
  for (const name of readdirSync(folder)) if (name !== 'server.lock') rmSync(join(folder, name), { recursive: true, force: true });
}

const startMs = performance.now();
let config: Config | null = null;
try {
  config = readConfig(process.env);
  // Before anything is written: a production build knows no local mode.
  if (config.mode === 'local' && process.env.VAXEL_BUNDLE === 'production') throw new ConfigError([noLocalMode]);
  await start(config, process.argv.includes('--reset'));
  print(`Växel is ready after ${((performance.now() - startMs) / 1000).toFixed(1)} s: ${config.mode === 'local' ? config.publicUrl.replace('127.0.0.1', 'localhost') : config.publicUrl}`);
} catch (error) {
  process.stderr.write(`\n${explainFailure(error, config?.port ?? null, config?.dataFolder ?? null)}\n`);
  process.exit(1);
}

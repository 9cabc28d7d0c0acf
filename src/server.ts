import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { z } from 'zod';
import { auditLog } from './audit/record';
import { compose, type Composed } from './compose';
import { ConfigError, noLocalMode } from './config';
import type { AsteriskConfig, Config, LocalConfig } from './config';
import type { EnrolDevice } from './devices/enrol';
import type { Ending } from './ending';
import type { Infrastructure } from './feature';
import { createAddressOf } from './http/address';
import { createApp, type AppDeps } from './http/app';
import { addGauge, addMeasures, createMetrics } from './http/metrics';
import { createRateLimits } from './http/rate-limits';
import { microsoftFrames } from './http/security-headers';
import { createHttpServer } from './http/server';
import { createTokenGuard } from './http/token-guard';
import { createIdentity } from './identity/identity';
import { jobMeasures } from './jobs/job-metrics';
import { createJobQueue } from './jobs/queue';
import { createCallLimits } from './limits/call-limits';
import { createTurns } from './limits/turns';
import type { LinesFeature } from './lines/feature';
import { watchStalls } from './metrics/process-stall';
import type { OutsideNetwork } from './local/asterisk/outside-network';
import type { Logger, LogRing } from './ports/logger';
import { createCommandRouter } from './realtime/commands';
import { createGateway } from './realtime/gateway';
import { createLogPublisher } from './realtime/log-publisher';
import type { EventLog } from './realtime/event-log';
import { createMemoryEventLog } from './realtime/memory-event-log';
import { createSnapshot } from './realtime/snapshot';
import { createTopics, type Topics } from './realtime/topics';
import { createSwitch, originsOf, upgradesOf } from './own-switch';
import type { OpenDatabase } from './storage/database';
import { createSoundWork } from './kept-sounds/sound-work';
import { createWakes } from './storage/wakes';
import { readVersions } from './support/versions';
import type { Switch } from './switch/port';
import { step } from './terminal';
import { withDeadline } from './time/deadline';
import { systemClock as clock } from './time/system-clock';
import { createFeatures, type MadeBefore } from './all-features';
import { productionWorkplace, type Workplace } from './workplace';

export interface ServerDeps {
  readonly config: Config;
  readonly database: OpenDatabase;
  readonly logger: Logger;
  readonly ring: LogRing;
  /** What is started here ends with it. */
  readonly ending: Pick<Ending, 'atEnd' | 'sayGoodbye'>;
  /** Where the bundle is, with the sounds beside it. */
  readonly bundleFolder: string;
  /** Where the packages are, and the pages below `dist`. */
  readonly packageRoot: string;
}

/** When what has an end is deleted, UTC: the quietest time of the day in Europe. */
const nightly = '10 1 * * *';
/** How long requests under way may go on once windows and phones have been told. */
const closePatienceMs = 500;
/** How long it takes to end, and the longest that windows are told to stay away while the next server starts. */
const [endMs, longestAwayMs] = [1_000, 10_000];

/**
 * Starts all that stands on the database, in the order in which one needs the other, and listens when everything is
 * there. @throws VaxelError, the system's errors of listening
 */
export async function startServer(deps: ServerDeps): Promise<void> {
  const { config, database, logger } = deps;
  const { atEnd, sayGoodbye } = deps.ending;
  const { db, ownership } = database;
  const log = createMemoryEventLog();
  const topics = createTopics({ clock, readers: () => all.topics });
  atEnd(() => topics.stop());
  const wakes = createWakes({ url: database.url, clock });
  atEnd(() => wakes.stop());
  const jobs = createJobQueue({ url: database.url, logger, keepDays: config.keepDays.jobs });
  const publisher = createLogPublisher({ log, topics, logger });
  const addressOf = createAddressOf(proxiesOf(config));
  const admitCall = createCallLimits(clock);
  const isOurs = (number: string) => lines.lines.byNumber(number) !== undefined;
  const { asterisk, outside } = await asteriskOf(deps);
  const telephony = await createSwitch(deps, clock, { admitCall, addressOf, isOurs }, asterisk);
  const enrolPhone: EnrolDevice = (principal, wanted) => devices.enrol(principal, wanted);
  const [workplace, versions] = await Promise.all([
    config.mode === 'local'
      ? localWorkplace(config, deps, { telephony, outside, enrolPhone })
      : productionWorkplace(config),
    readVersions({ packageRoot: deps.packageRoot, database: database.version, switch: telephony.name }),
  ]);
  const stores = { db, jobs, wakes, ownership, audit: auditLog };
  const infrastructure: Infrastructure = { ...stores, clock, logger, publisher, switch: telephony };
  const identity = guarded(workplace.entra, db);
  const windows: MadeBefore['windows'] = { of: () => [] };
  const { features, lines, devices } = createFeatures(infrastructure, deps, {
    admitCall,
    workplace,
    versions,
    identity,
    windows,
    directoryWorker: { file: join(deps.bundleFolder, 'directory-worker.js'), url: database.url },
    soundWork: createSoundWork(join(deps.bundleFolder, 'sound-worker.js'), clock),
    importWorker: { file: join(deps.bundleFolder, 'import-worker.js'), url: database.url },
  });
  const all = compose(features);

  const purge = { schema: z.object({}), cron: nightly, work: () => all.purge() };
  // None of these waits for another, and each waits for somebody else most of the time.
  await Promise.all([
    step('switch', () => telephony.start()),
    step('organisations', () => workplace.prepare()),
    step('jobs', () => jobs.start({ ...all.jobs, purge })),
  ]);
  sayGoodbye(() => telephony.stop());
  atEnd(() => workplace.stop());
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
  await listen(deps, { all, log, topics, telephony, workplace, addressOf, identity, lines, windows });
}

/** Both who is linked and who is not are slowed where they guess. */
function guarded(entra: Workplace['entra'], db: OpenDatabase['db']) {
  const { identify, knows, ...identity } = createIdentity(entra, { db, clock, audit: auditLog });
  const authenticateFrom = createTokenGuard({ authenticate: identity.authenticate, knows, clock });
  const identifyFrom = createTokenGuard({ authenticate: identify, knows, clock });
  return { ...identity, authenticateFrom, identifyFrom };
}

const proxiesOf = (config: Config): number => (config.mode === 'production' ? config.proxies : 0);

interface Parts {
  readonly all: Composed;
  readonly log: EventLog;
  readonly topics: Topics;
  readonly telephony: Switch;
  readonly workplace: Workplace;
  readonly identity: ReturnType<typeof guarded>;
  readonly windows: MadeBefore['windows'];
  readonly lines: LinesFeature;
  readonly addressOf: (request: IncomingMessage) => string;
}

/** Windows' connections, requests and phones: from here on anybody may come. */
async function listen(deps: ServerDeps, parts: Parts): Promise<void> {
  const { config, database, logger, ending } = deps;
  const { all, log, topics, telephony, workplace, addressOf } = parts;
  const metrics = createMetrics();
  let readyAfterMs = 0;
  const turns = createTurns();
  const { authenticate, authenticateFrom, counters } = parts.identity;
  const gateway = createGateway({
    log,
    clock,
    logger,
    authenticate,
    authenticateFrom,
    addressOf,
    turns,
    topics,
    mayWatch: all.mayWatch,
    snapshot: createSnapshot(all.snapshot),
    ...createCommandRouter(all.commands),
    onTimeZone: all.timeZone,
    onWindowUsed: all.windowUsed,
    // The next server needs as long as this one did.
    backAfterMs: () => Math.min(longestAwayMs, readyAfterMs + endMs),
  });
  // Who has left is refused at once, also in windows that are open.
  parts.lines.lines.onGone((user) => {
    parts.identity.forgetLinks();
    gateway.dismiss(user);
  });
  parts.windows.of = gateway.versionsOf;
  ending.sayGoodbye(() => gateway.stop());
  const app = createApp({
    routers: all.routers,
    publicRouters: all.publicRouters,
    largeRequests: all.largeRequests,
    ...whatPagesNeed(deps, workplace, telephony),
    authenticate: authenticateFrom,
    limits: createRateLimits(),
    turns,
    ready: () => missingNow(database),
    metrics,
    metricsToken: config.mode === 'production' ? config.metricsToken : null,
    proxies: proxiesOf(config),
    logger,
  });
  const upgrades = { '/realtime': gateway.upgrade, ...upgradesOf(telephony) };
  const server = createHttpServer(app, upgrades, { logger });
  const stalls = watchStalls();
  ending.atEnd(() => stalls.stop());
  addMeasures(metrics, [...all.metrics, ...jobMeasures(database.db, clock), stalls.measure]);
  addGauge(metrics, 'vaxel_realtime_connections', 'Open windows', () => gateway.count());
  addGauge(metrics, 'vaxel_owned', 'Calls and devices that this server owns', () => database.ownership.count());
  addGauge(metrics, 'vaxel_token_verifications', 'Tokens verified since the start', () => counters().verifications);
  addGauge(metrics, 'vaxel_open_sockets', 'Open connections of every kind', () => server.count());
  await server.listen(config.host, config.port);
  readyAfterMs = performance.now();
  ending.atEnd(() => server.close(closePatienceMs));
}

type PageDeps = Pick<
  AppDeps,
  'frameAncestors' | 'connectSources' | 'socketSources' | 'tabFolder' | 'tabConfig' | 'localRouter'
>;

function whatPagesNeed({ config, packageRoot }: ServerDeps, workplace: Workplace, telephony: Switch): PageDeps {
  const { router, connectSources, signIn } = workplace;
  const { mode, termsUrl, supportContact } = config;
  return {
    frameAncestors: router ? [...microsoftFrames, "'self'"] : microsoftFrames,
    connectSources,
    socketSources: originsOf(telephony),
    tabFolder: join(packageRoot, 'dist', 'tab'),
    tabConfig: { mode, validMessageOrigins: [], entra: signIn, termsUrl, supportContact },
    ...(router ? { localRouter: router } : {}),
  };
}

/** What keeps the server from serving at this moment. */
function missingNow(database: OpenDatabase): Promise<string[]> {
  const missing = ['database'];
  const asked = database.ping().then(
    () => [],
    () => missing,
  );
  return withDeadline(clock, 1_000, asked, missing);
}

interface Asterisks {
  /** The one that is the switch; null = the embedded one is it. */
  readonly asterisk: AsteriskConfig | null;
  /** The one that is the telephone network around it. */
  readonly outside: OutsideNetwork | null;
}

/** Those that the server needs, started where they are to be its own. */
async function asteriskOf({ config, ending, logger, packageRoot }: ServerDeps): Promise<Asterisks> {
  const { switch: chosen } = config;
  if (chosen.kind !== 'ownAsterisk') return { asterisk: chosen.kind === 'asterisk' ? chosen : null, outside: null };
  const local = process.env.VAXEL_BUNDLE === 'production' ? null : await import('./local/asterisk/local-asterisks');
  if (!local) throw new ConfigError([noLocalMode]);
  const soundsFolder = join(packageRoot, 'dist', 'asterisk-sounds');
  const { own, outside, stop } = await step('Asterisk', () =>
    local.startLocalAsterisks({ folder: chosen.folder, soundsFolder, logger }),
  );
  ending.atEnd(stop);
  const phones = { host: config.host, ports: { udp: own.sip, tcp: own.sip } };
  const { ari, webSocketUrl } = own;
  return { asterisk: { kind: 'asterisk', ari, webSocketUrl, soundsFolder, phones }, outside };
}

interface LocalParts extends Pick<Asterisks, 'outside'> {
  readonly telephony: Switch;
  readonly enrolPhone: EnrolDevice;
}

/** The local workplace is not in a production bundle: the import below is dropped there by the build. */
async function localWorkplace(
  config: LocalConfig,
  { database, logger, packageRoot }: ServerDeps,
  { telephony, outside, enrolPhone }: LocalParts,
): Promise<Workplace> {
  const workplace = process.env.VAXEL_BUNDLE === 'production' ? null : await import('./local/workplace');
  if (!workplace) throw new ConfigError([noLocalMode]);
  const local = await workplace.createLocalWorkplace({
    database: database.db,
    switch: telephony,
    ...(outside === null ? {} : { outside }),
    logger,
    clock,
    baseUrl: config.publicUrl,
    dataFolder: config.dataFolder,
    demoPeople: config.demoPeople,
    enrolPhone,
    pagesFolder: join(packageRoot, 'dist', 'local'),
  });
  return {
    ...local,
    bot: config.botPlayground ? { kind: 'playground' } : local.bot,
    signIn: null,
    connectSources: outside === null ? [] : originsOf(outside),
    prepare: local.seed,
  };
}

import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError, noLocalMode, readConfig, type Config } from './config';
import { createEnding, endInOrder } from './ending';
import { createLogger } from './logger';
import { openDatabase } from './storage/database';
import { endLeftOverPostgres } from './storage/embedded-postgres';
import { lockDataFolder } from './storage/lock';
import { explainFailure, print, step } from './terminal';

/** dist/server, where the build has put the bundle, the migrations and the sounds. */
const bundleFolder = dirname(fileURLToPath(import.meta.url));
const packageRoot = resolve(bundleFolder, '../..');

/** The most code by far: loaded while the database starts, so what is imported above does not need it. */
const loadServer = () => import('./server');

async function start(config: Config, reset: boolean): Promise<void> {
  const { logger, ring } = createLogger({ level: config.logLevel });
  const ending = createEnding((error) => logger.error({ err: error }, 'a part of the server did not end in order'));
  const stop = endInOrder(ending.end, logger);
  try {
    mkdirSync(config.dataFolder, { recursive: true });
    const lock = await lockDataFolder(config.dataFolder, config.publicUrl);
    ending.atEnd(() => lock.release());
    if (reset) await step('everything deleted', () => emptyFolder(config.dataFolder));

    const database = await step('database', () =>
      openDatabase({
        where: config.databaseUrl === null ? { dataFolder: config.dataFolder } : { url: config.databaseUrl },
        migrationsFolder: join(bundleFolder, 'migrations'),
        packageRoot,
        // Should it fail, who waits for it below is told.
        onStarting: () => void loadServer().catch(() => undefined),
        onTrouble: ({ message }) => logger.warn({ reason: message }, 'the database has trouble'),
        onLockLost({ message }) {
          logger.error({ reason: message }, 'another server has taken the database: this one ends');
          stop(1);
        },
      }),
    );
    ending.atEnd(() => database.close());
    const { startServer } = await loadServer();
    await startServer({ config, database, logger, ring, ending, bundleFolder, packageRoot });
  } catch (error) {
    await ending.end();
    throw error;
  }
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

import { join } from 'node:path';
import { Client } from 'pg';
import { compareMigrations } from '../../storage/migrate';
import { runningEmbeddedUrl } from '../../storage/running-embedded';
import { clockDifference } from '../clock-difference';
import { fault, ok, reasonOf, warning, type Check, type CheckContext, type Finding } from '../finding';

/** Oldest version that the tests have been run on. */
const oldestVersion = 15;
/** The pool's, the job queue's, the workers' and the lock's, with some over. */
const connectionsWanted = 40;
const extensions = ['pg_trgm', 'unaccent'];

/** Reaches the database as the server does, and reads what it is; nothing is changed. */
export const checkDatabase: Check = {
  name: 'Database',
  async run(context) {
    const { dataFolder, databaseUrl } = context.config;
    const url = databaseUrl ?? (await runningEmbeddedUrl(dataFolder));
    if (url === null)
      return [warning('Database', 'it is the server’s own and does not run', 'Start the server, then ask again.')];
    const client = new Client({
      connectionString: url,
      connectionTimeoutMillis: 5_000,
      query_timeout: 10_000,
      application_name: 'vaxel-doctor',
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await look(client, context);
    } catch (error) {
      return [fault('Database', reasonOf(error), reachTodo(error))];
    } finally {
      await client.end().catch(() => undefined);
    }
  },
};

function reachTodo(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === '28P01' || code === '28000') return 'Correct user and password in DATABASE_URL.';
  if (code === '3D000') return 'Make the database that DATABASE_URL names: createdb -O USER NAME.';
  if (code === '53300') return 'Raise max_connections, or end what holds the connections.';
  return 'See that PostgreSQL runs and takes connections from here, and correct DATABASE_URL.';
}

async function look(client: Client, { bundleFolder }: CheckContext): Promise<Finding[]> {
  const beganMs = Date.now();
  const { rows } = await client.query<Facts>(facts, [extensions]);
  const askedMs = (beganMs + Date.now()) / 2;
  const [row] = rows;
  if (row === undefined) return [];
  return [
    versionFinding(row, Date.now() - beganMs),
    ...(row.connections < connectionsWanted ? [fewConnections(row.connections)] : []),
    ...row.missing.map((name) => extensionFinding(name)),
    await migrationsFinding(client, bundleFolder),
    clockDifference('Clock, against the database’s', Number(row.now_ms), askedMs),
  ];
}

interface Facts {
  readonly version: string;
  readonly number: number;
  readonly connections: number;
  readonly missing: readonly string[];
  readonly size: string;
  readonly now_ms: string;
}

const facts = `select current_setting('server_version') as version,
  current_setting('server_version_num')::int as number,
  current_setting('max_connections')::int as connections, pg_size_pretty(pg_database_size(current_database())) as size,
  array(select name from unnest($1::text[]) name
    where not exists (select from pg_available_extensions available where available.name = name)) as missing,
  (extract(epoch from clock_timestamp()) * 1000)::text as now_ms`;

function versionFinding({ version, number, size }: Facts, ms: number): Finding {
  const found = `PostgreSQL ${version.split(' ')[0]} answers in ${ms} ms, ${size}`;
  if (number >= oldestVersion * 10_000) return ok('Database', found);
  return fault(
    'Database',
    found,
    `Växel needs PostgreSQL ${oldestVersion} or newer: upgrade it (pg_dump, pg_restore).`,
  );
}

const fewConnections = (connections: number): Finding =>
  warning(
    'Database, connections',
    `max_connections is ${connections}`,
    `Set max_connections to ${connectionsWanted} or more.`,
  );

const extensionFinding = (name: string): Finding =>
  fault(
    'Database, extensions',
    `${name} is not installed`,
    'Install PostgreSQL’s own contrib package (postgresql-contrib).',
  );

async function migrationsFinding(client: Client, bundleFolder: string): Promise<Finding> {
  const of = 'Database, migrations';
  try {
    const { applied, pending } = await compareMigrations(client, join(bundleFolder, 'migrations'));
    if (pending.length === 0) return ok(of, `all ${applied} are applied`);
    if (applied === 0) return ok(of, 'an empty database: the first start makes the tables');
    const todo = 'The next start of the server applies them; make a backup before it (docs/operations.md).';
    return warning(of, `${applied} are applied, ${pending.length} are not`, todo);
  } catch (error) {
    const todo =
      'Start the version of Växel that this database belongs to, or restore the backup from before the upgrade.';
    return fault(of, reasonOf(error), todo);
  }
}

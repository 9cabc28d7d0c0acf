import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import { VaxelError } from '../contract/errors';

interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** Any fixed number: it keeps two servers that start at once from migrating at once. */
const advisoryLock = 7_624_871_035;

/**
 * Brings the database to the newest schema: numbered files `0001_name.sql`, each in its own transaction, once.
 * @returns the versions that were applied now
 * @throws VaxelError server.error when an applied file was changed or the database is newer than this server
 */
export async function migrate(client: ClientBase, folder: string): Promise<number[]> {
  const migrations = await readMigrations(folder);
  await client.query('select pg_advisory_lock($1)', [advisoryLock]);
  try {
    await client.query(
      `create table if not exists schema_migration (
         version integer primary key, name text not null, checksum text not null,
         applied_at timestamptz not null default now())`,
    );
    const pending = await pendingMigrations(client, migrations);
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ version }) => version);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [advisoryLock]);
  }
}

/** The migration files in order; line ends do not count, since git may rewrite them. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const migrations = await Promise.all(
    names.map(async (name) => {
      const sql = (await readFile(join(folder, name), 'utf8')).replace(/\r\n/g, '\n');
      return {
        version: Number.parseInt(name, 10),
        name,
        sql,
        checksum: createHash('sha256').update(sql).digest('hex'),
      };
    }),
  );
  const outOfOrder = migrations.find(({ version }, index) => version !== index + 1);
  if (outOfOrder !== undefined)
    throw new VaxelError(
      'server.error',
      `Migration ${outOfOrder.name} is out of order: numbers run 0001, 0002, … without gaps.`,
    );
  if (migrations.length === 0) throw new VaxelError('server.error', `No migrations found in ${folder}.`);
  return migrations;
}

/**
 * How far a database is behind this server; nothing is changed.
 * @throws VaxelError server.error as `migrate` does
 */
export async function compareMigrations(
  client: ClientBase,
  folder: string,
): Promise<{ readonly applied: number; readonly pending: readonly string[] }> {
  const migrations = await readMigrations(folder);
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('schema_migration') is not null as there`,
  );
  const pending = rows[0]?.there === true ? await pendingMigrations(client, migrations) : migrations;
  return { applied: migrations.length - pending.length, pending: pending.map(({ name }) => name) };
}

async function pendingMigrations(client: ClientBase, migrations: readonly Migration[]): Promise<Migration[]> {
  const { rows: applied } = await client.query<{ version: number; name: string; checksum: string }>(
    'select version, name, checksum from schema_migration order by version',
  );
  for (const { version, name, checksum } of applied) {
    const known = migrations[version - 1];
    if (known === undefined)
      throw new VaxelError(
        'server.error',
        `The database is newer than this server: it has migration ${name}, this server knows ${migrations.length}.`,
      );
    if (known.checksum !== checksum)
      throw new VaxelError('server.error', `Migration ${name} was changed after it had been applied.`);
  }
  const done = new Set(applied.map(({ version }) => version));
  return migrations.filter(({ version }) => !done.has(version));
}

async function apply(client: ClientBase, { version, name, sql, checksum }: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into schema_migration (version, name, checksum) values ($1, $2, $3)', [
      version,
      name,
      checksum,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new VaxelError(
      'server.error',
      `Migration ${name} failed: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}

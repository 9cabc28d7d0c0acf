import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Versions } from '../contract/support/versions';

/** The parts that support asks about. */
const parts = [
  'sip.js',
  'node-datachannel',
  '@microsoft/teams-js',
  '@azure/msal-browser',
  'botbuilder',
  '@fluentui/react-components',
  'express',
  'ws',
  'pg-boss',
];

export interface VersionsDeps {
  /** The folder with our package.json and node_modules. */
  readonly packageRoot: string;
  /** E.g. `PostgreSQL 18.4, embedded`. */
  readonly database: string;
  /** Name of the switch driver. */
  readonly switch: string;
}

/** Reads once which version of everything runs here. A part that is not installed is left out. */
export async function readVersions({ packageRoot, database, switch: switchName }: VersionsDeps): Promise<Versions> {
  const found = await Promise.all(
    parts.map(async (name) => [name, await versionIn(join(packageRoot, 'node_modules', name))] as const),
  );
  return {
    vaxel: (await versionIn(packageRoot)) ?? 'unknown',
    node: process.versions.node,
    database,
    switch: switchName,
    parts: Object.fromEntries(found.flatMap(([name, version]) => (version === null ? [] : [[name, version]]))),
  };
}

async function versionIn(folder: string): Promise<string | null> {
  try {
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version?: unknown };
    return typeof version === 'string' ? version : null;
  } catch {
    return null;
  }
}

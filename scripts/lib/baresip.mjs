/**
 * Brings baresip for tests, a plain SIP phone that is steered over TCP: Debian's package as `asterisk.mjs` brings
 * Asterisk, cut down to the modules that `tests/fakes/baresip.ts` loads. A program beside ours, under its own licence.
 */
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
} from 'node:fs';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, debsOf, hash, librariesOf, machine, moveInto, ownApt, unpack } from './asterisk.mjs';
import { StepError, run, step } from './steps.mjs';

const packages = ['baresip-core'];
/** A change here, or of the modules, brings it anew. */
const recipe = 1;
const modules = ['account', 'menu', 'ctrl_tcp', 'g711', 'g722', 'opus', 'ausine', 'aufile', 'srtp', 'stdio', 'uuid'];

/** The folder with a baresip that starts; `program.json` in it says how. */
export async function bringBaresip() {
  const cache = cacheFolder();
  const pointer = join(cache, `baresip-${hash([recipe, process.arch, ...modules])}.txt`);
  const known = existsSync(pointer) ? join(cache, readFileSync(pointer, 'utf8')) : '';
  if (known && existsSync(join(known, 'program.json'))) return known;
  const work = mkdtempSync(join(cache, '.baresip-'));
  try {
    const name = await bring(work, cache);
    writeFileSync(join(work, 'pointer'), name);
    renameSync(join(work, 'pointer'), pointer);
    return join(cache, name);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function bring(work, cache) {
  const { triplet, loader, architecture } = await machine();
  const apt = await ownApt(work, architecture);
  await step('baresip: packages listed', async () => void (await apt('update')));
  const debs = debsOf(await apt('--print-uris', '-y', 'install', ...packages));
  if (debs.length === 0) throw new StepError('The Debian mirror of this machine offers no baresip.');
  const name = `baresip-${hash([recipe, ...modules, ...debs])}`;
  if (existsSync(join(cache, name, 'program.json'))) return name;
  await step(`baresip: ${debs.length} packages downloaded`, async () => {
    await apt('-y', '--download-only', 'install', ...packages);
  });
  const [whole, lean] = [join(work, 'whole'), join(work, 'lean')];
  await step('baresip: unpacked', () => unpack(join(work, 'cache', 'archives'), whole));
  await step('baresip: cut down to what is used', () => prune({ whole, lean, triplet, loader }));
  const folder = join(cache, name);
  const libraries = join(folder, 'usr/lib', triplet);
  const description = {
    program: join(libraries, loader),
    arguments: ['--library-path', libraries, join(folder, 'usr/bin/baresip')],
    modules: join(folder, 'usr/lib/baresip/modules'),
  };
  writeFileSync(join(lean, 'program.json'), JSON.stringify(description, null, 2));
  moveInto(lean, folder);
  return name;
}

/** The program, the modules, and every library that these ask for. */
async function prune({ whole, lean, triplet, loader }) {
  const libraries = `usr/lib/${triplet}`;
  for (const folder of [libraries, 'usr/bin', 'usr/lib/baresip/modules'])
    mkdirSync(join(lean, folder), { recursive: true });
  copyFileSync(realpathSync(join(whole, libraries, loader)), join(lean, libraries, loader));
  for (const path of ['usr/bin/baresip', ...modules.map((name) => `usr/lib/baresip/modules/${name}.so`)]) {
    cpSync(join(whole, path), join(lean, path));
    const args = ['--library-path', join(whole, libraries), '--list', join(whole, path)];
    for (const library of librariesOf(await run(join(whole, libraries, loader), args), path))
      cpSync(realpathSync(library), join(lean, libraries, library.split('/').at(-1)));
  }
}

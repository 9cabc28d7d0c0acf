/**
 * Brings baresip for tests, a plain SIP phone that is steered over TCP: Debian's package, cut down to the modules that
 * `tests/fakes/baresip.ts` loads. A program beside ours, under its own licence.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bringUnpacked, copyWithLibraries } from './unpacked.mjs';

const packages = ['baresip-core'];
/** A change here, or of the modules, brings it anew. */
const recipe = 1;
const modules = ['account', 'menu', 'ctrl_tcp', 'g711', 'g722', 'opus', 'ausine', 'aufile', 'srtp', 'stdio', 'uuid'];
const modulesFolder = 'usr/lib/baresip/modules';

/** The folder with a baresip that starts; `program.json` in it says how. */
export const bringBaresip = () =>
  bringUnpacked({ name: 'baresip', title: 'baresip', packages, recipe, modules, file: 'program.json', make });

async function make({ whole, lean, final, triplet, loader }) {
  const paths = ['usr/bin/baresip', ...modules.map((name) => `${modulesFolder}/${name}.so`)];
  await copyWithLibraries({ whole, lean, triplet, loader }, paths);
  const libraries = join(final, 'usr/lib', triplet);
  const description = {
    program: join(libraries, loader),
    arguments: ['--library-path', libraries, join(final, 'usr/bin/baresip')],
    modules: join(final, modulesFolder),
  };
  writeFileSync(join(lean, 'program.json'), JSON.stringify(description, null, 2));
}

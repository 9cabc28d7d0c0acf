/** What `.ci/run` does: `npm test`, then what else must hold. Every check counts as one test in the closing line. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { show } from './lib/counted.mjs';
import { root } from './setup.mjs';

const bin = (name) => join(root, 'node_modules', '.bin', name);
const node = (...args) => [process.execPath, args];

const checks = [
  ['types', [bin('tsc'), ['-p', root]]],
  ['lint', [bin('oxlint'), ['--type-aware']]],
  ['dead code', [bin('knip'), []]],
  ['bundle budget', node('scripts/bundle-budget.mjs')],
  ['production build has no local workplace', node('scripts/check-production.mjs')],
];

/** `npm test` ends with the line that we add our checks to. */
function npmTest() {
  return new Promise((resolve) => {
    const child = spawn('npm', ['test'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    let tail = '';
    child.stdout.on('data', (chunk) => {
      process.stdout.write(chunk);
      tail = (tail + chunk).slice(-2_000);
    });
    child.on('close', (code) => {
      const counts = /^(\d+) passed, (\d+) failed$/m.exec(tail);
      resolve({ passed: Number(counts?.[1] ?? 0), failed: counts ? Number(counts[2]) : code === 0 ? 0 : 1 });
    });
  });
}

const total = await npmTest();
for (const [name, [command, args]] of checks) {
  const startMs = Date.now();
  const ok = (await show(command, args, { cwd: root }).catch(() => 1)) === 0;
  process.stdout.write(`${ok ? 'ok' : 'FAILED'}  ${name} (${((Date.now() - startMs) / 1000).toFixed(1)} s)\n`);
  if (ok) total.passed++;
  else total.failed++;
}
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

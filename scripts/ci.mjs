/** What `.ci/run` does: all tests, then what else must hold. Every check counts as one test in the closing line. */
import { join } from 'node:path';
import { show } from './lib/counted.mjs';
import { part, printParts } from './lib/parts.mjs';
import { runTests } from './lib/tests.mjs';
import { root } from './setup.mjs';

const bin = (name) => join(root, 'node_modules', '.bin', name);
const node = (...args) => [process.execPath, args];

const checks = [
  ['types', [bin('tsc'), ['-p', root]]],
  ['format', [bin('oxfmt'), ['--check']]],
  ['lint', [bin('oxlint'), ['--type-aware']]],
  ['dead code', [bin('knip'), []]],
  ['structure', [bin('tsx'), [join(root, 'tests/architecture/structure.ts')]]],
  ['bundle budget', node('scripts/bundle-budget.mjs')],
  ['production build has no local workplace', node('scripts/check-production.mjs')],
];

async function runChecks() {
  const counts = { passed: 0, failed: 0, failures: [] };
  for (const [name, [command, args]] of checks) {
    const startMs = performance.now();
    const ok = (await show(command, args, { cwd: root }).catch(() => 1)) === 0;
    process.stdout.write(`${ok ? 'ok' : 'FAILED'}  ${name} (${((performance.now() - startMs) / 1000).toFixed(1)} s)\n`);
    counts[ok ? 'passed' : 'failed'] += 1;
    if (!ok) counts.failures.push({ name, said: [] });
  }
  return counts;
}

// Whatever becomes of the tests, the checks say what they find.
await runTests().catch((error) => process.stderr.write(`\n${error.stack ?? error}\n`));
await part('checks', runChecks);
process.exit(printParts());

/**
 * `npm test`: sets up what is missing and runs all tests. `npm test -- jest …` or `npm test -- e2e …` runs one part with the
 * runner's own arguments.
 */
import { versionOf } from './lib/browser.mjs';
import { runJest, runPlaywright } from './lib/counted.mjs';
import { fail } from './lib/steps.mjs';
import { root, setup } from './setup.mjs';

const [part, ...rest] = process.argv.slice(2);

export async function runTests() {
  const total = { passed: 0, failed: 0 };
  const add = ({ passed, failed }) => {
    total.passed += passed;
    total.failed += failed;
  };
  const browsers = await setup({ browser: true });
  if (part !== 'e2e') add(await runJest(root, part === 'jest' ? rest : []));
  if (part !== 'jest') add(await runPlaywright(root, browsers, part === 'e2e' ? rest : []));
  if (part !== 'jest') await sayBrowsers(browsers);
  return total;
}

async function sayBrowsers({ chromium, firefox }) {
  const tested = await Promise.all([chromium, firefox].filter(Boolean).map((path) => versionOf(path)));
  process.stdout.write(`\nbrowsers tested: ${tested.join(', ')}${firefox ? '' : '; Firefox was not found, its tests were left out'}\n`);
}

try {
  const { passed, failed } = await runTests();
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  fail(error);
}

import { root, setup } from '../setup.mjs';
import { versionOf } from './browser.mjs';
import { runJest, runPlaywright } from './counted.mjs';
import { part } from './parts.mjs';
import { StepError } from './steps.mjs';

const all = ['jest', 'screens', 'ways'];

/**
 * Sets up what is missing and runs all tests, or one part with the runner's own arguments: `jest`, `screens`, `ways`,
 * or `e2e`, which is both kinds of browser tests.
 */
export async function runTests(only = null, args = []) {
  const known = [...all, 'e2e'];
  if (only !== null && !known.includes(only)) throw new StepError(`The parts are ${known.join(', ')}; not ${only}.`);
  const browsers = { chromium: '', firefox: '' };
  await part('setup', async () => void Object.assign(browsers, await setup({ browser: true })));
  const wanted = only === null ? all : [only];
  for (const name of wanted) await part(name, () => run(name, browsers, args));
  if (only !== 'jest') await sayBrowsers(browsers);
}

function run(name, browsers, args) {
  if (name === 'jest') return runJest(root, args);
  return runPlaywright(root, browsers, name === 'e2e' ? args : [`--project=${name}`, ...args]);
}

async function sayBrowsers({ chromium, firefox }) {
  const tested = await Promise.all([chromium, firefox].filter(Boolean).map((path) => versionOf(path)));
  const missing = firefox ? '' : '; Firefox was not found, its tests were left out';
  process.stdout.write(`\nbrowsers tested: ${tested.join(', ')}${missing}\n`);
}

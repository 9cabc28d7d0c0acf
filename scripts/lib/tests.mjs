import { root, setup } from '../setup.mjs';
import { versionIn } from './asterisk.mjs';
import { versionOf } from './browser.mjs';
import { runJest, runPlaywright } from './counted.mjs';
import { part } from './parts.mjs';
import { StepError } from './steps.mjs';

const all = ['jest', 'screens', 'ways', 'asterisk-ways', 'asterisk', 'production'];

/**
 * Sets up what is missing and runs all tests, or one part with the runner's own arguments: `jest`, `screens`, `ways`,
 * `asterisk`, which is the driver and, with no arguments, the ways on it (`asterisk-ways`), `production`, or `e2e`,
 * which is both kinds of browser tests. `production` brings programs of others and builds the image's folders anew:
 * with all tests it runs in CI only.
 */
export async function runTests(only = null, args = []) {
  const known = [...all, 'e2e'];
  if (only !== null && !known.includes(only)) throw new StepError(`The parts are ${known.join(', ')}; not ${only}.`);
  const found = { chromium: '', firefox: '', asterisk: '' };
  await part(
    'setup',
    async () => void Object.assign(found, await setup({ browser: true, asterisk: asteriskFor(only) })),
  );
  const isLeftOut = (name) =>
    (name.startsWith('asterisk') && !found.asterisk) || (name === 'production' && !process.env.CI);
  const both = only === 'asterisk' && args.length === 0 ? ['asterisk-ways'] : [];
  const wanted = only === null ? all.filter((name) => !isLeftOut(name)) : [...both, only];
  for (const name of wanted) await part(name, () => run(name, found, args));
  if (wanted.some((name) => !jestProjects[name])) await sayBrowsers(found);
  if (only === null) sayAsterisk(found);
}

/** Where there is none, its tests are left out; in CI, or where they are asked for, that is a failure. */
function asteriskFor(only) {
  if (only?.startsWith('asterisk') || (only === null && process.env.CI === 'true')) return 'needed';
  return only === null ? 'wanted' : '';
}

const jestProjects = { jest: ['server', 'tab'], asterisk: ['asterisk'], production: ['production'] };

function run(name, { asterisk, ...browsers }, args) {
  const projects = jestProjects[name];
  if (projects) return runJest(root, [...args, '--selectProjects', ...projects], { ASTERISK_FOLDER: asterisk });
  const among = name === 'e2e' ? ['screens', 'ways'] : [name];
  const where = { ...browsers, asterisk };
  return runPlaywright(root, where, [...among.map((each) => `--project=${each}`), ...args]);
}

function sayAsterisk({ asterisk }) {
  const said = asterisk ? `tested: ${versionIn(asterisk)}` : 'could not be brought, its tests were left out';
  process.stdout.write(`Asterisk ${said}\n`);
}

async function sayBrowsers({ chromium, firefox }) {
  const tested = await Promise.all([chromium, firefox].filter(Boolean).map((path) => versionOf(path)));
  const missing = firefox ? '' : '; Firefox was not found, its tests were left out';
  process.stdout.write(`\nbrowsers tested: ${tested.join(', ')}${missing}\n`);
}

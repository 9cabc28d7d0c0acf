/**
 * Sets up what is missing, with nothing but Node: the packages when the lock file changed, the build when a source
 * changed, and for the tests the browsers. Called by `npm start` and `npm test`; a second run takes well under a
 * second.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync, accessSync, constants } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bringAsterisk, versionIn } from './lib/asterisk.mjs';
import { findBrowser, findFirefox } from './lib/browser.mjs';
import { StepError, run, step } from './lib/steps.mjs';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const packagesStamp = join(root, 'node_modules', '.vaxel-lock');
const buildStamp = join(root, 'dist', '.stamp');

/**
 * @param {{ browser?: boolean; asterisk?: '' | 'wanted' | 'needed' }} options browser: also find or install those for
 *   the tests; asterisk: bring it, and go on without where that fails and it is only wanted
 */
export async function setup({ browser = false, asterisk = '' } = {}) {
  checkNode();
  checkWritable();
  if (read(packagesStamp) !== lockHash()) await step('packages installed', installPackages);
  if (read(buildStamp) !== sourceHash()) await step('built', build);
  const found = { chromium: '', firefox: '', asterisk: '' };
  if (browser) {
    await step('browser', async () => (found.chromium = await findBrowser(root)));
    await step(
      'second browser',
      async () => (found.firefox = await findFirefox()) || 'no Firefox, its tests are left out',
    );
  }
  if (asterisk) await step('Asterisk', async () => await findAsterisk(found, asterisk));
  return found;
}

async function findAsterisk(found, how) {
  try {
    found.asterisk = await bringAsterisk(root);
    return versionIn(found.asterisk);
  } catch (error) {
    if (how === 'needed' || !(error instanceof StepError)) throw error;
    return `none, its tests are left out: ${error.message}`;
  }
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new StepError(
      `Växel needs Node 20.19 or newer; this is ${process.versions.node}. Install a newer one from nodejs.org.`,
    );
  }
}

function checkWritable() {
  try {
    accessSync(root, constants.W_OK);
  } catch {
    throw new StepError(
      `This user may not write to ${root}. Clone Växel to a folder of your own, or change the folder's permissions.`,
    );
  }
}

const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

async function installPackages() {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  await run(npm, ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: root, what: 'npm ci' });
  writeFileSync(packagesStamp, lockHash());
}

/** Of the names, sizes and times of every source but the tests: cheap, and any edit that the build knows changes it. */
function sourceHash() {
  const hash = createHash('sha256').update(lockHash()).update(process.versions.node);
  const visitFile = (path) => {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path.slice(root.length)} ${size} ${mtimeMs}\n`);
  };
  const visitFolder = (folder) => {
    const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.includes('.test.'));
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1)))
      (entry.isDirectory() ? visitFolder : visitFile)(join(folder, entry.name));
  };
  for (const name of ['src', 'bot', 'tabs', 'scripts']) visitFolder(join(root, name));
  for (const name of ['vite.config.ts', 'package.json']) visitFile(join(root, name));
  return hash.digest('hex');
}

async function build() {
  const before = sourceHash();
  await run(process.execPath, [join(root, 'scripts', 'build.mjs')], { cwd: root, what: 'the build' });
  writeFileSync(buildStamp, before);
}

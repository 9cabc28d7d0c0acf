import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StepError, run } from './steps.mjs';

const firefoxPrograms = ['firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];
const systemPrograms = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macPrograms = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * A Chromium for the tests: CHROMIUM_PATH, the system's, Playwright's own, or the package manager's, whichever works
 * first.
 */
export async function findBrowser(root) {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (await starts(given)) return given;
    throw new StepError(`CHROMIUM_PATH is ${given}, but that does not start.`);
  }
  const remembered = join(root, 'node_modules', '.vaxel-browser');
  const last = existsSync(remembered) ? readFileSync(remembered, 'utf8') : '';
  const found =
    (last && existsSync(last) && last) ||
    (await systemBrowser()) ||
    (await playwrightBrowser(root)) ||
    (await installedBrowser());
  if (!found) {
    throw new StepError(
      'No browser for the tests was found, and none could be installed. Install Chromium or Google Chrome, or set ' +
        'CHROMIUM_PATH.',
    );
  }
  writeFileSync(remembered, found);
  return found;
}

/**
 * A Firefox for its own tests: FIREFOX_PATH, the system's, or the package manager's. Empty when there is none and none
 * can be installed; in CI, where it has to be tested, that is a failure.
 */
export async function findFirefox() {
  const given = process.env.FIREFOX_PATH;
  if (given && !(await versionOf(given, /Firefox/)))
    throw new StepError(`FIREFOX_PATH is ${given}, but that does not start.`);
  const found = given || (await systemFirefox()) || (await installedFirefox());
  if (!found && process.env.CI === 'true')
    throw new StepError('Firefox has to be tested here, and none was found or could be installed.');
  return found;
}

/** What a browser calls itself, e.g. "Mozilla Firefox 153.7.0esr"; empty when it does not start. */
export async function versionOf(program, name = /./) {
  const output = (await run(program, ['--version']).catch(() => '')).trim().split('\n').at(-1) ?? '';
  return name.test(output) ? output : '';
}

const starts = (program) => versionOf(program, /Chrom/i);
const systemBrowser = () => firstThatStarts([...systemPrograms, ...macPrograms], /Chrom/i);
const systemFirefox = () => firstThatStarts(firefoxPrograms, /Firefox/);

async function firstThatStarts(programs, name) {
  for (const program of programs) {
    const path = program.startsWith('/') ? program : (await run('which', [program]).catch(() => '')).trim();
    if (path && existsSync(path) && (await versionOf(path, name))) return path;
  }
  return '';
}

async function playwrightBrowser(root) {
  const { chromium } = await import('playwright');
  const path = chromium.executablePath();
  if (!existsSync(path))
    await run(process.execPath, [join(root, 'node_modules', 'playwright', 'cli.js'), 'install', 'chromium']).catch(
      () => '',
    );
  return existsSync(path) && (await starts(path)) ? path : '';
}

async function installedBrowser() {
  await install('chromium', ['chromium', 'chromium-browser']);
  return systemBrowser();
}

async function installedFirefox() {
  await install('firefox', ['firefox-esr', 'firefox']);
  return systemFirefox();
}

/**
 * Tries the package manager, under each name that distributions have for it; what fails is seen by the browser not
 * being there.
 */
async function install(cask, packages) {
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = [['update'], ...packages.map((name) => ['install', '-y', name])].map((args) => [
    ...asRoot,
    'apt-get',
    ...args,
  ]);
  const attempts = process.platform === 'darwin' ? [['brew', 'install', '--cask', cask]] : apt;
  for (const [command, ...args] of attempts)
    await run(command, args, { env: { DEBIAN_FRONTEND: 'noninteractive' } }).catch(() => '');
}

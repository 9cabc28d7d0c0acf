import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StepError, run } from './steps.mjs';

const systemPrograms = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macPrograms = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

/** A Chromium for the tests: CHROMIUM_PATH, the system's, Playwright's own, or the package manager's, whichever works first. */
export async function findBrowser(root) {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (await starts(given)) return given;
    throw new StepError(`CHROMIUM_PATH is ${given}, but that does not start.`);
  }
  const remembered = join(root, 'node_modules', '.vaxel-browser');
  const last = existsSync(remembered) ? readFileSync(remembered, 'utf8') : '';
  const found = (last && existsSync(last) && last) || (await systemBrowser()) || (await playwrightBrowser(root)) || (await installedBrowser());
  if (!found) {
    throw new StepError('No browser for the tests was found, and none could be installed. Install Chromium or Google Chrome, or set CHROMIUM_PATH.');
  }
  writeFileSync(remembered, found);
  return found;
}

async function starts(program) {
  return run(program, ['--version']).then(
    (output) => /Chrom/i.test(output),
    () => false,
  );
}

async function systemBrowser() {
  for (const program of [...systemPrograms, ...macPrograms]) {
    const path = program.startsWith('/') ? program : (await run('which', [program]).catch(() => '')).trim();
    if (path && existsSync(path) && (await starts(path))) return path;
  }
  return '';
}

async function playwrightBrowser(root) {
  const { chromium } = await import('playwright');
  const path = chromium.executablePath();
  if (!existsSync(path)) await run(process.execPath, [join(root, 'node_modules', 'playwright', 'cli.js'), 'install', 'chromium']).catch(() => '');
  return existsSync(path) && (await starts(path)) ? path : '';
}

async function installedBrowser() {
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const attempts =
    process.platform === 'darwin'
      ? [['brew', 'install', '--cask', 'chromium']]
      : [
          [...asRoot, 'apt-get', 'update'],
          [...asRoot, 'apt-get', 'install', '-y', 'chromium'],
          [...asRoot, 'apt-get', 'install', '-y', 'chromium-browser'],
        ];
  for (const [command, ...args] of attempts) await run(command, args, { env: { DEBIAN_FRONTEND: 'noninteractive' } }).catch(() => '');
  return systemBrowser();
}

/**
 * `npm start`: sets up what is missing and runs Växel in local mode. `-- --reset` begins with an empty data folder,
 * `-- --large`, which is `npm run demo:large`, makes a hundred thousand colleagues.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { StepError, fail } from './lib/steps.mjs';
import { root, setup } from './setup.mjs';

try {
  const unknown = process.argv.slice(2).filter((option) => !['--reset', '--large'].includes(option));
  if (unknown.length > 0)
    throw new StepError(`unknown option ${unknown.join(' ')}; there are only --reset and --large`);
  await setup();
  // As Node has it from 21 on. The database's driver asks for it; without, it has all of Node's HTTP client loaded to
  // find out where it runs.
  globalThis.navigator ??= { userAgent: `Node.js/${process.versions.node.split('.')[0]}` };
  performance.mark('vaxel: set up');
  process.env.VAXEL_MODE = 'local';
  if (process.argv.includes('--large')) process.env.DEMO_PEOPLE ||= '100000';
  process.setSourceMapsEnabled(true);
  // The server runs in this very process: a signal, or kill -9, meets it and nothing else.
  await import(pathToFileURL(join(root, 'dist', 'server', 'main.js')).href);
} catch (error) {
  fail(error);
}

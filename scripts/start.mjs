/**
 * `npm start`: sets up what is missing and runs Växel in local mode. `-- --reset` begins with an empty data folder,
 * `-- --large`, which is `npm run demo:large`, makes a hundred thousand colleagues, `-- --switch asterisk` brings an
 * Asterisk and has it carry the calls.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { StepError, fail } from './lib/steps.mjs';
import { root, setup } from './setup.mjs';

try {
  const options = readOptions(process.argv.slice(2));
  if (options.switch) process.env.SWITCH = options.switch;
  const ownAsterisk = process.env.SWITCH === 'asterisk' && !process.env.ASTERISK_URL;
  const { asterisk } = await setup({ asterisk: ownAsterisk && !process.env.ASTERISK_FOLDER ? 'needed' : '' });
  if (asterisk) process.env.ASTERISK_FOLDER = asterisk;
  // As Node has it from 21 on. The database's driver asks for it; without, it has all of Node's HTTP client loaded to
  // find out where it runs.
  globalThis.navigator ??= { userAgent: `Node.js/${process.versions.node.split('.')[0]}` };
  performance.mark('vaxel: set up');
  process.env.VAXEL_MODE = 'local';
  if (options.large) process.env.DEMO_PEOPLE ||= '100000';
  process.setSourceMapsEnabled(true);
  // The server runs in this very process: a signal, or kill -9, meets it and nothing else.
  await import(pathToFileURL(join(root, 'dist', 'server', 'main.js')).href);
} catch (error) {
  fail(error);
}

function readOptions(args) {
  const known = 'there are --reset, --large and --switch embedded|asterisk';
  try {
    const flag = { type: 'boolean' };
    const { values } = parseArgs({ args, options: { reset: flag, large: flag, switch: { type: 'string' } } });
    if (values.switch === undefined || ['embedded', 'asterisk'].includes(values.switch)) return values;
    throw new Error(`unknown switch ${values.switch}`);
  } catch (error) {
    throw new StepError(`${error.message}; ${known}`);
  }
}

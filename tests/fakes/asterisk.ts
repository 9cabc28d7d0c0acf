import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { readInstall, type AsteriskInstall } from '../../src/local/asterisk/asterisk-process';

/** The Asterisk that tests start; brought when `npm run test:asterisk` has not done so. */
export function findAsterisk(): AsteriskInstall {
  const given = process.env['ASTERISK_FOLDER'];
  if (given) return readInstall(given);
  const said = execFileSync(process.execPath, [join(process.cwd(), 'scripts', 'asterisk.mjs')], { encoding: 'utf8' });
  return readInstall(said.trim().split('\n').at(-1) ?? '');
}

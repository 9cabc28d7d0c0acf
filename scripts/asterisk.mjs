/** Brings Asterisk for tests, and says in its last line where it is. node scripts/asterisk.mjs [LIST OF MODULES…] */
import { bringAsterisk } from './lib/asterisk.mjs';
import { fail } from './lib/steps.mjs';
import { root } from './setup.mjs';

const lists = process.argv.slice(2);

try {
  process.stdout.write(`${await bringAsterisk(root, lists.length === 0 ? undefined : lists)}\n`);
} catch (error) {
  fail(error);
}

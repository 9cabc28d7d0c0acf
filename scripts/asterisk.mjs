/** Brings Asterisk for tests, and says in its last line where it is. */
import { bringAsterisk } from './lib/asterisk.mjs';
import { fail } from './lib/steps.mjs';
import { root } from './setup.mjs';

try {
  process.stdout.write(`${await bringAsterisk(root)}\n`);
} catch (error) {
  fail(error);
}

/** Brings baresip for tests, and says in its last line where it is. */
import { bringBaresip } from './lib/baresip.mjs';
import { fail } from './lib/steps.mjs';

try {
  process.stdout.write(`${await bringBaresip()}\n`);
} catch (error) {
  fail(error);
}

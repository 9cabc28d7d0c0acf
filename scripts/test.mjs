/**
 * `npm test`: sets up what is missing and runs all tests. `npm test -- jest …`, `screens …`, `ways …`, `e2e …` (both of
 * these), `asterisk …` or `production …` runs one part with the runner's own arguments.
 */
import { printParts } from './lib/parts.mjs';
import { fail } from './lib/steps.mjs';
import { runTests } from './lib/tests.mjs';

const [part, ...rest] = process.argv.slice(2);

try {
  await runTests(part ?? null, rest);
  process.exitCode = printParts();
} catch (error) {
  fail(error);
}

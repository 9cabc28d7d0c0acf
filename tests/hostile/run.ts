import { Product } from '../integration/product';
import { describe, ratio, runHostile } from './scenario';

/**
 * `npm run hostile -- --seconds 600`: attacks the built server (`npm run build`) for so long, in turns with peace, says
 * what came of it, and ends with 1 when calls took more than twice as long to set up. On a machine that has nothing
 * else to do.
 */
const at = process.argv.indexOf('--seconds');
const seconds = at < 0 ? 60 : Number(process.argv[at + 1]);
if (!(seconds > 0 && seconds <= 86_400)) throw new RangeError('--seconds takes a number of seconds, a day at most');

const phaseMs = Math.min(3_500, seconds * 1_000);
const product = await Product.start();
try {
  const say = (text: string) => process.stdout.write(`${text}\n`);
  const result = await runHostile(product, {
    phaseMs,
    rounds: Math.max(1, Math.round((seconds * 1_000) / phaseMs)),
    niceness: 19,
    onRound: say,
  });
  say(JSON.stringify(result.tally, null, 2));
  say(JSON.stringify({ sizes: result.sizes, ban: result.ban, newcomers: result.newcomers }));
  say(describe(result));
  process.exitCode = ratio(result) <= 2 ? 0 : 1;
} finally {
  await product.close();
}
process.exit();

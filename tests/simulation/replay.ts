import { simulate } from './simulate';

const [seed, steps] = process.argv.slice(2).map(Number);
process.stdout.write(`${JSON.stringify(simulate(seed ?? 1, steps ?? 400))}\n`);

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { traceBare } from './bare';
import { traceCall } from './call';
import { traceMove } from './move';
import { tracePacket } from './packet';
import { milliseconds, picture } from './picture';
import { traceReload } from './reload';
import type { Part } from './span';
import { traceStart } from './start';
import { traceEvents } from './trace-events';

/**
 * `npm run trace`: where the time goes, from real browsers, a real server and real packets. Written to dist/trace: a
 * picture (trace.svg), the same for Perfetto (trace.json) and each part's spans; a table goes to standard output.
 *
 *     npm run trace -- call reload --rounds 5 --out /tmp/trace
 *
 * measures some parts only; the picture is of all that were measured into that folder.
 */
const measures = {
  bare: traceBare,
  call: traceCall,
  move: traceMove,
  reload: traceReload,
  start: traceStart,
  packet: tracePacket,
};
const order = ['bare', 'ring', 'sound', 'move', 'reload', 'start', 'packet'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '7' }, out: { type: 'string', default: join('dist', 'trace') } },
});
const unknown = positionals.filter((name) => !(name in measures));
if (unknown.length > 0) throw new Error(`no part ${unknown.join(', ')}; there are ${Object.keys(measures).join(', ')}`);

const fileOf = (id: string) => join(values.out, `${id}.json`);
mkdirSync(values.out, { recursive: true });
for (const [name, measure] of Object.entries(measures)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  process.stderr.write(`tracing ${name} …\n`);
  for (const part of await measure(Number(values.rounds)))
    writeFileSync(fileOf(part.id), `${JSON.stringify(part, null, 1)}\n`);
}

const parts = order
  .filter((id) => existsSync(fileOf(id)))
  .map((id) => JSON.parse(readFileSync(fileOf(id), 'utf8')) as Part);
writeFileSync(join(values.out, 'trace.svg'), picture(parts));
writeFileSync(join(values.out, 'trace.json'), traceEvents(parts));
for (const { title, rounds, spans, notes } of parts) {
  process.stdout.write(`\n${title}, medians of ${rounds}\n`);
  for (const { lane, name, startMs, endMs } of spans) {
    const [from, took] = [milliseconds(startMs).padStart(9), milliseconds(endMs - startMs).padStart(9)];
    process.stdout.write(`  ${from} +${took}  ${lane}: ${name}\n`);
  }
  for (const note of notes) process.stdout.write(`  ${note}\n`);
}
process.stdout.write(`\n${join(values.out, 'trace.svg')}, trace.json\n`);

import { spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from './figure';

/**
 * `npm run bench`: every figure, as a table and as JSON (dist/bench.json). `npm run bench -- B9` or `-- start` runs
 * those whose goal or file name is given.
 */
const folder = join(process.cwd(), 'tests', 'bench');
const goals: Record<string, string | readonly string[]> = {
  B1: 'call-setup',
  B2: 'call-return',
  B3: 'call-move',
  B4: 'presence',
  B5: 'restart',
  B11: 'bridged-calls',
  B13: 'media-stall',
  B6: 'events',
  B7: 'directory',
  B8: 'tab-weight',
  B9: 'start',
  B12: 'tokens',
  B18: 'conference',
  B14: 'group-calls',
  B15: 'voicemail',
  B17: ['activity-set', 'calendar-begin'],
  R2: 'hostile-memory',
  R1: 'kills',
  R3: 'registrations',
  R7: 'engine',
};
const helpers = new Set(['run', 'figure', 'process-use', 'pages', 'gap', 'switch-child', 'switch-process']);
const wanted = process.argv.slice(2).flatMap((name) => goals[name] ?? name);

const scripts = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !name.includes('.part.'))
  .map((name) => name.slice(0, -3))
  .filter((name) => !helpers.has(name) && (wanted.length === 0 || wanted.includes(name)));

function measure(name: string): Promise<Figure[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(folder, `${name}.ts`)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      const lastLine = output.trim().split('\n').at(-1) ?? '';
      if (code === 0) resolve(JSON.parse(lastLine) as Figure[]);
      else reject(new Error(`the bench ${name} ended with ${code}`));
    });
  });
}

const row = ({ id, what, value, unit, peer, goal }: Figure): string[] => [
  id ?? '',
  what,
  `${value} ${unit}`,
  peer ? `${peer.value} ${unit} (${peer.what})` : '',
  peer ? `${(value / peer.value).toFixed(2)} ×` : '',
  goal ? `${goal.text}: ${goal.reached ? 'reached' : 'MISSED'}` : '',
];

const figures: Figure[] = [];
for (const name of scripts) {
  process.stderr.write(`measuring ${name} …\n`);
  figures.push(...(await measure(name)));
}
const table = [['goal', 'what', 'figure', 'against', 'ratio', 'result'], ...figures.map(row)];
const widths = table[0]?.map((_, column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0))) ?? [];
for (const cells of table)
  process.stdout.write(
    `${cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()}\n`,
  );
writeFileSync(join(process.cwd(), 'dist', 'bench.json'), JSON.stringify(figures, null, 2));
process.stdout.write(`${JSON.stringify(figures)}\n`);

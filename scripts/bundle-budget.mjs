// Weight of the tab (goal B8): what a browser loads before the first view, as brotli, against the budget.
// Reads dist/tab, so `vite build` comes first. Exit code 1 when the budget is broken. `--json` prints the figures as
// JSON.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

const budgetKb = 185;
const root = fileURLToPath(new URL('../dist/tab/', import.meta.url));
const manifest = JSON.parse(readFileSync(`${root}.vite/manifest.json`, 'utf8'));

/**
 * Loaded by import() and yet before the first view: the host in use and the language in use. The larger of each counts.
 */
const beforeFirstView = [
  ['hosts/teams.ts', 'hosts/browser.ts'],
  ['i18n/sv.ts', 'i18n/en.ts'],
];

const weights = new Map();
const brotli = (file) => {
  if (!weights.has(file))
    weights.set(
      file,
      brotliCompressSync(readFileSync(root + file), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
    );
  return weights.get(file);
};

/** Every file that loading a chunk loads: itself, its styles and what it imports statically. */
function closure(key, files = new Set()) {
  const chunk = manifest[key];
  if (files.has(chunk.file)) return files;
  files.add(chunk.file);
  for (const css of chunk.css ?? []) files.add(css);
  for (const next of chunk.imports ?? []) closure(next, files);
  return files;
}

const sum = (files) => [...files].reduce((total, file) => total + brotli(file), 0);
const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const initial = closure(entry);
for (const alternatives of beforeFirstView) {
  const sets = alternatives.filter((key) => manifest[key]).map((key) => closure(key));
  const heaviest = sets.sort((a, b) => sum(b) - sum(a))[0] ?? new Set();
  for (const file of heaviest) initial.add(file);
}
initial.add('index.html');

const lazy = readdirSync(`${root}assets`)
  .map((file) => `assets/${file}`)
  .filter((file) => /\.(js|css)$/.test(file) && !initial.has(file));
const kb = (bytes) => Math.round(bytes / 102.4) / 10;
const initialKb = kb(sum(initial));
const result = { id: 'B8', initialKb, budgetKb, lazyKb: kb(sum(lazy)), ok: initialKb <= budgetKb };

if (process.argv.includes('--json')) console.log(JSON.stringify(result));
else {
  const line = (file) => `  ${kb(brotli(file)).toFixed(1).padStart(7)} kB  ${file}`;
  const heavyFirst = (files) => [...files].sort((a, b) => brotli(b) - brotli(a));
  console.log(`Initial (brotli): ${initialKb} kB of ${budgetKb} kB`);
  for (const file of heavyFirst(initial)) console.log(line(file));
  console.log(`Lazy (brotli): ${result.lazyKb} kB`);
  for (const file of heavyFirst(lazy)) console.log(line(file));
}
if (!result.ok) process.exitCode = 1;

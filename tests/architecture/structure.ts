import { circles } from './circles';
import { functionsOf, mostColumns, mostLines, wideLines, type FunctionSize } from './measures';
import { filesIn, importGraph, isTest, read, roomGraph } from './sources';

/**
 * `npm run structure`: how large the rooms are, and what in them is too long or goes in a circle. It reads the sources
 * only, and ends with 1 when there is a circle, a line is too wide, or 1 % of the product's named functions are too
 * long.
 */
const mostShare = 0.01;

interface Measured {
  readonly file: string;
  readonly room: string;
  readonly lines: number;
  readonly functions: readonly FunctionSize[];
  readonly wide: readonly number[];
}

/** The second folder of a path, e.g. `src/calls`; what lies beside the rooms stands for its parent. */
const roomOf = (file: string): string =>
  /^(?:src|tabs|tests)\/[\w-]+(?=\/)/.exec(file)?.[0] ?? file.split('/')[0] ?? '';

function measure(file: string): Measured {
  const text = read(file);
  const functions = /\.tsx?$/.test(file) ? functionsOf(text, file.endsWith('x')) : [];
  const wide = wideLines(text).map(({ line }) => line);
  return { file, room: roomOf(file), lines: text.split('\n').length - 1, functions, wide };
}

const files = ['src', 'bot', 'tabs', 'tests', 'scripts'].flatMap((folder) => filesIn(folder, /\.(?:tsx?|[cm]?js)$/));
const all = files.map(measure);
const product = all.filter(({ file }) => /\.tsx?$/.test(file) && !isTest(file) && !file.endsWith('.d.ts'));

const tooLong = (from: readonly Measured[]) =>
  from.flatMap(({ file, functions }) =>
    functions.filter(({ lines }) => lines > mostLines).map((each) => ({ file, ...each })),
  );
const named = (from: readonly Measured[]) =>
  from.flatMap(({ functions }) => functions.filter(({ name }) => name !== null));
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const print = (line = '') => process.stdout.write(`${line}\n`);

function printTable(rows: readonly (readonly (string | number)[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  const cell = (value: string | number, column: number) =>
    column === 0 ? String(value).padEnd(widths[column] ?? 0) : String(value).padStart(widths[column] ?? 0);
  for (const row of rows) print(row.map(cell).join('  '));
}

function rowOf(name: string, from: readonly Measured[]): (string | number)[] {
  const [tests, sources] = [from.filter(({ file }) => isTest(file)), from.filter(({ file }) => !isTest(file))];
  const linesOf = (some: readonly Measured[]) => sum(some.map(({ lines }) => lines));
  const counts = [named(from).length, tooLong(from).length, sum(from.map(({ wide }) => wide.length))];
  return [name, sources.length, linesOf(sources), tests.length, linesOf(tests), ...counts];
}

const rooms = [...new Set(all.map(({ room }) => room))];
printTable([
  ['room', 'files', 'lines', 'tests', 'lines', 'functions', `> ${mostLines} lines`, `lines > ${mostColumns}`],
  ...rooms.map((name) =>
    rowOf(
      name,
      all.filter(({ room }) => room === name),
    ),
  ),
  rowOf('all', all),
]);

const graph = importGraph(product.map(({ file }) => file));
/** What lies beside the rooms puts them together: `server` knows all of them, so it is a room of its own. */
const folderOf = (file: string) => (/^(?:src|tabs)\/[^/]+$/.test(file) ? file : roomOf(file));
const found = { files: circles(graph), folders: circles(roomGraph(graph, folderOf)) };
print(`\ncircles of files: ${found.files.length}, of folders: ${found.folders.length}`);
for (const circle of [...found.files, ...found.folders]) print(`  ${circle}`);

const share = tooLong(product).length / named(product).length;
const percent = `${(share * 100).toFixed(2)} % of ${named(product).length} named functions of the product`;
print(
  `\nfunctions over ${mostLines} lines: ${tooLong(all).length}; without tests ${tooLong(product).length}, ${percent}`,
);
for (const { file, line, name, lines } of tooLong(all))
  print(`  ${String(lines).padStart(4)}  ${file}:${line} ${name ?? '(callback)'}`);

const wide = all.filter((each) => each.wide.length > 0);
print(`\nlines over ${mostColumns} columns: ${sum(wide.map((each) => each.wide.length))} in ${wide.length} files`);
for (const each of wide) print(`  ${each.file}:${each.wide.slice(0, 8).join(',')}${each.wide.length > 8 ? ',…' : ''}`);

const faults = found.files.length + found.folders.length + wide.length;
process.exitCode = share < mostShare && faults === 0 ? 0 : 1;

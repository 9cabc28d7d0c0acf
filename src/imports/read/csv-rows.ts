import Papa from 'papaparse';
import type { ImportSeparator } from '../../contract/imports/fields';

export interface CsvRow {
  /** Where it begins in the file, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Its quotes are not closed: the cells are what stands on its first line. */
  readonly isOpen: boolean;
}

/** Rows of one part. */
const batch = 1_000;
/** A cell of more lines begins with a quote that nobody has closed. */
const mostLinesOfCell = 30;
/** Each costs a look to the end of the file. */
const mostOpen = 20;

const separators = [';', ',', '\t', '|'] as const;

/** The separator that the file names or its first lines have most of, outside of quotes; `;` where there is none. */
export function separatorOf(text: string): Exclude<ImportSeparator, 'auto'> {
  const named = /^sep=([;,\t|])\r?\n/i.exec(text)?.[1];
  if (named !== undefined) return separators.find((each) => each === named) ?? ';';
  const head = text.slice(0, 20_000).split(/\r\n|\n|\r/, 10);
  const scores = separators.map((separator) => {
    const counts = head.filter((line) => line !== '').map((line) => unquoted(line).split(separator).length - 1);
    const [first = 0] = counts;
    return first === 0 ? 0 : first * counts.filter((count) => count === first).length;
  });
  const best = scores.indexOf(Math.max(...scores));
  return (scores[best] === 0 ? undefined : separators[best]) ?? ';';
}

const unquoted = (line: string): string => line.replace(/"[^"]*"/g, '');

/** All rows of a text of CSV, some at a time; empty lines are left out and counted. */
export function* csvRows(text: string, separator: string): Generator<readonly CsvRow[]> {
  const newline = text.includes('\n') ? '\n' : '\r';
  let rest = text.replace(/^sep=[;,\t|]\r?\n/i, '');
  let line = rest.length === text.length ? 1 : 2;
  let open = 0;
  while (rest !== '') {
    const config = { delimiter: separator, newline, preview: batch, fastMode: false } as const;
    const { data, meta, errors } = Papa.parse<string[]>(rest, config);
    const wrong = open < mostOpen ? firstOpen(data, errors) : -1;
    const good = wrong === -1 ? data : data.slice(0, wrong);
    const rows: CsvRow[] = [];
    for (const cells of good) {
      if (cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells: withoutReturn(cells), isOpen: false });
      line += linesOf(cells);
    }
    let read = meta.truncated || wrong !== -1 ? meta.cursor : rest.length;
    if (wrong !== -1) {
      open += 1;
      read = wrong === 0 ? 0 : Papa.parse<string[]>(rest, { ...config, preview: wrong }).meta.cursor;
      const end = rest.indexOf(newline, read);
      const until = end === -1 ? rest.length : end;
      rows.push({ line, cells: rest.slice(read, until).split(separator), isOpen: true });
      line += 1;
      read = until + 1;
    }
    if (rows.length > 0) yield rows;
    rest = rest.slice(read);
  }
}

/** Where a quote begins that is never closed, or only by another cell's; -1: nowhere. */
function firstOpen(data: readonly string[][], errors: readonly Papa.ParseError[]): number {
  const missing = errors.find(({ type }) => type === 'Quotes')?.row ?? -1;
  const long = data.findIndex((cells) => cells.some((cell) => linesOf([cell]) > mostLinesOfCell));
  return missing === -1 || long === -1 ? Math.max(missing, long) : Math.min(missing, long);
}

function linesOf(cells: readonly string[]): number {
  let lines = 1;
  for (const cell of cells) for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

function withoutReturn(cells: string[]): readonly string[] {
  const last = cells.at(-1);
  if (last?.endsWith('\r') === true) cells[cells.length - 1] = last.slice(0, -1);
  return cells;
}

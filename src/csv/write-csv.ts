import Papa from 'papaparse';
import { auditWords } from '../contract/audit/words';
import type { CsvReader } from '../contract/csv';
import { safeCell } from '../contract/csv-text';
import { momentText } from '../contract/moments';

/** One cell; null is an empty one. Moments are written by the reader's clock, yes and no in the reader's language. */
export type Cell = string | number | boolean | Date | null;

/** The same as it stands in the file. */
export function inWords(cell: Cell, { language, zone }: CsvReader): string | number | null {
  if (cell instanceof Date) return momentText(zone, cell.getTime());
  if (typeof cell !== 'boolean') return cell;
  const { yes, no } = auditWords[language].words;
  return cell ? yes : no;
}

/**
 * Rows as lines of CSV (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe, as
 * OWASP advises; our import takes it off again.
 */
export function csvLines(rows: readonly (readonly Written[])[], separator: ';' | ','): string {
  if (rows.length === 0) return '';
  const text = Papa.unparse(
    rows.map((row) => row.map((cell) => safe(cell))),
    { delimiter: separator, newline: '\r\n' },
  );
  return `${text}\r\n`;
}

type Written = string | number | null;

function safe(cell: Written): string {
  return typeof cell === 'string' ? safeCell(cell) : cell === null ? '' : String(cell);
}

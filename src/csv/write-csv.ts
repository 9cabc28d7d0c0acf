import Papa from 'papaparse';

/** One cell; null is an empty one. */
export type Cell = string | number | boolean | null;

/** Swedish Excel parts columns by `;`, English by `,`. */
export const separatorOf = (language: string): ';' | ',' => (language.startsWith('sv') ? ';' : ',');

/** So that Excel reads UTF-8. */
export const byteOrderMark = '\ufeff';

/**
 * What a spreadsheet may carry out: its own signs, their full-width forms, and what it leaves out before them. With an
 * apostrophe before it already it gets one more, so that taking off one gives back what was there.
 */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/;

/**
 * Rows as lines of CSV (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe, as
 * OWASP advises; our import takes it off again.
 */
export function csvLines(rows: readonly (readonly Cell[])[], separator: ';' | ','): string {
  if (rows.length === 0) return '';
  const text = Papa.unparse(
    rows.map((row) => row.map((cell) => safe(cell))),
    { delimiter: separator, newline: '\r\n' },
  );
  return `${text}\r\n`;
}

function safe(cell: Cell): string {
  const text = cell === null ? '' : String(cell);
  return formula.test(text) && typeof cell === 'string' ? `'${text}` : text;
}

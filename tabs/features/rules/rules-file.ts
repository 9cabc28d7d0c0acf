import { byteOrderMark, safeCell, separatorOf } from '../../../src/contract/csv-text';

/** Lines of cells as CSV (RFC 4180), as the reader's Excel takes it. */
export function csvText(rows: readonly (readonly string[])[], language: string): string {
  const quoted = (cell: string): string => `"${safeCell(cell).replaceAll('"', '""')}"`;
  const lines = rows.map((row) => `${row.map(quoted).join(separatorOf(language))}\r\n`);
  return byteOrderMark + lines.join('');
}

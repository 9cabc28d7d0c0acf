import { mostImportColumns, mostImportLines } from '../../contract/imports/fields';
import { storable } from '../../contract/text';
import type { ImportEncoding, ImportField, ImportRefusal, ImportSeparator } from '../../contract/imports/fields';
import { cleanCell } from './clean-cell';
import { csvRows, separatorOf, type CsvRow } from './csv-rows';
import { decode, isArchive, isBinary } from './decode';
import { guessFields } from './headers';
import { readRow, type FileLine } from './read-line';
import { readCardLines } from './vcard-lines';

/** A column may hold pictures of megabytes, and each list of imports shows its example. */
const longestExample = 60;

export interface ReadOptions {
  readonly encoding: ImportEncoding;
  readonly separator: ImportSeparator;
  /** By the place of the column; null: as headers say. */
  readonly fields: readonly ImportField[] | null;
  /** What headers were taken for the last time, by `foldedHeader`. */
  readonly remembered: ReadonlyMap<string, ImportField>;
  /** ISO 3166: numbers without a country code are this one's. */
  readonly country: string;
}

/** How a file is read, and one example of each column. */
export interface Found {
  readonly format: 'csv' | 'vcard';
  readonly encoding: Exclude<ImportEncoding, 'auto'>;
  readonly separator: Exclude<ImportSeparator, 'auto'>;
  readonly looksGarbled: boolean;
  readonly headers: readonly string[];
  readonly fields: readonly ImportField[];
  readonly examples: readonly string[];
}

export interface ReadFile {
  readonly found: Found;
  readonly parts: Iterable<readonly FileLine[]>;
}

/** The file as a whole cannot be used. */
export class RefusedFile extends Error {
  constructor(readonly refusal: ImportRefusal) {
    super(refusal);
  }
}

/** @throws RefusedFile, also while the parts are read */
export function readFile(bytes: Uint8Array, options: ReadOptions): ReadFile {
  if (isArchive(bytes)) throw new RefusedFile('excel');
  const { text, encoding, looksGarbled } = decode(bytes, options.encoding);
  if (isBinary(text)) throw new RefusedFile('binary');
  if (text.trim() === '') throw new RefusedFile('empty');
  const common = { encoding, looksGarbled };
  if (/^\s{0,100}BEGIN:VCARD/i.test(text)) {
    const found: Found = { ...common, format: 'vcard', separator: ';', headers: [], fields: [], examples: [] };
    return { found, parts: bounded(readCardLines(text, options.country)) };
  }
  return readCsv(text, options, common);
}

function readCsv(text: string, options: ReadOptions, common: Pick<Found, 'encoding' | 'looksGarbled'>): ReadFile {
  const separator = options.separator === 'auto' ? separatorOf(text) : options.separator;
  const rows = csvRows(text, separator);
  const first: readonly CsvRow[] = rows.next().value ?? [];
  const [head, ...others] = first;
  const headers = withoutEmptyEnd(head?.cells.map(cleanCell) ?? []);
  if (headers.length > mostImportColumns) throw new RefusedFile('tooManyColumns');
  if (others.length === 0) throw new RefusedFile('noLines');
  const guessed = guessFields(headers, options.remembered);
  const fields = headers.map((_, index) => options.fields?.[index] ?? guessed[index] ?? 'ignore');
  const examples = headers.map((_, index) => {
    const example = others.map(({ cells }) => cells[index]?.trim() ?? '').find(Boolean) ?? '';
    return storable(example.slice(0, longestExample));
  });
  const found: Found = { ...common, format: 'csv', separator, headers, fields, examples };
  function* parts(): Generator<readonly FileLine[]> {
    for (const part of [others, ...rows]) yield part.map((row) => fileLine(row, fields, options.country));
  }
  return { found, parts: bounded(parts()) };
}

function withoutEmptyEnd(headers: readonly string[]): readonly string[] {
  const last = headers.findLastIndex((header) => header !== '');
  return headers.slice(0, last + 1).map((header) => [...header].slice(0, 100).join(''));
}

function fileLine({ line, cells, isOpen }: CsvRow, fields: readonly ImportField[], country: string): FileLine {
  const read = readRow(cells, fields, country);
  return { line, read: isOpen ? { ...read, contact: null, reason: 'quote', detail: null } : read };
}

function* bounded(parts: Iterable<readonly FileLine[]>): Generator<readonly FileLine[]> {
  let count = 0;
  for (const part of parts) {
    count += part.length;
    if (count > mostImportLines) throw new RefusedFile('tooManyLines');
    yield part;
  }
}

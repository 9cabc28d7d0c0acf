import fc from 'fast-check';
import Papa from 'papaparse';
import { line } from '../../contract/text';
import { separatorOf } from '../../contract/csv-text';
import { csvLines } from '../../csv/write-csv';
import { readFile } from './read-file';

/** What a spreadsheet does something with, the apostrophe that keeps it from that, and what parts cells and rows. */
const signs = fc.constantFrom(...'=+-@＝＋－＠\'";,|\u00a0 \ufeff\u2028', '="', '  ', 'sep=', 'Å', '1');
const loaded = fc.array(signs, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''));
/** Whatever can be stored as a name. */
const text = fc
  .oneof(
    loaded,
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.tuple(loaded, fc.string()).map((both) => both.join('')),
  )
  .map((wanted) => line(120, 1).safeParse(wanted))
  .filter(({ success }) => success)
  // What stands for a sign that could not be read says that the file is in another encoding.
  .filter(({ data }) => data?.includes('\ufffd') === false)
  .map(({ data }) => data as string);

const readNames = (file: string): (string | null | undefined)[] => {
  const options = { encoding: 'auto', separator: 'auto', fields: null, remembered: new Map(), country: 'SE' } as const;
  const { parts } = readFile(Buffer.from(file), options);
  return [...parts].flat().flatMap(({ read: { contact } }) => [contact?.name, contact?.company]);
};

test('a property: no cell of a file begins as a formula, and whatever is written is read back unchanged', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 8 }), (rows) => {
      for (const language of ['sv', 'en']) {
        const separator = separatorOf(language);
        const file = csvLines([['Namn', 'Företag'], ...rows], separator);
        const cells = Papa.parse<string[]>(file, { delimiter: separator, skipEmptyLines: true }).data.flat();
        expect(cells.filter((cell) => /^[=+\-@\t\r\n＝＋－＠]/.test(cell))).toEqual([]);
        expect(readNames(file)).toEqual(rows.flat());
      }
    }),
    { numRuns: 500 },
  );
});

test('blanks that began a cell are no formula, and are left out', () => {
  expect(
    readNames(
      csvLines(
        [
          ['Namn', 'Företag'],
          ['\t=1+1', '\r@sum'],
        ],
        ';',
      ),
    ),
  ).toEqual(['=1+1', '@sum']);
});

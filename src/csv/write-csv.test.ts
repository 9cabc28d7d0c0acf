import Papa from 'papaparse';
import { csvLines } from './write-csv';

test('cells that a spreadsheet would carry out begin with an apostrophe', () => {
  const evil = ['=1+1', '+46701234567', '-2', '@sum', '\tx', '\rx', '＝1', '＋1', '－1', '＠x'];
  expect(csvLines([[...evil, 'a-b', -3, null, true]], ';')).toBe(
    `'=1+1;'+46701234567;'-2;'@sum;'\tx;"'\rx";'＝1;'＋1;'－1;'＠x;a-b;-3;;true\r\n`,
  );
});

test.each([';', ','] as const)('separators, quotes and line ends within cells survive with %s', (separator) => {
  const rows = [
    ['Åsa; "Öberg"', 'a,b', 'two\nlines'],
    [' blank before', '', 'x'],
  ];
  expect(Papa.parse(csvLines(rows, separator), { delimiter: separator, skipEmptyLines: true }).data).toEqual(rows);
  expect(csvLines([], separator)).toBe('');
});

import Papa from 'papaparse';
import { csvLines, inWords } from './write-csv';

test('cells that a spreadsheet would carry out begin with an apostrophe', () => {
  const evil = ['=1+1', '+46701234567', '-2', '@sum', '\tx', '\rx', '＝1', '＋1', '－1', '＠x'];
  expect(csvLines([[...evil, 'a-b', -3, null]], ';')).toBe(
    `'=1+1;'+46701234567;'-2;'@sum;'\tx;"'\rx";'＝1;'＋1;'－1;'＠x;a-b;-3;\r\n`,
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

test('moments are written by the reader’s clock, yes and no in the reader’s language', () => {
  const cells = [new Date('2026-11-25T23:12:30Z'), true, false, 'true', 3, null];
  const written = (language: 'sv' | 'en', zone: string) => cells.map((cell) => inWords(cell, { language, zone }));
  expect(written('sv', 'Europe/Stockholm')).toEqual(['2026-11-26 00:12:30', 'ja', 'nej', 'true', 3, null]);
  expect(written('en', 'America/New_York')).toEqual(['2026-11-25 18:12:30', 'yes', 'no', 'true', 3, null]);
});

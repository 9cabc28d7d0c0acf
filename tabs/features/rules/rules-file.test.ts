import { csvText } from './rules-file';

test('is read by the reader’s Excel, with what it says in quotes and nothing that is carried out', () => {
  const rows = [
    ['Nr', 'Regel'],
    ['1', 'När det är "möte"; hänvisa'],
    ['2', '=1+1'],
  ];
  expect(csvText(rows, 'sv')).toBe('\ufeff"Nr";"Regel"\r\n"1";"När det är ""möte""; hänvisa"\r\n"2";"\'=1+1"\r\n');
  expect(csvText([['a', 'b']], 'en')).toBe('\ufeff"a","b"\r\n');
});

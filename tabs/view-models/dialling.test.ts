import fc from 'fast-check';
import { readDialled } from '../../src/lines/numbering';
import { phoneLibrary } from '../../src/contract/numbers/phone-library';
import { readTyped, readableNumber } from './dialling';

const organisation = { country: 'SE', extensionLengths: [4, 6] };
const target = (text: string, library = phoneLibrary as typeof phoneLibrary | null, country = 'SE') =>
  readTyped(text, { ...organisation, country }, library)?.number ?? null;

it.each([
  ['08-519 20 012', '+46851920012'],
  ['+46 (0)8 519 20 012', '+46851920012'],
  ['0046 8 519 200 12', '+46851920012'],
  ['tel:+46-70-555-01-02', '+46705550102'],
  ['070.555.01.02', '+46705550102'],
  ['(070) 555 01 02', '+46705550102'],
  ['070\u2011555\u00a001\u00a002', '+46705550102'],
  ['\u202a+46705550102\u202c', '+46705550102'],
  ['+1 212-555-0123', '+12125550123'],
  ['1002', '1002'],
  ['102000', '102000'],
  ['112', '112'],
  ['116 117', '116117'],
  ['*21#', '*21#'],
])('%s pasted in Sweden dials %s', (text, dialled) => {
  expect(target(text)).toBe(dialled);
});

it('numbers without country are the organisation’s', () => {
  expect(target('22 12 34 56', phoneLibrary, 'NO')).toBe('+4722123456');
});

it.each(['Björn', 'bj', '', '  ', 'sip:1002@x', '+', '12a', '46+70', '1'.repeat(25)])('“%s” is no number', (text) => {
  expect(target(text)).toBeNull();
});

it('until the library is there a number is dialled as typed', () => {
  expect(target('08-519 20 012', null)).toBe('0851920012');
  expect(readableNumber('+46851920012', null)).toBe('+46851920012');
});

it('E.164 is written as people read it, extensions as they are', () => {
  expect(readableNumber('+46705550102', phoneLibrary)).toBe('+46 70 555 01 02');
  expect(readableNumber('1002', phoneLibrary)).toBe('1002');
});

it('the server reads what the tab dials as it would read what was typed, also before the tab has its library', () => {
  const extensions = new Set(['1002', '102000', '0110']);
  const onServer = (text: string, country: string) => readDialled(text, country, (digits) => extensions.has(digits));
  const written = fc.array(
    fc.constantFrom(
      ...'0123456789',
      '1002',
      '102000',
      '+',
      '00',
      '(0)',
      ' ',
      '-',
      ',',
      'ext',
      '*',
      '#',
      '\u202a',
      'tel:',
      '46',
      '39',
      '８',
      'a',
    ),
    { maxLength: 20 },
  );
  fc.assert(
    fc.property(
      written,
      fc.constantFrom('SE', 'IT', 'US', 'NO', 'DE', 'FO', 'GB'),
      fc.boolean(),
      (parts, country, loaded) => {
        const text = parts.join('');
        expect(onServer(target(text, loaded ? phoneLibrary : null, country) ?? '', country)).toEqual(
          onServer(text, country),
        );
      },
    ),
    {
      numRuns: 3_000,
      // No number with the zero, one without it.
      examples: [[['00', '39', '0', '1002', '(0)', '1002', '39', '0'], 'SE', true]],
    },
  );
});

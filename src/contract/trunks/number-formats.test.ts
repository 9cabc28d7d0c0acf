import { understood, written } from './number-formats';

describe('a number as an operator wants it', () => {
  test.each([
    ['plus', '+46701234567', '+33612345678'],
    ['digits', '46701234567', '33612345678'],
    ['zeros', '0046701234567', '0033612345678'],
    ['national', '0701234567', '0033612345678'],
  ] as const)('%s', (format, ours, theirs) => {
    expect(written('+46701234567', format, 'SE')).toBe(ours);
    expect(written('+33612345678', format, 'SE')).toBe(theirs);
  });

  test('where the country dials otherwise', () => {
    expect(written('+12015550123', 'national', 'US')).toBe('2015550123');
    expect(written('+46701234567', 'zeros', 'US')).toBe('01146701234567');
    expect(written('+390612345678', 'national', 'IT')).toBe('0612345678');
  });

  test.each(['plus', 'digits', 'zeros', 'national'] as const)('help goes as it is: %s', (format) => {
    expect(written('112', format, 'SE')).toBe('112');
    expect(written('116117', format, 'DE')).toBe('116117');
  });
});

describe('a number as an operator writes it', () => {
  test.each(['plus', 'digits', 'zeros', 'national'] as const)('comes back from %s', (format) => {
    for (const number of ['+46701234567', '+33612345678', '+46851920011', '112'])
      expect(understood(written(number, format, 'SE'), format, 'SE')).toBe(number);
  });

  test.each([
    ['+46 (8) 519-200.11', 'digits', '+46851920011'],
    ['0046851920011', 'digits', '+46851920011'],
    ['0851920011', 'digits', '+46851920011'],
    // No number of the country is so long, and what it would be elsewhere is plain.
    ['46851920011', 'national', '+46851920011'],
  ] as const)('%s from one that usually writes %s', (text, format, number) => {
    expect(understood(text, format, 'SE')).toBe(number);
  });

  test.each(['', '+', 'anonymous', '46;ext=1', '"', '<sip:1>', '1'.repeat(33), '٣٤٥'])('%j is none', (text) => {
    expect(understood(text, 'plus', 'SE')).toBeNull();
  });
});

import { bareNumber, dialTarget, readableNumber } from './dialling';
import type { PhoneLibrary } from './dialling';
import { loadPhoneLibrary } from './load-phone-library';

let library: PhoneLibrary;
beforeAll(async () => {
  library = await loadPhoneLibrary();
});

it.each([
  ['08-519 20 012', '+46851920012'],
  ['+46 (0)8 519 20 012', '+46851920012'],
  ['0046 8 519 200 12', '+46851920012'],
  ['tel:+46-70-555-01-02', '+46705550102'],
  ['070.555.01.02', '+46705550102'],
  ['(070) 555 01 02', '+46705550102'],
  ['070\u2011555\u00a001\u00a002', '+46705550102'],
  ['+1 212-555-0123', '+12125550123'],
  ['1002', '1002'],
  ['112', '112'],
  ['*21#', '*21#'],
])('%s pasted in Sweden dials %s', (text, dialled) => {
  expect(dialTarget(text, 'SE', library)).toBe(dialled);
});

it('numbers without country are the organisation’s', () => {
  expect(dialTarget('22 12 34 56', 'NO', library)).toBe('+4722123456');
});

it.each(['Björn', 'bj', '', '  ', 'sip:1002@x', '+', '12a', '+46+70', '1'.repeat(25)])('“%s” is no number', (text) => {
  expect(bareNumber(text)).toBeNull();
  expect(dialTarget(text, 'SE', library)).toBeNull();
});

it('until the library is there a number is dialled as typed', () => {
  expect(dialTarget('08-519 20 012', 'SE', null)).toBe('0851920012');
  expect(readableNumber('+46851920012', null)).toBe('+46851920012');
});

it('E.164 is written as people read it, extensions as they are', () => {
  expect(readableNumber('+46705550102', library)).toBe('+46 70 555 01 02');
  expect(readableNumber('1002', library)).toBe('1002');
});

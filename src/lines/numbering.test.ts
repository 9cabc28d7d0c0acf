import { readDialled } from './numbering';

const extensions = new Set(['1001', '1002']);
const read = (typed: string) => readDialled(typed, 'SE', (digits) => extensions.has(digits));

test.each([
  ['1002', { kind: 'extension', extension: '1002' }],
  ['08-519 200 12', { kind: 'number', number: '+46851920012' }],
  ['0046 8 519 200 12', { kind: 'number', number: '+46851920012' }],
  ['+46 (0)8', { kind: 'invalid' }],
  ['+46 (0)8 519 200 12', { kind: 'number', number: '+46851920012' }],
  ['tel:+46-70-123 45 67', { kind: 'number', number: '+46701234567' }],
  ['070/123 45 67', { kind: 'number', number: '+46701234567' }],
  ['112', { kind: 'number', number: '112' }],
  ['+1 212 555 0100', { kind: 'number', number: '+12125550100' }],
])('reads %s', (typed, expected) => expect(read(typed)).toEqual(expected));

test.each(['', 'björn', '1002; drop table', '+', '++46', '123456789012345678901234', '1'])('refuses %j', (typed) => {
  expect(read(typed)).toEqual({ kind: 'invalid' });
});

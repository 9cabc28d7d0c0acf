import { callerOf, reasonText } from './phone-state';

test('a caller who hides the number is anonymous, with or without a display name', () => {
  expect(callerOf('anonymous', 'Anonymous', 'anonymous.invalid')).toEqual({ number: null, name: null });
  expect(callerOf(undefined, undefined, 'anonymous.invalid')).toEqual({ number: null, name: null });
});

test('a caller is shown by number, and by name when one is sent', () => {
  expect(callerOf('+46851920011', undefined, 'outside.vaxel')).toEqual({ number: '+46851920011', name: null });
  expect(callerOf('+46851920011', 'Anna Lind', 'outside.vaxel')).toEqual({ number: '+46851920011', name: 'Anna Lind' });
});

test('a refusal is told in words, an unknown one with its status', () => {
  expect(reasonText(486, 'Busy Here')).toBe('Busy');
  expect(reasonText(499, 'Odd')).toBe('Failed: 499 Odd');
});

import { callerOf, reasonOf, sipfragStatus } from './phone-state';
import { phoneTexts, whyText } from './texts';

test('a caller who hides the number is anonymous, with or without a display name', () => {
  expect(callerOf('anonymous', 'Anonymous', 'anonymous.invalid')).toEqual({ number: null, name: null });
  expect(callerOf(undefined, undefined, 'anonymous.invalid')).toEqual({ number: null, name: null });
});

test('a caller is shown by number, and by name when one is sent', () => {
  expect(callerOf('+46851920011', undefined, 'outside.vaxel')).toEqual({ number: '+46851920011', name: null });
  expect(callerOf('+46851920011', 'Anna Lind', 'outside.vaxel')).toEqual({ number: '+46851920011', name: 'Anna Lind' });
});

test('a refusal is told in words, an unknown one with its status', () => {
  expect(whyText(phoneTexts('en-US'), reasonOf(486))).toBe('Busy');
  expect(whyText(phoneTexts('sv-SE'), reasonOf(486))).toBe('Upptaget');
  expect(whyText(phoneTexts('en-US'), reasonOf(499))).toBe('Failed: 499');
});

test('how a transfer goes is read from the first line of the notice', () => {
  expect(sipfragStatus('SIP/2.0 100 Trying\r\n')).toBe(100);
  expect(sipfragStatus('SIP/2.0 200 OK')).toBe(200);
  expect(sipfragStatus('')).toBeNull();
  expect(sipfragStatus('HTTP/1.1 200 OK')).toBeNull();
});

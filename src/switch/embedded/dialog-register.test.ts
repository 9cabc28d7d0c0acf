import { parseReplaces } from './dialog-register';

it('reads a Replaces value', () => {
  expect(parseReplaces('98asjd8@test.invalid;from-tag=r33th4x0r;to-tag=ff87ff')).toEqual({
    callId: '98asjd8@test.invalid',
    toTag: 'ff87ff',
    fromTag: 'r33th4x0r',
    earlyOnly: false,
  });
  expect(parseReplaces(' a ; to-tag = b ;early-only;x=y; from-tag=c')).toEqual({
    callId: 'a',
    toTag: 'b',
    fromTag: 'c',
    earlyOnly: true,
  });
});

it.each([
  '',
  'a',
  'a;to-tag=b',
  'a;from-tag=b',
  ';to-tag=b;from-tag=c',
  'a;to-tag=b;to-tag=d;from-tag=c',
  'a;to-tag=;from-tag=c',
  'a b;to-tag=b;from-tag=c',
  'a;to-tag=b;from-tag=c, d;to-tag=e;from-tag=f',
  `${'x'.repeat(300)};to-tag=b;from-tag=c`,
])('does not read %p', (text) => {
  expect(parseReplaces(text)).toBeNull();
});

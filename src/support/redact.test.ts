import { redactText, redactValue } from './redact';

describe('what must not leave the server', () => {
  test.each([
    ['a token', 'hello eyJhbGciOiJSUzI1NiJ9.eyJvaWQiOiIxIn0.c2lnbmF0dXJl end', 'hello [token] end'],
    ['a bearer header', 'Authorization: Bearer abc.def', 'Authorization: [secret]'],
    ['a digest header', 'digest username="x", response="y"', 'digest [secret]'],
    ['a password', 'password=hunter2&x=1', 'password=[secret]&x=1'],
    ['a password in JSON', '{"sipPassword":"hunter2","a":1}', '{"sipPassword":"[secret]","a":1}'],
    [
      'a connection string',
      'postgresql://vaxel:hunter2@localhost/vaxel',
      'postgresql://vaxel:[secret]@localhost/vaxel',
    ],
    ['a mail address', 'from anna.ek+x@fjallbo.example now', 'from [mail address] now'],
    ['a number in E.164', 'call to +46701234567', 'call to +•••••••••67'],
    ['a number as people write it', 'call to 070-123 45 67.', 'call to •••-••• •• 67.'],
    ['a SIP address', 'INVITE sip:+4684000001@fjallbo.vaxel', 'INVITE sip:[mail address]'],
    ['a bearer token in a sentence', 'sent bearer abc-123 twice', 'sent bearer [secret] twice'],
    ['two numbers', '+46701234567 and +46709999988', '+•••••••••67 and +•••••••••88'],
  ])('%s', (_, text, redacted) => expect(redactText(text)).toBe(redacted));
});

describe('what support needs', () => {
  test.each([
    '2026-11-22T15:35:07.123Z',
    '11111111-2222-4333-8444-555555555555',
    '127.0.0.1',
    'legEnded after 20000 ms',
    'error 486',
    'extension 1002',
    'Växel 0.1.0',
  ])('%s stays', (text) => expect(redactText(text)).toBe(text));
});

test('values of objects are redacted by name and by look, at every depth', () => {
  expect(
    redactValue({
      time: 1_795_000_000_000,
      tokenExpiresAtMs: 5,
      deep: [{ clientSecret: { a: 1 }, text: 'to 0701234567', list: ['eyJh.eyJh.x'] }],
      none: null,
      yes: true,
    }),
  ).toEqual({
    time: 1_795_000_000_000,
    tokenExpiresAtMs: 5,
    deep: [{ clientSecret: '[secret]', text: 'to ••••••••67', list: ['[token]'] }],
    none: null,
    yes: true,
  });
});

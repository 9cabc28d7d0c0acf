import { line, opaque, storable, storableJson } from './text';

describe('a line that a person wrote', () => {
  test.each([
    ['  Anna  ', 'Anna'],
    ['A\u030akesson', 'Åkesson'],
    ['😀😀😀😀😀', '😀😀😀😀😀'],
    ['\u202e+46', '\u202e+46'],
    ['', ''],
  ])('%j is taken as %j', (text, taken) => expect(line(5 + 3).parse(text)).toBe(taken));

  test.each(['123456', '😀😀😀😀😀😀', 'a\u0000b', 'a\nb', 'a\u0085', 'a\ud800b', '\udc00', 5, null])(
    '%j is refused',
    (text) => {
      expect(line(5).safeParse(text).success).toBe(false);
    },
  );

  test('is refused when it is far too long', () =>
    expect(line(5).safeParse('x'.repeat(1_000_000)).success).toBe(false));
  test('has a least length after trimming', () => expect(line(5, 1).safeParse('   ').success).toBe(false));
});

test('what programs write is taken as it is, or refused', () => {
  expect(opaque(9).parse(' A\u030a ')).toBe(' A\u030a ');
  for (const text of ['1234567890', 'a\u0000', '\ud800']) expect(opaque(9).safeParse(text).success).toBe(false);
});

test('what cannot be stored is replaced, and the rest kept', () => {
  expect(storable('10\u00002 \ud83d Ök 😀')).toBe('10\ufffd2 \ufffd Ök 😀');
  expect(JSON.parse(storableJson({ a: ['\u0000', 1], b: { c: '\udc00', d: '\\u0000' } }))).toEqual({
    a: ['\ufffd', 1],
    b: { c: '\ufffd', d: '\\u0000' },
  });
});

test('a megabyte of the worst is judged at once', () => {
  for (const text of [' '.repeat(1_000_000), 'a\u0301'.repeat(500_000), '\u0344'.repeat(1_000_000)])
    expect(line(1_000_000).safeParse(text).success).toBe(!text.startsWith('\u0344'));
});

import { filesIn, read } from '../../tests/architecture/sources';
import { readPhoneCode } from '../activities/phone-codes';
import { fixedCodes, isFreeCodePrefix, usualCodePrefix } from './phone-codes';

const prefixes = [1, 2, 3, 4].flatMap((length) =>
  Array.from({ length: 10 ** length }, (_, digits) => `*${String(digits).padStart(length, '0')}*`),
);

test('what an organisation may choose is never read where another code is dialled, however it goes on', () => {
  const dialled = fixedCodes.flatMap((code) =>
    ['', '1', '123456', '1#', '123456#', '*1*1300#', '1002*1#', '#'].map((rest) => code + rest),
  );
  const free = prefixes.filter(isFreeCodePrefix);
  expect(free.length).toBeGreaterThan(10_000);
  expect(free).toContain(usualCodePrefix);
  const read = free.flatMap((prefix) => dialled.filter((each) => readPhoneCode(each, prefix) !== null));
  expect(read).toEqual([]);
});

test('nor does it begin with what calls for help, or with anything but digits between stars', () => {
  for (const prefix of ['*55*', '*43*', '*112*', '*911*', '*11*', '23', '*23', '**', '*12345*', '#23#', '*2a*', ''])
    expect([prefix, isFreeCodePrefix(prefix)]).toEqual([prefix, false]);
});

test('each code that the source knows is among those which nobody can choose', () => {
  const literals = ['src', 'bot', 'tabs']
    .flatMap((folder) => filesIn(folder, /\.tsx?$/))
    .filter((file) => !/\.test\.tsx?$|\/fakes\//.test(file))
    .flatMap((file) => [...read(file).matchAll(/['"]([*#]\d{1,6}[*#]?)['"]/g)].map(([, code = '']) => code));
  expect(literals.length).toBeGreaterThan(2);
  expect(literals.filter((code) => code !== usualCodePrefix && !fixedCodes.includes(code))).toEqual([]);
});

import { filesIn, isTest, read } from './sources';

/**
 * Each time on screen, in a card and in a file is in the zone and the language of whoever reads it. It is so by
 * construction: one place makes texts of moments, and has to be told both.
 */
const files = ['src', 'tabs', 'bot']
  .flatMap((folder) => filesIn(folder, /\.tsx?$/))
  .filter((file) => !isTest(file) && !file.endsWith('.d.ts'));

const place = 'src/contract/moments.ts';

/** What makes a text, or a part of a date, of a moment; each with who else may, and why. */
const makers: readonly (readonly [what: RegExp, may: readonly string[]])[] = [
  // Asks whether a name is a zone, and reads which the computer has.
  [/\bIntl\s*\.\s*DateTimeFormat\(/, [place, 'src/contract/time-zone.ts']],
  [/\bIntl\s*\.\s*RelativeTimeFormat\b/, []],
  [/\.toLocale(?:Date|Time)?String\(/, []],
  [/\.to(?:Date|Time)String\(/, []],
  // The clock on this machine's wall.
  [/\.[gs]et(?:FullYear|Month|Date|Day|Hours|Minutes|Seconds)\(/, ['tabs/features/activities/SetActivity.tsx']],
  [/\bgetTimezoneOffset\b/, []],
  [/\bTemporal\s*\.\s*Now\b/, []],
];

test.each(makers)('%s stands where it may', (what, may) => {
  expect(files.length).toBeGreaterThan(900);
  expect(files.filter((file) => what.test(read(file)) && !may.includes(file))).toEqual([]);
});

test('lists, numbers and names of countries are said in a language that is told', () => {
  const silent =
    /\bIntl\s*\.\s*(?:ListFormat|NumberFormat|DisplayNames|PluralRules|Collator)\(\s*(?:\)|undefined|\[\])/;
  expect(files.filter((file) => silent.test(read(file)))).toEqual([]);
  // The language of the machine.
  const upper = /\.toLocale(?:Upper|Lower)Case\(\s*\)|\.localeCompare\([^,()]*\)/;
  expect(files.filter((file) => upper.test(read(file)))).toEqual([]);
});

/** A word of ours between tags, or as a name of something, that no text of a language is. */
const written = [
  />\s*([A-ZÅÄÖ][\p{L}’]+(?: [\p{L}’]+)*)[.!?]?\s*<\//gu,
  /\b(?:aria-label|title|placeholder|label|alt|hint|content)="([^"{}]*\p{L}{2}[^"{}]*)"/gu,
];
/** Names, which are the same in every language: keys too, and languages call themselves. */
const names = new Set(['Växel', 'Enter', 'Svenska', 'English']);

test('what the tab shows is a text of its languages, not one that is written where it is drawn', () => {
  const drawn = files.filter((file) => /^tabs\/(?:app|features|ui)\/.*\.tsx$/.test(file));
  expect(drawn.length).toBeGreaterThan(150);
  const found = drawn.flatMap((file) =>
    written.flatMap((pattern) =>
      [...read(file).matchAll(pattern)].flatMap(([, text = '']) => (names.has(text) ? [] : [`${file}: ${text}`])),
    ),
  );
  expect(found).toEqual([]);
});

test('what Fluent names by itself, in English, is named by us', () => {
  const boxes = files.filter((file) => read(file).includes('<Combobox\n'));
  expect(boxes.length).toBeGreaterThan(3);
  expect(boxes.filter((file) => !/expandIcon=\{(?:null|\{ 'aria-label')/.test(read(file)))).toEqual([]);
});

import { isolated } from './isolated';

test.each([
  ['Anna Lind', 'Anna Lind'],
  ['Åkesson & Söner 😀', 'Åkesson & Söner 😀'],
  ['Anna \u202eLind', 'Anna Lind'],
  ['\u2067Anna\u2069\u202e', 'Anna'],
  ['דנה', '\u2068דנה\u2069'],
  ['دانا \u202e12', '\u2068دانا 12\u2069'],
  ['\u2069\u202eدانا', '\u2068دانا\u2069'],
])('%j stands in a sentence as %j', (name, shown) => expect(isolated(name)).toBe(shown));

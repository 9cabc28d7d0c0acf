import type { Searchable } from './search-text';
import { fold, searchText, searchTokens, typedDigits } from './search-text';

const bjorn: Searchable = {
  displayName: 'Björn Åkesson',
  company: 'Fjällbo Bygg AB',
  department: 'Försäljning',
  role: null,
  extension: '1002',
  numbers: [
    { label: 'work', number: '+4684000002' },
    { label: 'mobile', number: '+46701234567' },
  ],
};

describe('fold', () => {
  test.each([
    ['Björn ÅKESSON', 'bjorn akesson'],
    ['Anna-Karin  Ek', 'anna karin ek'],
    ["Siobhán O'Brien", 'siobhan obrien'],
    ['Æsa Łukasz Grøn Groß', 'aesa lukasz gron gross'],
    ['ﬁnance', 'finance'],
    ['  (R&D) ', 'r d'],
    ['', ''],
  ])('%j becomes %j', (text, folded) => expect(fold(text)).toBe(folded));

  test('is idempotent', () => expect(fold(fold('Zoë-Ångström’s'))).toBe(fold('Zoë-Ångström’s')));
});

describe('typedDigits', () => {
  test.each([
    ['070-123 45 67', '0701234567'],
    ['+46 (0)70-123', '4670123'],
    ['0046701', '46701'],
    ['(08) 400 00', '0840000'],
    ['1002', '1002'],
    ['+', null],
    ['bj', null],
    ['1002 björn', null],
    ['', null],
  ])('%j is read as %j', (text, digits) => expect(typedDigits(text)).toBe(digits));
});

describe('searchText', () => {
  test('has the folded name on the first line and every number in both forms', () => {
    expect(searchText(bjorn).split('\n')).toEqual([
      'bjorn akesson',
      'fjallbo bygg ab',
      'forsaljning',
      '1002',
      '4684000002',
      '084000002',
      '46701234567',
      '0701234567',
    ]);
  });

  test('keeps a nameless first line so that ranking never takes another field for the name', () => {
    expect(searchText({ ...bjorn, displayName: '—', numbers: [] }).split('\n')[0]).toBe('');
  });
});

test('searchTokens are the distinct words', () => {
  expect(searchTokens({ ...bjorn, company: 'Åkesson Åkesson', numbers: [] })).toEqual(['bjorn', 'akesson', 'forsaljning', '1002']);
});

import type { Searchable } from './search-text';
import { searchText, searchTokens } from './search-text';

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
  expect(searchTokens({ ...bjorn, company: 'Åkesson Åkesson', numbers: [] })).toEqual([
    'bjorn',
    'akesson',
    'forsaljning',
    '1002',
  ]);
});

import { randomUUID } from 'node:crypto';
import type { NewContact } from '../../../tests/fakes/organisation';
import { office, peopleSearchSuite } from '../../../tests/suites/people-search.suite';
import type { ContactId } from '../../contract/ids';
import { searchText } from '../../search/search-text';
import type { ContactRecord } from '../contact-row';
import { readAsked } from './asked';
import { createOrganisationIndex } from './organisation-index';
import type { OrganisationIndex } from './organisation-index';
import { createPeopleIndexBuilder, type IndexedContact } from './people-index';
import { nobodySpecial, type Personal } from './personal';

const someone = (displayName: string, rest: Partial<ContactRecord> | NewContact = {}): IndexedContact => {
  const nothing = { userId: null, company: null, department: null, role: null, extension: null, statusMessage: null };
  const record = { id: randomUUID() as ContactId, displayName, ...nothing, numbers: [], ...rest } as ContactRecord;
  return { record, searchText: searchText({ ...record, numbers: [...record.numbers] }) };
};

function indexOf(contacts: readonly IndexedContact[], language = 'sv'): OrganisationIndex {
  const builder = createPeopleIndexBuilder();
  const { compare } = new Intl.Collator(language);
  for (const contact of contacts.toSorted((a, b) => compare(a.record.displayName, b.record.displayName)))
    builder.add(contact);
  return createOrganisationIndex(builder.build(), language);
}

const names = (contacts: readonly (ContactRecord | number)[]): (string | number)[] =>
  contacts.map((contact) => (typeof contact === 'number' ? contact : contact.displayName));
const finder =
  (index: OrganisationIndex, personal: Personal = nobodySpecial) =>
  (typed: string, limit = 20): (string | number)[] =>
    names(index.search(readAsked(typed), personal, limit).map(({ record }) => record));

const recordsOf = (people: typeof office) => people.map(({ displayName, ...rest }) => someone(displayName, rest));
const indexed = recordsOf(office);

peopleSearchSuite(async (people) => {
  const find = finder(indexOf(recordsOf(people)));
  return async (typed, limit) => find(typed, limit).map(String);
});

test('what only memory finds: letters written apart, and letters that changed places', () => {
  const find = finder(indexOf(indexed));
  expect([find('oeberg'), find('zettelrund')[0]]).toEqual([['Åsa Öberg'], 'Ängla Zetterlund']);
});

test('what is written similarly never stands above what was typed, nor fills the list with one name', () => {
  const many = Array.from({ length: 30 }, (_, n) => someone(`Wallsten ${String.fromCodePoint(65 + (n % 26))}${n}`));
  const near = finder(indexOf([...many, someone('Walsten Ö'), someone('Wallstein Bo'), someone('Waldsten Cia')]));
  const found = near('walsten');
  expect(found[0]).toBe('Walsten Ö');
  expect(found).toHaveLength(20);
  expect(found.slice(1, 6)).toEqual(['Waldsten Cia', 'Wallsten A0', 'Wallsten A26', 'Wallsten B1', 'Wallsten B27']);
});

test('whoever types å means å before a', () => {
  const found = finder(indexOf([someone('Asa Ek'), someone('Åsa Ek'), someone('Bo Åsander')]));
  expect(found('åsa')).toEqual(['Åsa Ek', 'Bo Åsander', 'Asa Ek']);
  expect(found('asa')).toEqual(['Asa Ek', 'Åsa Ek', 'Bo Åsander']);
});

test('Aaberg and Åberg are found by each other’s spelling', () => {
  const found = finder(indexOf([someone('Per Aaberg'), someone('Bo Åberg'), someone('Cia Aberg')]));
  for (const typed of ['aaberg', 'åberg', 'aberg']) expect(found(typed).toSorted()).toHaveLength(3);
});

test('favourites, then VIPs, then whom one called with lately, then the rest in their order', () => {
  const [rare, called, vip, star] = ['Anna A', 'Anna Ö', 'Bo Anna', 'Cia Annas'].map((name) => someone(name));
  const idOf = (contact: IndexedContact | undefined) => (contact === undefined ? [] : [contact.record.id]);
  const index = indexOf([rare, called, vip, star].flatMap((contact) => contact ?? []));
  const personal = { favourites: idOf(star), vip: idOf(vip), recent: [...idOf(called), randomUUID() as ContactId] };
  expect(finder(index, personal)('anna')).toEqual(['Cia Annas', 'Bo Anna', 'Anna Ö', 'Anna A']);
  expect(finder(index)('anna')).toEqual(['Anna A', 'Anna Ö', 'Bo Anna', 'Cia Annas']);
  expect(finder(index, personal)('anan')[0]).toBe('Bo Anna');
  expect(finder(index)('anan')[0]).toBe('Anna A');
});

test('no more are given than asked for, and those are the best', () => {
  const found = finder(indexOf(Array.from({ length: 500 }, (_, n) => someone(`Person ${String(n).padStart(3, '0')}`))));
  expect(found('person', 3)).toEqual(['Person 000', 'Person 001', 'Person 002']);
  expect(found('person 4', 2)).toEqual(['Person 400', 'Person 401']);
});

describe('what changes', () => {
  const bo = someone('Bo Ek', { extension: '1500' });
  const all = [...indexed, bo];

  test('is found as it is now, stands in its place, and what is gone is gone', () => {
    const index = indexOf(all);
    const found = finder(index);
    expect(names(index.page(2, 2, []))).toEqual(['Bo Ek', 'Björn Åkesson'].toSorted(new Intl.Collator('sv').compare));
    const renamed = someone('Yngve Ek', { id: bo.record.id, extension: '1501' });
    const added = someone('Ärla Ek');
    index.change(
      new Map([
        [bo.record.id, renamed],
        [added.record.id, added],
        [randomUUID() as ContactId, null],
      ]),
    );
    expect([found('bo ek'), found('1500'), found('1501')]).toEqual([[], [], ['Yngve Ek']]);
    expect(found('ek')).toEqual(['Anna Ek', 'Yngve Ek', 'Ärla Ek', 'Zäta Andersson']);
    expect(names(index.page(0, 20, []))).toEqual([
      'Abel Björkman',
      'Anna Ek',
      'Björn Åkesson',
      'Erik Karlsson',
      'Karl-Erik O’Hara',
      'Yngve Ek',
      'Zäta Andersson',
      'Åsa Öberg',
      'Ängla Zetterlund',
      'Ärla Ek',
      'Östen Ström',
    ]);
    index.change(new Map([[added.record.id, null]]));
    expect([index.count(), found('ärla')]).toEqual([10, []]);
    expect(index.changes()).toBe(3);
  });

  test('a change of a change', () => {
    const index = indexOf(all);
    for (const name of ['Cia Ek', 'Disa Ek', 'Bo Ek'])
      index.change(new Map([[bo.record.id, someone(name, { id: bo.record.id })]]));
    expect([finder(index)('bo'), finder(index)('disa'), index.count()]).toEqual([['Bo Ek'], [], all.length]);
  });
});

describe('letters', () => {
  const people = ['3M', 'Anna', 'Élise', 'Eva', 'Wilma', 'Åsa', 'Ängla', 'Örjan', 'Øystein'].map((name) =>
    someone(name),
  );

  test('are those of the language', () => {
    expect(indexOf(people).letters()).toEqual([
      { letter: '#', offset: 0 },
      { letter: 'A', offset: 1 },
      { letter: 'E', offset: 2 },
      { letter: 'W', offset: 4 },
      { letter: 'Å', offset: 5 },
      { letter: 'Ä', offset: 6 },
      { letter: 'Ö', offset: 7 },
      ...indexOf(people).letters().slice(7),
    ]);
    expect(
      indexOf(people, 'en')
        .letters()
        .map(({ letter }) => letter),
    ).toEqual(expect.arrayContaining(['#', 'A', 'E', 'W', 'O']));
    expect(
      indexOf(people, 'en')
        .letters()
        .map(({ letter }) => letter),
    ).not.toContain('Å');
  });

  test('and say where their names begin, also after a change', () => {
    const index = indexOf(people);
    index.change(new Map([[people[1]?.record.id ?? ('' as ContactId), null]]));
    expect(index.letters()[1]).toEqual({ letter: 'E', offset: 1 });
    expect(index.before(['Aa', 'Zorn'])).toEqual([1, 4]);
  });
});

test('others stand in the list by their names, whatever the size of a page', () => {
  const index = indexOf(['Anna', 'Bo', 'Cia', 'Disa'].map((name) => someone(name)));
  const others = ['Aa', 'Bo', 'Bob', 'Eva', 'Fia'];
  const whole = [0, 'Anna', 1, 'Bo', 2, 'Cia', 'Disa', 3, 4];
  for (const limit of [1, 2, 3, 9, 20]) {
    const seen = [];
    for (let offset = 0; offset < 12; offset += limit) seen.push(...names(index.page(offset, limit, others)));
    expect(seen).toEqual(whole);
  }
});

test('a company of nobody', () => {
  const index = indexOf([]);
  expect([finder(index)('a'), index.page(0, 10, []), index.letters(), index.count()]).toEqual([[], [], [], 0]);
  index.change(new Map([[indexed[0]?.record.id ?? ('' as ContactId), indexed[0] ?? null]]));
  expect([finder(index)('östen'), index.count()]).toEqual([['Östen Ström'], 1]);
});

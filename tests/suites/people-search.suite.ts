import type { NewContact } from '../fakes/organisation';

/** The names that are found, best first. */
export type Find = (typed: string, limit?: number) => Promise<string[]>;

type Person = NewContact & { readonly displayName: string };

export const office: readonly Person[] = [
  { displayName: 'Östen Ström', numbers: [{ label: 'mobile', number: '+46701112233' }] },
  { displayName: 'Åsa Öberg', department: 'Försäljning' },
  { displayName: 'Ängla Zetterlund', company: 'Åkeri AB' },
  { displayName: 'Zäta Andersson', role: 'Ekonom' },
  { displayName: 'Björn Åkesson', extension: '1002', department: 'Försäljning' },
  { displayName: 'Abel Björkman', department: 'Bygg' },
  { displayName: 'Karl-Erik O’Hara', numbers: [{ label: 'work', number: '+4684000077' }] },
  { displayName: 'Erik Karlsson' },
  { displayName: 'Anna Ek', extension: '1001', department: 'Växel' },
];

const whatIsTyped: [string, string[]][] = [
  ['bj', ['Björn Åkesson', 'Abel Björkman']],
  ['BJÖ', ['Björn Åkesson', 'Abel Björkman']],
  ['björn', ['Björn Åkesson']],
  ['bjorn', ['Björn Åkesson']],
  ['b', ['Björn Åkesson', 'Abel Björkman']],
  ['ak', ['Björn Åkesson', 'Ängla Zetterlund']],
  ['åkesson björn', ['Björn Åkesson']],
  ['björn forsaljning', ['Björn Åkesson']],
  ['fors', ['Björn Åkesson', 'Åsa Öberg']],
  ['bj b', ['Abel Björkman', 'Björn Åkesson']],
  ['son', ['Björn Åkesson', 'Erik Karlsson', 'Zäta Andersson']],
  ['erik', ['Erik Karlsson', 'Karl-Erik O’Hara']],
  ['ohara', ['Karl-Erik O’Hara']],
  ["o'hara", ['Karl-Erik O’Hara']],
  ['ekonom', ['Zäta Andersson']],
  ['aakesson', ['Björn Åkesson']],
  ['1002', ['Björn Åkesson']],
  ['10', ['Anna Ek', 'Björn Åkesson']],
  ['070-111 22 33', ['Östen Ström']],
  ['070\u2011111\u00a022\u202f33', ['Östen Ström']],
  ['+46 70 111', ['Östen Ström']],
  ['0046701112233', ['Östen Ström']],
  ['+46 (0)70 111 22 33', ['Östen Ström']],
  ['2233', ['Östen Ström']],
  ['112', ['Östen Ström']],
  ['08-400 00 77', ['Karl-Erik O’Hara']],
  ['\u202a070-111 22 33\u202c', ['Östen Ström']],
  ['Telefon 070-111 22 33', ['Östen Ström']],
  ['tel:+46%2070%20111', ['Östen Ström']],
  ['anna 1001', ['Anna Ek']],
  ['99999999', []],
  ['070-111 22 34 östen', []],
  ['0701112233x4y', []],
  ['', []],
  ['  ', []],
  ['%', []],
  ['_', []],
  ['\\', []],
  ['--', []],
];

/** Signs that mean something to SQL or to patterns. */
const hostile = ["'; drop table contact; --", '[a-z]+', '(ek|o)', 'e%k', 'anna\n', '\u0000', '\\', 'x'.repeat(100)];

/** What every search of people finds: the database's, and the one in memory. */
export function peopleSearchSuite(open: (people: readonly Person[]) => Promise<Find>): void {
  describe('search', () => {
    let find: Find;
    beforeAll(async () => {
      find = await open(office);
    });

    test.each(whatIsTyped)('%j finds %j', async (typed, found) => expect(await find(typed)).toEqual(found));

    test.each([
      ['akeson', 'Björn Åkesson'],
      ['björm akesson', 'Björn Åkesson'],
      ['zeterlund', 'Ängla Zetterlund'],
      ['andrsson', 'Zäta Andersson'],
      ['andrsson 9999', 'Zäta Andersson'],
      ['forsaljnign asa', 'Åsa Öberg'],
    ])('a typing error is forgiven when nothing else is found: %s', async (typed, name) =>
      expect((await find(typed))[0]).toBe(name),
    );

    test('short words and numbers are not guessed', async () => {
      for (const typed of ['bjx', '1003', '08-400 00 78']) expect(await find(typed)).toEqual([]);
    });

    test('is not led astray by signs of SQL or of patterns', async () => {
      for (const typed of hostile) await expect(find(typed)).resolves.toBeDefined();
      expect([await find('.*'), await find('anna')]).toEqual([[], ['Anna Ek']]);
    });

    test('puts a name that begins so before other words, and those before the middle of a word', async () => {
      const names = ['Eva Santanna', 'Bo Annander', 'Anna Zorn', 'Anna Ahl'].map((displayName) => ({ displayName }));
      const inOrder = await open([...names, { displayName: 'Cia Ek', department: 'Annat' }]);
      expect(await inOrder('anna')).toEqual(['Anna Ahl', 'Anna Zorn', 'Bo Annander', 'Cia Ek', 'Eva Santanna']);
    });

    test('gives no more than asked for', async () => expect(await find('e', 2)).toHaveLength(2));
  });
}

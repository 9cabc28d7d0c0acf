/** Somebody of a large company, invented. */
export interface InventedPerson {
  readonly name: string;
  /** E.164. */
  readonly number: string;
  readonly extension: string;
  readonly department: string;
}

const words = (text: string): readonly string[] => text.split(' ');
const firstNames = words(
  'Åsa Örjan Märta Björn Göran Håkan Jörgen Sören Ängla Malin Anders Karin Lars Eva Per Anna ' +
    'Karl Maria Mikael Kristina Johan Birgitta Erik Elisabeth Nils Ingrid Lennart Margareta ' +
    'Daniel Emma Oskar Wilma Alice Hugo Maja Elias Astrid Noah Saga Liam Agnes Vera Ebba Märit ' +
    'Gösta Kjell Ulrika Östen Pär Åke Siv Tülay Zoë José Amélie Mohammed Fatima Ahmed Leila Omar ' +
    'Yusuf Nour Ivan Olga Piotr Agnieszka',
);
const beginnings = words(
  'Berg Lind Sjö Ström Ek Björk Hög Lång Åker Öster Väster Norr Söder Alm Asp Gran Holm Hult ' +
    'Kvarn Lund Mo Ny Näs Rosen Sand Skog Sten Tall Vik Wall Ång Älv Häger Dal Fors Hed',
);
const endings = words(
  'ström kvist gren lund berg dahl man qvist blad fors holm stedt gård ö mark löf sten strand ås hammar',
);
const patronymics = words(
  'Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson ' +
    'Pettersson Jonsson Jansson Hansson Bengtsson Jönsson Lindström Jakobsson Magnusson Håkansson ' +
    'Sjögren Öberg Åström',
);
const departments = words(
  'Försäljning Kundtjänst Ekonomi IT-drift Utveckling Löneavdelning Växel Reception Fastighet ' +
    'Miljö Ledning Juridik Inköp Lager Verkstad Hemtjänst Äldreomsorg Grundskola Gymnasium ' +
    'Bygglov',
);
const cities = words(
  'Stockholm Göteborg Malmö Uppsala Västerås Örebro Linköping Helsingborg Jönköping Norrköping ' +
    'Lund Umeå Gävle Borås Södertälje Växjö Luleå Östersund',
);

/** The same numbers in every run. */
export function createChance(seed: number): { next(): number; pick<T>(list: readonly T[]): T } {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return { next, pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T };
}

/** The same people each time: names with and without marks, numbers of Swedish mobiles and of Stockholm. */
export function inventPeople(count: number): InventedPerson[] {
  const { next, pick } = createChance(42);
  return Array.from({ length: count }, () => {
    const first = `${pick(firstNames)}${next() < 0.25 ? ` ${pick(firstNames)}` : ''}`;
    const last = next() < 0.45 ? pick(patronymics) : `${pick(beginnings)}${pick(endings)}`;
    return {
      name: `${first} ${last}`,
      number: `+46${next() < 0.5 ? 7 : 8}${10_000_000 + Math.floor(next() * 89_999_999)}`,
      extension: String(10_000 + Math.floor(next() * 89_999)),
      department: `${pick(departments)} ${pick(cities)}`,
    };
  });
}

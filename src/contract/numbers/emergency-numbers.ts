/**
 * Emergency numbers besides 112, which mobile networks and most countries understand (3GPP TS 22.101 §10.1); those of
 * ITU-T E.129 and, in Europe, of the Commission's reports on 112. A country that is not here has 112 only. What is
 * here is never read as an extension.
 */
const besides112: Readonly<Record<string, readonly string[]>> = {
  AT: ['122', '133', '144'],
  AU: ['000'],
  BE: ['100', '101'],
  BR: ['190', '192', '193'],
  CA: ['911'],
  CH: ['117', '118', '144'],
  CN: ['110', '119', '120'],
  CZ: ['150', '155', '158'],
  DE: ['110'],
  ES: ['061', '091'],
  FR: ['15', '17', '18', '114'],
  GB: ['999'],
  GR: ['100', '166', '199'],
  HK: ['999'],
  HR: ['192', '193', '194'],
  HU: ['104', '105', '107'],
  IE: ['999'],
  IL: ['100', '101', '102'],
  IN: ['100', '101', '102'],
  IT: ['113', '115', '118'],
  JP: ['110', '119'],
  KR: ['119'],
  LU: ['113'],
  LV: ['110', '113'],
  MX: ['911'],
  NO: ['110', '113'],
  NZ: ['111'],
  PL: ['997', '998', '999'],
  SG: ['995', '999'],
  SI: ['113'],
  SK: ['150', '155', '158'],
  TW: ['110', '119'],
  UA: ['101', '102', '103'],
  US: ['911'],
  ZA: ['10111', '10177'],
};

/** Countries that have numbers of their own. */
export const countriesWithTheirOwn: readonly string[] = Object.keys(besides112);

/** Whether digits call for help in any country. */
export const isEmergencyAnywhere = (digits: string): boolean =>
  countriesWithTheirOwn.some((country) => isEmergencyNumber(digits, country));

/** All that call for help in a country (ISO 3166 alpha-2). */
export const emergencyNumbersOf = (country: string): readonly string[] => ['112', ...(besides112[country] ?? [])];

/** Whether digits as dialled call for help in a country. */
export const isEmergencyNumber = (digits: string, country: string): boolean =>
  digits === '112' || (besides112[country]?.includes(digits) ?? false);

/**
 * The emergency number that is meant by digits as dialled, `*` and `#` and `+` among them: as it stands, with the code
 * that hides the own number before it, with the zero for an outside line that offices had, or with a country code.
 * None of the longer ones is anybody's number: they are shorter than numbers are. Null = none is meant.
 */
export function emergencyMeant(dialled: string, country: string): string | null {
  const plain = dialled.replace(/^[*#]31[*#]/, '');
  if (isEmergencyNumber(plain, country)) return plain;
  const meant = emergencyNumbersOf(country).find(
    (each) =>
      plain === `0${each}` || (/^(?:\+|00)[1-9][0-9]{0,2}$/.test(plain.slice(0, -each.length)) && plain.endsWith(each)),
  );
  return meant !== undefined && plain.replace(/^(?:\+|00)/, '').length <= 6 ? meant : null;
}

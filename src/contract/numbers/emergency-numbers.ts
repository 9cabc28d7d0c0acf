/**
 * Emergency numbers besides 112, which mobile networks and most countries understand (3GPP TS 22.101 §10.1). A country
 * that is not here has 112 only. What is here is never read as an extension.
 */
const besides112: Readonly<Record<string, readonly string[]>> = {
  AT: ['122', '133', '144'],
  AU: ['000'],
  BR: ['190', '192', '193'],
  CA: ['911'],
  CH: ['117', '118', '144'],
  CN: ['110', '119', '120'],
  DE: ['110'],
  ES: ['061', '091'],
  FR: ['15', '17', '18', '114'],
  GB: ['999'],
  IE: ['999'],
  IN: ['100', '101', '102'],
  IT: ['113', '115', '118'],
  JP: ['110', '119'],
  MX: ['911'],
  NO: ['110', '113'],
  NZ: ['111'],
  PL: ['997', '998', '999'],
  US: ['911'],
};

/** Whether digits call for help in any country. */
export const isEmergencyAnywhere = (digits: string): boolean =>
  Object.keys(besides112).some((country) => isEmergencyNumber(digits, country));

/** All that call for help in a country (ISO 3166 alpha-2). */
export const emergencyNumbersOf = (country: string): readonly string[] => ['112', ...(besides112[country] ?? [])];

/** Whether digits as dialled call for help in a country. */
export const isEmergencyNumber = (digits: string, country: string): boolean =>
  digits === '112' || (besides112[country]?.includes(digits) ?? false);

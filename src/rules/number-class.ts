import parsePhoneNumber, { getCountries, getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/max';
import type { CountryCode, NumberType, PhoneNumber } from 'libphonenumber-js/max';
import type { NumberClass } from '../contract/rules/classes';

/** What a number outside is to an organisation. */
export interface NumberKind {
  readonly class: NumberClass;
  /** ISO 3166 alpha-2; null = of no country, or of none that is known. */
  readonly country: string | null;
}

const unknown: NumberKind = { class: 'unknown', country: null };
const ofNoCountry: NumberKind = { class: 'dearAbroad', country: null };
const satellite: NumberKind = { class: 'satellite', country: null };

/**
 * Codes that are no country's: ITU-T E.164, list of assigned country codes (annex to Operational Bulletin 1114) with
 * its amendments. 870 Inmarsat, whose codes were 871 to 874 before; 881 Iridium and Globalstar; 882 and 883 networks
 * of no country, Thuraya and those of ships and aircraft among them. The rest: 800 freephone, 808 shared cost, 878
 * personal numbers, 888 and 991 of trials, 979 premium rate.
 */
const worldwide: readonly (readonly [RegExp, NumberKind])[] = [
  [/^\+(?:87[0-4]|88[123])/, satellite],
  [/^\+(?:800|808|87[5-9]|888|979|991)/, ofNoCountry],
];

const international = /^\+[1-9][0-9]{6,14}$/;
/** As the network itself understands it: too short for a subscriber. */
const short = /^[1-9][0-9]{1,5}$/;
/** 11x is for the common good all over Europe (112, 116 117, 1177, 114 14); 118 is directory enquiries. */
const common = /^11[0-79]/;

/** What costs more than a call, or leads to somebody who earns by it. */
const dear: ReadonlySet<NumberType> = new Set(['PREMIUM_RATE', 'SHARED_COST', 'PERSONAL_NUMBER', 'PAGER']);
const atHome: Partial<Record<NonNullable<NumberType>, NumberClass>> = {
  PREMIUM_RATE: 'premium',
  SHARED_COST: 'shared',
  PERSONAL_NUMBER: 'personal',
  PAGER: 'personal',
  MOBILE: 'mobile',
};

/**
 * The class of a number, E.164 or short, as it is dialled in the end. Emergency numbers are asked about before.
 * @param own the organisation's country
 */
export function kindOf(number: string, own: string): NumberKind {
  if (short.test(number)) return { class: common.test(number) ? 'national' : 'short', country: own };
  if (!international.test(number)) return unknown;
  const known = worldwide.find(([begins]) => begins.test(number));
  if (known) return known[1];
  const read = parsePhoneNumber(number);
  // What is dialled is what was judged, and not what somebody was so kind as to read in it.
  if (read?.number !== number) return unknown;
  if (!read.isValid()) return newSeries(read, own);
  const { country } = read;
  if (country === undefined) return ofNoCountry;
  const type = read.getType();
  if (country === own) return { class: (type && atHome[type]) ?? 'national', country };
  return { class: dear.has(type) ? 'dearAbroad' : 'international', country };
}

/** A series of the own country that is newer than our tables: its network knows. What looks dear is nobody's. */
function newSeries(read: PhoneNumber, own: string): NumberKind {
  const isOwn = isSupportedCountry(own) && getCountryCallingCode(own) === read.countryCallingCode && hasOwnCode(own);
  // A network may take the zero for the one that is dialled at home.
  if (!isOwn || !read.isPossible() || read.nationalNumber.startsWith('0')) return unknown;
  const types = typesBeside(read, 3);
  const isDear = (type: NumberType): boolean => type === 'PREMIUM_RATE' || type === 'PERSONAL_NUMBER';
  // A whole tenth of the numbers may be dear, of which the tables know a part.
  const tenth = [...typesBeside(read, 2)];
  if ([...types].some(isDear) || (tenth.length > 0 && tenth.every(isDear))) return unknown;
  return { class: types.has('SHARED_COST') ? 'shared' : types.has('MOBILE') ? 'mobile' : 'national', country: own };
}

/** Nobody but the country, and what belongs to it, has its country code: so not +1. */
const hasOwnCode = (own: CountryCode): boolean =>
  getCountries().filter((each) => getCountryCallingCode(each) === getCountryCallingCode(own)).length <= 2;

const fillers = ['1234567', ...[...'0123456789'].map((digit) => digit.repeat(8))];

/** What numbers are that begin with the same digits, whatever their length. */
function typesBeside({ countryCallingCode, nationalNumber }: PhoneNumber, digits: number): ReadonlySet<NumberType> {
  const begins = nationalNumber.slice(0, digits);
  const beside = fillers.flatMap((filler) => [5, 6, 7, 8, 9, 10].map((length) => (begins + filler).slice(0, length)));
  const types = beside.map((each) => parsePhoneNumber(`+${countryCallingCode}${each}`)?.getType());
  return new Set(types.filter((type) => type !== undefined));
}

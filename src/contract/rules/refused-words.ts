import type { EndReason } from '../calls/end-reason';
import type { NumberClass } from './classes';
import type { RefusedWay } from './refused-calls';

/** Words of the list of refused calls, on screen and in its file; complete by their types. */
export const classWords: { readonly [Language in 'sv' | 'en']: Record<NumberClass, string> } = {
  sv: {
    national: 'Nummer i landet',
    mobile: 'Mobil i landet',
    shared: 'Delad kostnad',
    international: 'Annat land',
    premium: 'Betalnummer',
    short: 'Kort nummer',
    personal: 'Personligt nummer',
    satellite: 'Satellit',
    internal: 'Kollega',
    emergency: 'Nödnummer',
    dearAbroad: 'Betalnummer utomlands',
    unknown: 'Inget känt nummer',
  },
  en: {
    national: 'National number',
    mobile: 'National mobile',
    shared: 'Shared cost',
    international: 'Another country',
    premium: 'Premium rate',
    short: 'Short number',
    personal: 'Personal number',
    satellite: 'Satellite',
    internal: 'Colleague',
    emergency: 'Emergency number',
    dearAbroad: 'Premium rate abroad',
    unknown: 'No known number',
  },
};

export const ways: { readonly [Language in 'sv' | 'en']: Record<RefusedWay, string> } = {
  sv: { call: 'Ringt', transfer: 'Kopplat', mobile: 'Till egen mobil', forward: 'Vidarekopplat' },
  en: { call: 'Called', transfer: 'Transferred', mobile: 'To one’s own mobile', forward: 'Forwarded' },
};

type Reasons = Partial<Record<EndReason, string>>;
const reasons: { readonly [Language in 'sv' | 'en']: Reasons } = {
  sv: {
    barred: 'Numret är spärrat',
    outsideNotAllowed: 'Får inte ringa utåt',
    countryNotAllowed: 'Landet är spärrat',
    classNotAllowed: 'Får inte ringa sådana nummer',
    notNow: 'Utanför öppettiderna',
    closedDay: 'Helgdag eller annan stängd dag',
    tooManyOutside: 'För många samtal ut',
    minutesUsed: 'Dagens minuter är slut',
    tooManyNew: 'För många nya nummer utomlands',
  },
  en: {
    barred: 'The number is barred',
    outsideNotAllowed: 'May not call outside',
    countryNotAllowed: 'The country is barred',
    classNotAllowed: 'May not call such numbers',
    notNow: 'Outside the opening hours',
    closedDay: 'A holiday, or another closed day',
    tooManyOutside: 'Too many calls outside',
    minutesUsed: 'No minutes left that day',
    tooManyNew: 'Too many new numbers abroad',
  },
};

export const refusedWhy = (reason: EndReason, language: 'sv' | 'en'): string => reasons[language][reason] ?? reason;

import type { PhoneNumber, Role } from '../../contract/people/people';
import { stableId } from './stable-id';

/** A number that a person may show, in the order of the menu "Number to show". */
export interface DemoNumber {
  readonly label: string;
  readonly number: string;
}

/**
 * A person with an extension. `account` says how the Microsoft account meets the user: linked by an administrator, by
 * its address, or not yet.
 */
export interface DemoUser {
  readonly key: string;
  readonly name: string;
  readonly extension: string;
  readonly department: string;
  readonly role: string;
  readonly numbers: readonly DemoNumber[];
  readonly mobile: string | null;
  readonly appRoles: readonly Role[];
  readonly account: 'linked' | 'byAddress' | 'none';
  readonly statusMessage: string | null;
}

/** A directory entry of another company: no extension, no line. */
export interface DemoContact {
  readonly name: string;
  readonly company: string | null;
  readonly department: string | null;
  readonly role: string | null;
  readonly numbers: readonly PhoneNumber[];
}

/** People, by their keys, who answer calls to one number together. */
export interface DemoGroup {
  readonly name: string;
  readonly extension: string;
  readonly number: string;
  readonly strategy: 'ringAll' | 'longestIdle';
  readonly agents: readonly string[];
  readonly supervisors: readonly string[];
}

/** A Microsoft account of the organisation that belongs to no user of the telephone system. */
export interface DemoStranger {
  readonly key: string;
  readonly name: string;
  readonly appRoles?: readonly Role[];
}

/** A tenant of Microsoft's, with whoever has an account there and nothing else. */
export interface DemoTenant {
  readonly key: string;
  readonly name: string;
  readonly mailDomain: string;
  readonly tenantId: string;
  readonly strangers: readonly DemoStranger[];
}

export interface DemoOrganisation extends DemoTenant {
  readonly domain: string;
  readonly country: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly language: string;
  /** What callers are shown, and operators told, where nobody shows another. */
  readonly mainNumber: string;
  readonly users: readonly DemoUser[];
  readonly contacts: readonly DemoContact[];
  readonly groups: readonly DemoGroup[];
}

interface UserExtras {
  readonly numbers?: readonly DemoNumber[];
  readonly mobile?: string;
  readonly appRoles?: readonly Role[];
  readonly account?: DemoUser['account'];
  readonly statusMessage?: string;
}

/**
 * One user of Fjällbo: extension 10nn has the direct number +46 8 519 20 0mm with mm = nn + 10.
 * Mobile numbers are from the ranges that the Swedish regulator keeps free for fiction.
 */
function fjallbo(
  key: string,
  name: string,
  extension: string,
  department: string,
  role: string,
  extras: UserExtras = {},
): DemoUser {
  const direct = `+468519200${Number(extension) - 1000 + 10}`;
  return {
    key,
    name,
    extension,
    department,
    role,
    numbers: [{ label: 'Kontor', number: direct }, ...(extras.numbers ?? [])],
    mobile: extras.mobile ?? null,
    appRoles: extras.appRoles ?? [],
    account: extras.account ?? 'linked',
    statusMessage: extras.statusMessage ?? null,
  };
}

function outsider(
  name: string,
  company: string | null,
  role: string | null,
  numbers: readonly PhoneNumber[],
): DemoContact {
  return { name, company, department: null, role, numbers };
}

const fjallboGroups: readonly DemoGroup[] = [
  {
    ...{ name: 'Support', extension: '1901', number: '+46851920001', strategy: 'ringAll' },
    ...{ agents: ['anna', 'bjorn', 'david'], supervisors: ['eva'] },
  },
  {
    ...{ name: 'Sales', extension: '1902', number: '+46851920002', strategy: 'longestIdle' },
    ...{ agents: ['cecilia', 'nils'], supervisors: ['eva'] },
  },
];

const fjallboUsers: readonly DemoUser[] = [
  fjallbo('anna', 'Anna Lind', '1001', 'Försäljning', 'Säljare', {
    numbers: [{ label: 'Säljlinjen', number: '+46851920091' }],
    mobile: '+46701740605',
    statusMessage: 'Nås säkrast på eftermiddagen',
  }),
  fjallbo('bjorn', 'Björn Åkesson', '1002', 'Service', 'Servicetekniker', { mobile: '+46701740606' }),
  fjallbo('cecilia', 'Cecilia Ek', '1003', 'Ekonomi', 'Ekonomichef', { mobile: '+46701740607' }),
  fjallbo('david', 'David Holm', '1004', 'Support', 'Supporttekniker', {
    numbers: [{ label: 'Supportlinjen', number: '+46851920094' }],
    mobile: '+46701740608',
  }),
  fjallbo('eva', 'Eva Nyström', '1005', 'Kundtjänst', 'Kundtjänstchef', {
    numbers: [{ label: 'Växel', number: '+46851920000' }],
    mobile: '+46701740609',
    appRoles: ['supervisor', 'administrator'],
  }),
  fjallbo('asa', 'Åsa Öberg', '1006', 'Support', 'Supporttekniker'),
  fjallbo('orjan', 'Örjan Ängström', '1007', 'Lager', 'Lagerchef', { mobile: '+46701740610' }),
  fjallbo('fatima', 'Fatima Al-Rashid', '1008', 'Utveckling', 'Konstruktör', { mobile: '+46701740611' }),
  fjallbo('jose', 'José García Núñez', '1009', 'Utveckling', 'Konstruktör'),
  fjallbo('li', 'Lǐ Wěi', '1010', 'Inköp', 'Inköpare'),
  fjallbo('marta', 'Märta Sjöstrand', '1011', 'Ekonomi', 'Löneadministratör'),
  fjallbo('nils', 'Nils-Erik af Ugglas', '1012', 'Försäljning', 'Regionchef', { mobile: '+46701740612' }),
  fjallbo('zofia', 'Zofia Łukaszewska', '1013', 'Service', 'Servicetekniker', { mobile: '+46701740613' }),
  fjallbo('soren', 'Søren Kjærgaard', '1014', 'Försäljning', 'Säljare Danmark'),
  fjallbo('helene', 'Hélène Dubois', '1015', 'Marknad', 'Kommunikatör'),
  fjallbo('mehmet', 'Mehmet Yılmaz', '1016', 'Lager', 'Lagerarbetare'),
  fjallbo('ingrid', 'Ingrid Þórsdóttir', '1017', 'Kundtjänst', 'Kundtjänst'),
  fjallbo('sara', 'Sara Johansson', '1018', 'Support', 'Supporttekniker', {
    mobile: '+46701740614',
    appRoles: ['supervisor'],
  }),
  fjallbo('gustav', 'Gustav Wikström', '1019', 'Service', 'Servicetekniker', { account: 'byAddress' }),
  fjallbo('petra', 'Petra Müller', '1020', 'Kvalitet', 'Kvalitetsansvarig', {
    statusMessage: 'Föräldraledig på fredagar',
  }),
  fjallbo('frida', 'Frida Falk', '1021', 'Lager', 'Lagerarbetare', { account: 'none' }),
];

const fjallboContacts: readonly DemoContact[] = [
  outsider('Karin Norrbäck', 'Norrbäck Bygg AB', 'Inköp', [
    { label: 'work', number: '+4684650401' },
    { label: 'mobile', number: '+46701740640' },
  ]),
  outsider('Tomas Lindström', 'Lindströms Måleri', 'Ägare', [{ label: 'mobile', number: '+46701740641' }]),
  outsider('Ulla Bergkvist', 'Ånge kommun', 'Fastighetschef', [{ label: 'work', number: '+4684650402' }]),
  outsider('Jonas Hedlund', 'Hedlunds Åkeri', 'Trafikledare', [
    { label: 'work', number: '+46313900601' },
    { label: 'mobile', number: '+46701740642' },
  ]),
  outsider('Emily Carter', 'Northwind Timber Ltd', 'Account manager', [{ label: 'work', number: '+442079460123' }]),
  outsider('Sofia Lund', null, null, [{ label: 'mobile', number: '+46701234567' }]),
];

function sjobris(key: string, name: string, extension: string, role: string, mobile: string): DemoUser {
  const numbers = [{ label: 'Kontor', number: `+463139006${Number(extension) - 2000 + 10}` }];
  return {
    key,
    name,
    extension,
    department: 'Kontoret',
    role,
    numbers,
    mobile,
    appRoles: [],
    account: 'linked',
    statusMessage: null,
  };
}

export const demoOrganisations: readonly DemoOrganisation[] = [
  {
    key: 'fjallbo',
    name: 'Fjällbo AB',
    domain: 'fjallbo.vaxel',
    mailDomain: 'fjallbo.example',
    country: 'SE',
    timeZone: 'Europe/Stockholm',
    language: 'sv',
    mainNumber: '+46851920000',
    tenantId: stableId('tenant fjallbo'),
    users: fjallboUsers,
    contacts: fjallboContacts,
    groups: fjallboGroups,
    strangers: [{ key: 'stina', name: 'Stina Alm' }],
  },
  {
    key: 'sjobris',
    name: 'Sjöbris AB',
    domain: 'sjobris.vaxel',
    mailDomain: 'sjobris.example',
    country: 'SE',
    timeZone: 'Europe/Stockholm',
    language: 'sv',
    mainNumber: '+46313900611',
    tenantId: stableId('tenant sjobris'),
    users: [
      sjobris('olga', 'Olga Berg', '2001', 'Skeppsmäklare', '+46701740680'),
      sjobris('per', 'Per Strand', '2002', 'Hamnkapten', '+46701740681'),
    ],
    contacts: [outsider('Lars Vinga', 'Vinga Rederi', 'Befraktare', [{ label: 'work', number: '+46313900690' }])],
    groups: [],
    strangers: [],
  },
];

/** Those that have no organisation yet: their administrator is led through setting it up. */
const newTenants: readonly DemoTenant[] = [
  {
    key: 'granit',
    name: 'Granit AB',
    mailDomain: 'granit.example',
    tenantId: stableId('tenant granit'),
    strangers: [
      { key: 'nora', name: 'Nora Dahl', appRoles: ['administrator'] },
      { key: 'otto', name: 'Otto Sten' },
    ],
  },
];

/** All that may sign in. */
export const demoTenants: readonly DemoTenant[] = [...demoOrganisations, ...newTenants];

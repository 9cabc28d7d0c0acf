import type { Role } from '../../contract/people/people';
import { demoOrganisations, demoTenants, type DemoOrganisation, type DemoTenant } from './organisations';
import { stableId } from './stable-id';

/** A Microsoft account of the demo: what the issuer puts into a token and the Teams-like host knows about its user. */
export interface DemoAccount {
  /** Name in addresses, e.g. `?as=anna`. */
  readonly key: string;
  readonly name: string;
  readonly mailAddress: string;
  readonly objectId: string;
  readonly tenantId: string;
  readonly organisationName: string;
  readonly roles: readonly Role[];
}

/** `anna.lind@fjallbo.example`: lower case, without accents, words joined by dots. */
function mailAddress(name: string, mailDomain: string): string {
  const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const ascii = plain
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('ł', 'l')
    .replaceAll('ı', 'i')
    .replaceAll('þ', 'th');
  return `${ascii.replaceAll(/[^a-z0-9]+/g, '.')}@${mailDomain}`;
}

function account(organisation: DemoTenant, person: { key: string; name: string }, roles: readonly Role[]): DemoAccount {
  return {
    key: person.key,
    name: person.name,
    mailAddress: mailAddress(person.name, organisation.mailDomain),
    objectId: stableId(`account ${organisation.key} ${person.key}`),
    tenantId: organisation.tenantId,
    organisationName: organisation.name,
    roles,
  };
}

/** The account of a user of the telephone system. */
export function accountOf(
  organisation: DemoOrganisation,
  user: { key: string; name: string; appRoles: readonly Role[] },
): DemoAccount {
  return account(organisation, user, user.appRoles);
}

/** Every account of the demo by its key. */
export const demoAccounts: ReadonlyMap<string, DemoAccount> = new Map(
  [
    ...demoOrganisations.flatMap((organisation) => organisation.users.map((user) => accountOf(organisation, user))),
    ...demoTenants.flatMap((tenant) => tenant.strangers.map((each) => account(tenant, each, each.appRoles ?? []))),
  ].map((each) => [each.key, each]),
);

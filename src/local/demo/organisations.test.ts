import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { demoAccounts } from './accounts';
import { demoOrganisations, demoTenants } from './organisations';
import { stableId } from './stable-id';

const users = demoOrganisations.flatMap((organisation) => organisation.users);

test('every demo number is one that the telephone network could have', () => {
  const numbers = demoOrganisations.flatMap(({ users: people, contacts }) => [
    ...people.flatMap((user) => [
      ...user.numbers.map(({ number }) => number),
      ...(user.mobile === null ? [] : [user.mobile]),
    ]),
    ...contacts.flatMap((contact) => contact.numbers.map(({ number }) => number)),
  ]);
  expect(numbers.filter((number) => parsePhoneNumberFromString(number)?.isPossible() !== true)).toEqual([]);
});

test('no two people share an extension of their organisation, a number to show, a key or an address', () => {
  for (const organisation of demoOrganisations) {
    const extensions = organisation.users.map(({ extension }) => extension);
    expect(new Set(extensions).size).toBe(extensions.length);
  }
  const numbers = users.flatMap((user) => user.numbers.map(({ number }) => number));
  expect(new Set(numbers).size).toBe(numbers.length);
  const accounts = [...demoAccounts.values()];
  expect(accounts.length).toBe(users.length + demoTenants.flatMap(({ strangers }) => strangers).length);
  expect(new Set(accounts.map(({ mailAddress }) => mailAddress)).size).toBe(accounts.length);
});

test('addresses are plain ASCII', () => {
  const odd = [...demoAccounts.values()]
    .map(({ mailAddress }) => mailAddress)
    .filter((mail) => !/^[a-z0-9.]+@[a-z]+\.example$/.test(mail));
  expect(odd).toEqual([]);
});

test('the people whom links and tests name are there', () => {
  const names = Object.fromEntries(users.map(({ key, name, extension }) => [key, `${name} ${extension}`]));
  expect(names).toMatchObject({
    anna: 'Anna Lind 1001',
    bjorn: 'Björn Åkesson 1002',
    cecilia: 'Cecilia Ek 1003',
    david: 'David Holm 1004',
    eva: 'Eva Nyström 1005',
    olga: 'Olga Berg 2001',
    per: 'Per Strand 2002',
  });
  expect(users.find(({ key }) => key === 'eva')?.appRoles).toEqual(['supervisor', 'administrator']);
});

test('a stable id is a version 5 UUID and the same every time', () => {
  expect(stableId('anna')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(stableId('anna')).toBe(stableId('anna'));
  expect(stableId('anna')).not.toBe(stableId('bjorn'));
});

import type { Joining } from '../../src/contract/joining/joining';
import { me } from '../../tabs/fakes/samples';
import { expect, isAccessible, isPhone, test } from './screen';

const nora: Joining = { situation: 'setUp', name: 'Nora Dahl', mailDomains: ['granit.example'], organisation: null };
const frida: Joining = {
  situation: 'unlinked',
  name: 'Frida Falk',
  mailDomains: ['fjallbo.example'],
  organisation: 'Fjällbo AB',
};

test('the first administrator sets the organisation up, and is in', async ({ open, script }) => {
  script.refusal = 'auth.noOrganisation';
  script.joining = nora;
  const { page } = await open();
  const form = page.getByRole('form', { name: 'Set up your organisation' });
  await expect(form.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Granit');
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Granit AB');
  await form.getByRole('combobox', { name: 'Country' }).selectOption('Finland');
  await form.getByRole('combobox', { name: 'Time zone' }).selectOption('Europe/Helsinki');
  await form.getByRole('textbox', { name: 'Last extension' }).fill('99');
  await form.getByRole('textbox', { name: 'First number' }).fill('09 4245 0100');
  await form.getByRole('textbox', { name: 'Last number' }).fill('09 4245 0149');
  await form.getByRole('button', { name: 'Set up' }).click();
  await expect(page.getByText('Check the fields that are marked.')).toBeVisible();
  await expect(form.getByText('Has as many digits as the first')).toBeVisible();
  expect(script.asked).toEqual([]);
  await form.getByRole('textbox', { name: 'Last extension' }).fill('149');
  await form.getByRole('textbox', { name: 'Your number' }).fill('09 4245 0100');
  await form.getByRole('button', { name: 'Set up' }).click();
  await isPhone(page);
  expect(script.asked).toEqual([
    {
      name: 'Granit AB',
      country: 'FI',
      language: 'en',
      timeZone: 'Europe/Helsinki',
      extensions: { first: '100', last: '149' },
      ranges: [{ first: '+358942450100', last: '+358942450149' }],
      me: { name: 'Nora Dahl', extension: '100', number: '+358942450100' },
    },
  ]);
});

test('setting up fits the smallest screen', async ({ open, script }) => {
  script.refusal = 'auth.noOrganisation';
  script.joining = nora;
  const { page } = await open({ viewport: { width: 320, height: 640 } });
  await expect(page.getByRole('form', { name: 'Set up your organisation' })).toBeVisible();
  const main = page.getByRole('main');
  expect(await main.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
});

test('others of the organisation wait, and go on by themselves', async ({ open, script }) => {
  script.refusal = 'auth.noOrganisation';
  script.joining = { ...nora, situation: 'notSetUp' };
  const { page } = await open();
  await expect(page.getByRole('heading', { name: 'Not set up yet' })).toBeVisible();
  script.joining = frida;
  await expect(page.getByRole('heading', { name: /Welcome to/ })).toContainText('Fjällbo AB');
});

test('a code to dial, and the page that goes on once it was', async ({ open, script }) => {
  script.refusal = 'auth.notLinked';
  script.joining = frida;
  const { page } = await open();
  await page.getByRole('button', { name: 'Get a code' }).click();
  await expect(page.getByText('*55*204816')).toBeVisible();
  await expect(page.getByText(/Holds until \d\d:\d\d/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Get a new code' })).toBeVisible();
  script.refusal = null;
  script.joining = { ...frida, situation: 'linked' };
  await isPhone(page);
});

test('asked, refused, asked again and let in', async ({ open, script }) => {
  script.refusal = 'auth.notLinked';
  script.joining = frida;
  const { page } = await open();
  await page.getByRole('button', { name: 'Ask your administrator' }).click();
  await expect(page.getByRole('status').getByText('Your administrator has been asked.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Ask/ })).toHaveCount(0);
  script.joining = { ...frida, situation: 'refused' };
  await page.getByRole('button', { name: 'Ask again' }).click();
  await expect(page.getByText('Your administrator has been asked.')).toBeVisible();
  script.refusal = null;
  script.joining = { ...frida, situation: 'linked' };
  await isPhone(page);
});

for (const theme of ['default', 'dark', 'contrast'] as const)
  test(`the ways in are free of axe findings in the theme ${theme}`, async ({ openInTeams, script }) => {
    script.refusal = 'auth.noOrganisation';
    script.joining = nora;
    const { page, tab } = await openInTeams({ theme });
    await tab.getByRole('textbox', { name: 'Last extension' }).fill('9');
    await tab.getByRole('button', { name: 'Set up' }).click();
    await expect(tab.getByText('Check the fields that are marked.')).toBeVisible();
    await expect(tab.getByRole('heading', { name: 'Set up your organisation' })).toBeVisible();
    await isAccessible(page);
    script.joining = frida;
    await tab.getByRole('button', { name: 'Get a code' }).click();
    await expect(tab.getByText('*55*204816')).toBeVisible();
    await isAccessible(page);
  });

test('in Swedish and on 320 pixels nothing is cut off', async ({ open, script }) => {
  script.refusal = 'auth.noOrganisation';
  script.joining = nora;
  const { page } = await open({ viewport: { width: 320, height: 640 }, query: '/tab/?as=anna&locale=sv-SE' });
  await expect(page.getByRole('heading', { name: 'Sätt upp organisationen' })).toBeVisible();
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
  expect(await wide()).toBeLessThanOrEqual(320);
  script.joining = frida;
  await page.getByRole('button', { name: 'Hämta en kod' }).click();
  await expect(page.getByText('*55*204816')).toBeVisible();
  expect(await wide()).toBeLessThanOrEqual(320);
});

test.describe('for administrators', () => {
  test.use({ start: { me: { ...me, roles: ['user', 'administrator'] } } });

  test('who waits is let in with one press, as whom they seem to be', async ({ open }) => {
    const { page } = await open({ query: '/tab/?as=anna#/administration/links' });
    const waiting = page.getByRole('list', { name: 'Waiting' });
    await expect(waiting.getByRole('listitem')).toHaveCount(2);
    const frida = waiting.getByRole('listitem').filter({ hasText: 'frida.falk@fjallbo.example' });
    await expect(frida.getByRole('combobox', { name: 'Link to' })).toHaveValue(/.+/);
    await frida.getByRole('button', { name: 'Accept Frida Falk' }).click();
    await expect(page.getByRole('status').getByText('Frida Falk is let in.')).toBeVisible();
    await expect(waiting.getByRole('listitem')).toHaveCount(1);
    await expect(waiting.getByText('Refused')).toBeVisible();
  });

  test('what the organisation was set up with is changed, and checked before that', async ({ open }) => {
    const { page } = await open({ query: '/tab/?as=anna#/administration/organisation' });
    const form = page.getByRole('form', { name: 'Organisation' });
    await form.getByRole('textbox', { name: 'First extension' }).fill('1000');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Check the fields that are marked.')).toBeVisible();
    await form.getByRole('textbox', { name: 'Last extension' }).fill('1999');
    await form.getByRole('textbox', { name: 'Mail domains' }).fill('fjallbo.example\nfjallbo-bygg.example');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Saved.')).toBeVisible();
    await page.reload();
    await expect(form.getByRole('textbox', { name: 'Last extension' })).toHaveValue('1999');
  });

  test('what needs attention is said on top and where it is', async ({ open }) => {
    const { page } = await open({ query: '/tab/?as=anna#/administration/health' });
    await expect(page.getByRole('status').getByText('Something needs attention')).toBeVisible();
    await expect(page.getByRole('group', { name: 'Jobs' })).toContainText('2 given up');
    await expect(page.getByRole('group', { name: 'Database' })).toContainText('PostgreSQL 18');
    await expect(page.getByRole('group', { name: 'Open windows' })).toContainText('7 of version 0.0.0');
  });

  test('one person is chosen before anything of theirs is given out, and asked about before it goes', async ({
    open,
  }) => {
    const { page } = await open({ query: '/tab/?as=anna#/administration/organisation' });
    const part = page.getByRole('region', { name: 'Personal data' });
    await expect(part.getByRole('button', { name: 'Erase person' })).toBeDisabled();
    await part.getByRole('combobox', { name: 'Person' }).fill('Cecilia');
    await page.getByRole('option', { name: /Cecilia Ek/ }).click();
    await part.getByRole('button', { name: 'Erase person' }).click();
    const question = page.getByRole('alertdialog', { name: 'Erase Cecilia Ek?' });
    await expect(question).toContainText('cannot be brought back');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(question).toHaveCount(0);
    await expect(part.getByRole('button', { name: 'Export as JSON' })).toBeEnabled();
  });
});

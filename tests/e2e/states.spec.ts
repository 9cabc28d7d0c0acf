import { expect, openPerson, test } from './people';
import type { Person } from './people';
import { ends } from './talking';

const rings = (person: Person) => expect(person.tab.getByText('Rings on')).toBeVisible();

const goTo = (person: Person, section: string) =>
  person.tab
    .getByRole('navigation')
    .getByRole('link', { name: section })
    .or(person.tab.getByRole('navigation').getByRole('button', { name: section }))
    .first()
    .click();

test('a call with the keyboard alone', async ({ open, openInTeams }) => {
  const anna = await openInTeams('anna');
  const cecilia = await open('cecilia');
  await Promise.all([rings(anna), rings(cecilia)]);
  await anna.tab.getByRole('combobox').first().focus();
  await anna.page.keyboard.type('ceci');
  await expect(anna.tab.getByRole('row', { name: /Cecilia Ek/ })).toBeVisible();
  await anna.page.keyboard.press('Enter');
  await expect(cecilia.card('Anna Lind')).toHaveAttribute('data-call-state', 'ringing');
  await cecilia.button('Answer').focus();
  await cecilia.page.keyboard.press('Enter');
  await expect(anna.card('Cecilia Ek')).toHaveAttribute('data-call-state', 'active');
  await anna.card('Cecilia Ek').getByRole('button', { name: 'Hold' }).focus();
  await anna.page.keyboard.press('Space');
  await expect(anna.card('Cecilia Ek')).toHaveAttribute('data-call-state', 'held');
  await anna.card('Cecilia Ek').getByRole('button', { name: 'Hang up' }).focus();
  await ends(cecilia, 'Anna Lind', () => anna.page.keyboard.press('Enter'));
});

test('a server that is gone is said, and the tab comes back by itself', async ({ browser, start }) => {
  const first = await start();
  const anna = await openPerson(browser, first.url, 'anna');
  await rings(anna);
  await first.stop('SIGKILL');
  await expect(anna.tab.getByText(/No connection to the phone system/)).toBeVisible();
  await start({ port: Number(new URL(first.url).port), dataFolder: first.dataFolder });
  await expect(anna.tab.getByText(/No connection to the phone system/)).toHaveCount(0);
  await rings(anna);
  await anna.context.close();
});

test('organisations do not see each other', async ({ open }) => {
  const olga = await open('olga');
  await rings(olga);
  await goTo(olga, 'Contacts');
  await expect(olga.tab.getByRole('row', { name: /^Per Strand/ })).toBeVisible();
  await expect(olga.tab.getByText('Anna Lind')).toHaveCount(0);
  await olga.tab.getByRole('combobox').first().fill('Anna Lind');
  await expect(olga.tab.getByText(/No contact found/)).toBeVisible();
  await olga.tab.getByRole('combobox').first().fill('1001');
  await olga.tab.getByRole('combobox').first().press('Enter');
  await expect(olga.tab.locator('[data-call-state=ended]')).toContainText('The number does not exist');
});

test('Help says the version of every part and gives a log bundle without numbers', async ({ open }) => {
  const anna = await open('anna');
  await rings(anna);
  await goTo(anna, 'Help');
  await anna.tab.getByText('Versions', { exact: true }).click();
  const table = anna.tab.getByRole('table', { name: 'Versions' });
  await expect(table).toContainText('PostgreSQL 18');
  await expect(table).toContainText('sip.js');
  const download = anna.page.waitForEvent('download');
  await anna.tab.getByRole('button', { name: 'Download log bundle' }).click();
  const stream = await (await download).createReadStream();
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  expect(JSON.parse(text)).toMatchObject({ versions: { vaxel: expect.any(String) } });
  expect(text).not.toContain('+46851920011');
  expect(text).not.toMatch(/eyJ[\w-]{10}/);
});

import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { expect, openPerson, test } from './people';
import type { Person } from './people';
import { ends } from './talking';

const rings = (person: Person, text = 'Rings on') => expect(person.tab.getByText(text)).toBeVisible();

/** Everything that axe finds in the tab's frame, by rule. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).include(['iframe[name=tab]', 'body']).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

const sections = ['Calls', 'Contacts', 'Help', 'Settings'];
const goTo = (person: Person, section: string) => person.tab.getByRole('navigation').getByRole('link', { name: section }).or(person.tab.getByRole('navigation').getByRole('button', { name: section })).first().click();

for (const theme of ['default', 'dark', 'contrast'] as const) {
  test(`every section and the call panel are free of axe findings in the theme ${theme}`, async ({ open }) => {
    // axe looks at every element, six times.
    test.slow();
    const anna = await open('anna', { theme });
    const bjorn = await open('bjorn');
    await Promise.all([rings(anna), rings(bjorn)]);
    for (const section of sections) {
      await goTo(anna, section);
      await expect(anna.tab.getByRole('heading', { name: section }).first()).toBeVisible();
      expect(await violations(anna.page)).toEqual([]);
    }
    await bjorn.call('1001');
    await expect(anna.card('Björn Åkesson')).toHaveAttribute('data-call-state', 'ringing');
    expect(await violations(anna.page)).toEqual([]);
    await anna.card('Björn Åkesson').getByRole('button', { name: 'Answer' }).click();
    await expect(anna.card('Björn Åkesson')).toHaveAttribute('data-call-state', 'active');
    expect(await violations(anna.page)).toEqual([]);
    await anna.card('Björn Åkesson').getByRole('button', { name: 'Hang up' }).click();
  });
}

test('the host\'s theme is followed live', async ({ open }) => {
  const anna = await open('anna');
  await rings(anna);
  const background = () => anna.tab.locator('.fui-FluentProvider').first().evaluate((element) => getComputedStyle(element).backgroundColor);
  const light = await background();
  await anna.page.getByRole('button', { name: 'Theme' }).click();
  await anna.page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect.poll(background).not.toBe(light);
});

test('Swedish by the locale of Teams, English by choice in Settings, for every window', async ({ open }) => {
  const person = await open('eva', { locale: 'sv-SE' });
  await rings(person, 'Ringer på');
  // Calls may carry the number of missed ones.
  for (const name of ['Samtal', 'Kontakter', 'Hjälp', 'Inställningar']) await expect(person.tab.getByRole('navigation').getByText(new RegExp(`^${name}`)).first()).toBeVisible();
  await expect(person.tab.getByRole('combobox', { name: 'Sök eller slå nummer' })).toBeVisible();
  await expect(person.button('Knappsats')).toBeVisible();
  await goTo(person, 'Inställningar');
  await person.tab.getByLabel('Språk').selectOption({ label: 'English' });
  await rings(person);
  const second = await open('eva', { locale: 'sv-SE' });
  await rings(second);
  await person.tab.getByLabel('Language').selectOption({ index: 0 });
  await rings(second, 'Ringer på');
});

test('320 px: bottom bar, no sideways scrolling, and the call in a sheet', async ({ browser, server, open }) => {
  const bjorn = await open('bjorn');
  const context = await browser.newContext({ permissions: ['microphone'], viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  await context.route(/^https?:\/\/(?!127\.0\.0\.1|localhost)/, (route) => route.abort());
  await page.goto(`${server.url}/tab/?as=anna`);
  await expect(page.getByText('Samtal').or(page.getByText('Calls')).first()).toBeVisible();
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
  expect(await wide()).toBeLessThanOrEqual(320);
  await rings(bjorn);
  // Whoever calls a window that is not a phone yet is told at once that nobody can be reached.
  await expect(page.getByText(/^(?:Rings on|Ringer på)/)).toBeVisible();
  await bjorn.call('1001');
  const card = page.getByRole('region', { name: /Björn Åkesson/ });
  await expect(card).toHaveAttribute('data-call-state', 'ringing');
  const box = await card.boundingBox();
  expect(box && box.x >= 0 && box.x + box.width <= 320).toBe(true);
  expect(await wide()).toBeLessThanOrEqual(320);
  await bjorn.card('Anna Lind').getByRole('button', { name: 'Hang up' }).click();
  await context.close();
});

test('a call with the keyboard alone', async ({ open }) => {
  const anna = await open('anna');
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

test('an account that is not linked is told what to do', async ({ open }) => {
  const frida = await open('frida');
  await expect(frida.tab.getByText(/not linked/).first()).toBeVisible();
  await expect(frida.tab.getByText(/Ask your administrator/).first()).toBeVisible();
});

test('a token that the server refuses is a page with a way out', async ({ browser, server }) => {
  const person = await openPerson(browser, server.url, 'anna');
  let forged = true;
  await person.context.route('**/local/token*', (route) => (forged ? route.fulfill({ contentType: 'text/plain', body: 'eyJhbGciOiJub25lIn0.eyJvaWQiOiJhIn0.' }) : route.continue()));
  await person.page.reload();
  await expect(person.tab.getByRole('button', { name: 'Try again' })).toBeVisible();
  forged = false;
  await person.tab.getByRole('button', { name: 'Try again' }).click();
  await rings(person);
  await person.context.close();
});

test('without the microphone the tab says so, shows calls, and goes on when it is allowed', async ({ browser, server, open }) => {
  const person = await openPerson(browser, server.url, 'anna');
  await person.context.addInitScript(() => {
    const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = (constraints) =>
      sessionStorage.getItem('allowed') === null ? Promise.reject(new DOMException('denied', 'NotAllowedError')) : original(constraints);
  });
  await person.page.reload();
  const bjorn = await open('bjorn');
  await Promise.all([rings(person), rings(bjorn)]);
  await person.call('1002');
  await expect(person.tab.getByText(/may not use the microphone|No access to the microphone/).first()).toBeVisible();
  await expect(bjorn.card('Anna Lind')).toHaveCount(0);
  await person.frame().evaluate(() => sessionStorage.setItem('allowed', 'yes'));
  await person.call('1002');
  await expect(bjorn.card('Anna Lind')).toHaveAttribute('data-call-state', 'ringing');
  await bjorn.card('Anna Lind').getByRole('button', { name: 'Decline' }).click();
  await person.context.close();
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
  await expect(olga.tab.getByRole('listitem').filter({ hasText: 'Per Strand' })).toBeVisible();
  await expect(olga.tab.getByText('Anna Lind')).toHaveCount(0);
  await olga.tab.getByRole('combobox').first().fill('Anna Lind');
  await expect(olga.tab.getByText(/No contact found/)).toBeVisible();
  await olga.tab.getByRole('combobox').first().fill('1001');
  await olga.tab.getByRole('combobox').first().press('Enter');
  await expect(olga.tab.locator('[data-call-state=ended]')).toContainText('Unknown number');
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

test('Settings: the level of the microphone moves, and the devices are listed', async ({ open }) => {
  const anna = await open('anna');
  await rings(anna);
  await goTo(anna, 'Settings');
  await anna.tab.getByRole('button', { name: 'Test microphone' }).click();
  await expect(anna.tab.getByText('The microphone hears you.')).toBeVisible();
  await expect(anna.tab.getByLabel('Microphone', { exact: true }).locator('option')).not.toHaveCount(1);
});

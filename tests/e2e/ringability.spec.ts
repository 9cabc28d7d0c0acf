import { chromium } from 'playwright';
import type { Browser } from 'playwright/test';
import { browserArguments, browserPath } from './browser';
import { soundsStarted } from './audio';
import { expect, openPerson, test as base } from './people';
import { freeze } from './renderers';
import { names, state } from './talking';

const test = base.extend<{
  /** A browser of one's own, whose processes can be stopped. */
  computer: Browser;
}>({
  computer: async ({ browserName: _ }, use) => {
    const browser = await chromium.launch({ executablePath: browserPath, args: browserArguments });
    await use(browser);
    await browser.close();
  },
});

test('"Rings on" names every phone that answers, and drops one that is switched off', async ({ open, deskPhone }) => {
  const bjorn = await open('bjorn');
  await expect(bjorn.tab.getByText('Rings on: this tab', { exact: true })).toBeVisible();
  const desk = await deskPhone('bjorn');
  await expect(bjorn.tab.getByText('Rings on: this tab, Desk phone', { exact: true })).toBeVisible();
  await desk.page.close();
  await expect(bjorn.tab.getByText('Rings on: this tab', { exact: true })).toBeVisible({ timeout: 5_000 });
});

test('a tab that sleeps is not shown within 5 s, and the tab that is awake rings; awake again it is shown again', async ({ open, computer, server }) => {
  const [bjorn, anna] = [await open('bjorn'), await open('anna')];
  const other = await openPerson(computer, server.url, 'bjorn');
  await expect(other.tab.getByText(/^Rings on: this tab, /)).toBeVisible();
  await expect(bjorn.tab.getByText(/^Rings on: this tab, /)).toBeVisible();
  await other.tab.getByRole('heading', { name: 'Calls' }).click();
  const wake = await freeze(computer);
  await expect(bjorn.tab.getByText('Rings on: this tab', { exact: true })).toBeVisible({ timeout: 5_000 });
  await bjorn.tab.getByRole('heading', { name: 'Calls' }).click();
  const before = await soundsStarted(bjorn.frame());
  await anna.call('1002');
  await state(bjorn, names.anna, 'ringing');
  await expect.poll(() => soundsStarted(bjorn.frame())).toBeGreaterThan(before);
  await anna.card(names.bjorn).getByRole('button', { name: 'Hang up' }).click();
  wake();
  await expect(bjorn.tab.getByText(/^Rings on: this tab, /)).toBeVisible();
});

test('when all phones sleep the caller is told at once, not after 20 s of ringing', async ({ open, computer, server }) => {
  const anna = await open('anna');
  const eva = await openPerson(computer, server.url, 'eva');
  await expect(eva.tab.getByText(/^Rings on: this tab/)).toBeVisible();
  await expect(anna.tab.getByText(/^Rings on: this tab/)).toBeVisible();
  const wake = await freeze(computer);
  const calledMs = Date.now();
  await anna.call('1005');
  await expect(anna.card('Eva Nyström')).toContainText('Cannot be reached');
  expect(Date.now() - calledMs).toBeLessThan(5_000);
  // And by now it is known.
  await anna.card('Eva Nyström').getByRole('button', { name: 'Dismiss' }).click();
  const againMs = Date.now();
  await anna.call('1005');
  await expect(anna.card('Eva Nyström')).toContainText('Cannot be reached');
  expect(Date.now() - againMs).toBeLessThan(5_000);
  wake();
  await expect(eva.tab.getByText(/^Rings on: this tab/)).toBeVisible();
});

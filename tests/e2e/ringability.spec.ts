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
  await expect(bjorn.tab.getByText('Rings on: this tab', { exact: true })).toBeVisible();
});

test('a tab that sleeps is shown no more, and the tab that is awake rings; awake again it is shown again', async ({
  open,
  computer,
  server,
}) => {
  const [bjorn, anna] = [await open('bjorn'), await open('anna')];
  const other = await openPerson(computer, server.url, 'bjorn');
  await expect(other.tab.getByText(/^Rings on: this tab, /)).toBeVisible();
  await expect(bjorn.tab.getByText(/^Rings on: this tab, /)).toBeVisible();
  await other.tab.getByRole('heading', { name: 'Calls' }).click();
  const wake = await freeze(computer);
  await expect(bjorn.tab.getByText('Rings on: this tab', { exact: true })).toBeVisible();
  await bjorn.tab.getByRole('heading', { name: 'Calls' }).click();
  const before = await soundsStarted(bjorn.frame());
  await anna.call('1002');
  await state(bjorn, names.anna, 'ringing');
  await expect.poll(() => soundsStarted(bjorn.frame())).toBeGreaterThan(before);
  await anna.card(names.bjorn).getByRole('button', { name: 'Hang up' }).click();
  wake();
  await expect(bjorn.tab.getByText(/^Rings on: this tab, /)).toBeVisible();
});

test('when all phones sleep the caller is told that nobody can be reached, not after 20 s that nobody answers', async ({
  open,
  computer,
  server,
}) => {
  const anna = await open('anna');
  const eva = await openPerson(computer, server.url, 'eva');
  await expect(eva.tab.getByText(/^Rings on: this tab/)).toBeVisible();
  await expect(anna.tab.getByText(/^Rings on: this tab/)).toBeVisible();
  const wake = await freeze(computer);
  await anna.call('1005');
  await expect(anna.card('Eva Nyström')).toContainText('Cannot be reached');
  // By now it is known; the tab might only be slow, and is tried again.
  await anna.card('Eva Nyström').getByRole('button', { name: 'Dismiss' }).click();
  await anna.call('1005');
  await expect(anna.card('Eva Nyström')).toContainText('Cannot be reached');
  wake();
  await expect(eva.tab.getByText(/^Rings on: this tab/)).toBeVisible();
});

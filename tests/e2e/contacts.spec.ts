import type { Locator, Page } from 'playwright/test';
import { expect, test } from './people';

const groupsOf = (page: Page): Locator => page.getByRole('navigation', { name: 'Groups' });

async function atContacts(page: Page): Promise<Locator> {
  await page.getByRole('link', { name: 'Contacts' }).click();
  return groupsOf(page);
}

test('what a colleague changes in a shared group is in my window at once, without a key pressed', async ({ open }) => {
  const [anna, bjorn] = [await open('anna'), await open('bjorn')];
  const [hers, his] = [await atContacts(anna.page), await atContacts(bjorn.page)];
  await hers.getByRole('button', { name: 'New group' }).click();
  const dialog = anna.page.getByRole('dialog', { name: 'New group' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Nyckelkunder');
  await dialog.getByRole('checkbox').or(dialog.getByRole('switch')).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  const shared = his.getByRole('button', { name: /^Nyckelkunder/ });
  await expect(shared).toBeVisible();
  await shared.click();
  await hers.getByRole('button', { name: 'All contacts' }).click();
  await anna.page.getByRole('row', { name: /^Cecilia Ek/ }).dragTo(hers.getByRole('button', { name: /^Nyckelkunder/ }));
  const list = bjorn.page.getByRole('grid', { name: 'Nyckelkunder' });
  await expect(list.getByRole('row', { name: /^Cecilia Ek/ })).toBeVisible();
  await expect(shared).toHaveText('Nyckelkunder 1');
  await hers.getByRole('button', { name: 'More about Nyckelkunder' }).click();
  await anna.page.getByRole('menuitem', { name: 'Delete group' }).click();
  await expect(shared).toHaveCount(0);
});

test('a star, VIP and Block in one window of mine are in the other', async ({ open }) => {
  const [one, other] = [await open('anna'), await open('anna')];
  await Promise.all([atContacts(one.page), atContacts(other.page)]);
  for (const { page } of [one, other]) await page.getByRole('row', { name: /^David Holm/ }).click();
  const button = (page: Page, name: string): Locator =>
    page.getByRole('article', { name: 'Contact card' }).getByRole('button', { name, exact: true });
  for (const name of ['Favourite', 'VIP']) {
    await button(one.page, name).click();
    await expect(button(other.page, name)).toHaveAttribute('aria-pressed', 'true');
  }
  await expect(groupsOf(other.page).getByRole('button', { name: /^VIP/ })).toHaveText('VIP 1');
  await button(other.page, 'VIP').click();
  await button(other.page, 'Block').click();
  await expect(button(one.page, 'Block')).toHaveAttribute('aria-pressed', 'true');
  await expect(button(one.page, 'VIP')).toHaveAttribute('aria-pressed', 'false');
});

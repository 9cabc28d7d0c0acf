import type { UserId } from '../../src/contract/ids';
import { expect, goTo, inWhole, isAccessible, isPhone, test } from './screen';
import { aContact, contactId } from '../../tabs/fakes/samples';
import { bjorn } from './script';

test('groups on the left, the directory in the middle, the card on the right', async ({ open }) => {
  const { page } = await open();
  await isPhone(page);
  await goTo(page, 'Contacts');
  const groups = page.getByRole('navigation', { name: 'Groups' });
  await expect(groups.getByRole('button', { name: 'All contacts' })).toHaveAttribute('aria-current', 'true');
  const all = page.getByRole('grid', { name: 'All contacts' });
  await expect(all.getByRole('row', { name: /^Björn Åkesson, Available, Line free, / })).toBeVisible();
  await all.getByRole('row', { name: /^Björn Åkesson/ }).click();
  await expect(
    page.getByRole('article', { name: 'Contact card' }).getByRole('heading', { name: bjorn.name }),
  ).toBeVisible();
});

test('the star, VIP and Block; nobody is both, and moving asks', async ({ open }) => {
  const { page } = await open();
  await goTo(page, 'Contacts');
  await page.getByRole('row', { name: /^Björn Åkesson/ }).click();
  const card = page.getByRole('article', { name: 'Contact card' });
  const groups = page.getByRole('navigation', { name: 'Groups' });
  const pressed = (name: string) => expect(card.getByRole('button', { name, exact: true }));
  await card.getByRole('button', { name: 'Favourite' }).click();
  await pressed('Favourite').toHaveAttribute('aria-pressed', 'true');
  await expect(groups.getByRole('button', { name: /^Favourites/ })).toHaveText('Favourites 1');
  await card.getByRole('button', { name: 'VIP' }).click();
  await pressed('VIP').toHaveAttribute('aria-pressed', 'true');
  await card.getByRole('button', { name: 'Block', exact: true }).click();
  const asked = page.getByRole('alertdialog', { name: 'Move to Blocked?' });
  await asked.getByRole('button', { name: 'Cancel' }).click();
  await pressed('VIP').toHaveAttribute('aria-pressed', 'true');
  await card.getByRole('button', { name: 'Block', exact: true }).click();
  await asked.getByRole('button', { name: 'Move' }).click();
  await pressed('Block').toHaveAttribute('aria-pressed', 'true');
  await pressed('VIP').toHaveAttribute('aria-pressed', 'false');
  await groups.getByRole('button', { name: /^Blocked/ }).click();
  await expect(page.getByRole('grid', { name: 'Blocked' }).getByRole('row')).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await pressed('VIP').toHaveAttribute('aria-pressed', 'true');
});

test('a contact is dragged into a group of mine, and taken out again with undo', async ({ open }) => {
  const { page } = await open();
  await goTo(page, 'Contacts');
  await page.getByRole('button', { name: 'New group' }).click();
  const dialog = page.getByRole('dialog', { name: 'New group' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Tekniker');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const groups = page.getByRole('navigation', { name: 'Groups' });
  const mine = groups.getByRole('button', { name: /^Tekniker/ });
  await expect(mine).toHaveAttribute('aria-current', 'true');
  await expect(page.getByText('Nobody is in this group')).toBeVisible();
  await groups.getByRole('button', { name: 'All contacts' }).click();
  await page.getByRole('row', { name: /^Cecilia Ek/ }).dragTo(mine);
  await expect(mine).toHaveText('Tekniker 1');
  await mine.click();
  await page
    .getByRole('grid', { name: 'Tekniker' })
    .getByRole('row', { name: /^Cecilia Ek/ })
    .click();
  const card = page.getByRole('article', { name: 'Contact card' });
  await card.getByRole('button', { name: 'Take Cecilia Ek out of Tekniker' }).click();
  await expect(mine).toHaveText('Tekniker');
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(mine).toHaveText('Tekniker 1');
});

test('a contact of one’s own is made by hand, deleted and brought back', async ({ open }) => {
  const { page } = await open();
  await goTo(page, 'Contacts');
  await page.getByRole('button', { name: 'New contact' }).click();
  const dialog = page.getByRole('dialog', { name: 'New contact' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Mormor Ek');
  await dialog.getByRole('textbox', { name: 'Mobile' }).fill('070-999 99 99');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const card = page.getByRole('article', { name: 'Contact card' });
  await expect(card.getByRole('heading', { name: 'Mormor Ek' })).toBeVisible();
  const row = page.getByRole('grid', { name: 'All contacts' }).getByRole('row', { name: /^Mormor Ek/ });
  await expect(row).toBeVisible();
  await card.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete contact' }).click();
  await expect(row).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row).toBeVisible();
});

test('with the keyboard alone: a row’s menu, its star, and back to the row', async ({ open }) => {
  const { page } = await open();
  await goTo(page, 'Contacts');
  const row = page.getByRole('row', { name: /^Björn Åkesson/ });
  await row.focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('row', { name: /^Cecilia Ek/ })).toBeFocused();
  await page.keyboard.press('ContextMenu');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.getByRole('menuitemcheckbox', { name: 'Favourite' }).press('Enter');
  await expect(page.getByRole('row', { name: /^Cecilia Ek.*Favourite/ })).toBeVisible();
});

test('a number is blocked and let in again', async ({ open }) => {
  const { page } = await open();
  await goTo(page, 'Contacts');
  await page
    .getByRole('navigation', { name: 'Groups' })
    .getByRole('button', { name: /^Blocked/ })
    .click();
  await page.getByRole('button', { name: 'Block a number' }).click();
  const dialog = page.getByRole('dialog', { name: 'Block a number' });
  await dialog.getByRole('textbox', { name: 'Number' }).fill('+46701112233');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const row = page.getByRole('grid', { name: 'Blocked' }).getByRole('row');
  await expect(row).toHaveCount(1);
  await row.focus();
  await page.keyboard.press('Delete');
  await expect(page.getByText('Nobody is blocked')).toBeVisible();
});

test('Tell me when free: asked for on the card, told once wherever one is', async ({ open, script }) => {
  const { page } = await open();
  await goTo(page, 'Contacts');
  await page.getByRole('row', { name: /^Björn Åkesson/ }).click();
  const asked = page.getByRole('button', { name: 'Tell me when free' });
  await asked.click();
  await expect(asked).toHaveAttribute('aria-pressed', 'true');
  await goTo(page, 'Help');
  script.says({ type: 'contacts.isFree', userId: bjorn.userId as UserId, name: bjorn.name, atMs: Date.now() });
  // The live region says it with what can be pressed.
  await expect(page.getByText('Björn Åkesson is free now', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Call', exact: true }).click();
  await expect.poll(() => script.invites.map(({ target }) => target)).toEqual(['1002']);
});

test('where there is little room the groups are behind the name of the chosen one', async ({ open }) => {
  const { page } = await open({ viewport: { width: 320, height: 720 } });
  await goTo(page, 'Contacts');
  await page.getByRole('button', { name: 'All contacts' }).click();
  await page.getByRole('navigation', { name: 'Groups' }).getByRole('button', { name: /^VIP/ }).click();
  await expect(page.getByText('No VIP')).toBeVisible();
});

for (const theme of ['default', 'dark', 'contrast'] as const)
  test(`list, card and dialogs are free of axe findings in the theme ${theme}`, async ({ openInTeams }) => {
    const { page, tab } = await openInTeams({ theme });
    await goTo(tab, 'Contacts');
    await tab.getByRole('row', { name: /^Björn Åkesson/ }).click();
    const card = tab.getByRole('article', { name: 'Contact card' });
    await card.getByRole('button', { name: 'Favourite' }).click();
    await card.getByRole('button', { name: 'VIP' }).click();
    await expect(tab.getByRole('row', { name: /^Björn Åkesson.*VIP/ })).toBeVisible();
    await isAccessible(page, 'card');
    await tab.getByRole('button', { name: 'New contact' }).click();
    await expect(tab.getByRole('dialog', { name: 'New contact' })).toBeVisible();
    await isAccessible(page, 'dialog');
  });

test('from the field one goes down into the list, and the arrows go on', async ({ open }) => {
  const { page } = await open();
  await goTo(page, 'Contacts');
  const field = page.getByRole('searchbox', { name: 'Find in contacts' });
  await field.fill('ce');
  await expect(page.getByRole('row', { name: /^Björn Åkesson/ })).toBeHidden();
  const first = page.getByRole('grid', { name: 'All contacts' }).getByRole('row').first();
  await expect(first).toHaveAccessibleName(/^Cecilia Ek/);
  await field.press('ArrowDown');
  await expect(first).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('article').getByRole('heading', { name: 'Cecilia Ek' })).toBeVisible();
});

for (const size of [
  { width: 320, height: 640 },
  { width: 1024, height: 400 },
]) {
  test(`the menu of a row is whole in a window of ${size.width} by ${size.height}`, async ({ open }) => {
    const { page } = await open({ viewport: size });
    await goTo(page, 'Contacts');
    await page.getByRole('row', { name: /^Cecilia Ek/ }).click({ button: 'right' });
    const menu = page.getByRole('menu');
    await expect(menu).toBeVisible();
    await expect(menu).toBeInViewport(inWhole);
    const last = menu.getByRole('menuitem', { name: 'Add to group' });
    await last.scrollIntoViewIfNeeded();
    await expect(last).toBeInViewport(inWhole);
    await menu.getByRole('menuitem').first().scrollIntoViewIfNeeded();
    await expect(menu.getByRole('menuitem').first()).toBeInViewport(inWhole);
  });
}

test('on 320 px the groups come in the place of the menu, by keyboard too, and go back to it', async ({ open }) => {
  const { page } = await open({ viewport: { width: 320, height: 640 } });
  await goTo(page, 'Contacts');
  await page.getByRole('row', { name: /^Cecilia Ek/ }).click({ button: 'right' });
  const menu = page.getByRole('menu');
  const entry = menu.getByRole('menuitem', { name: 'Add to group' });
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  await entry.focus();
  await page.keyboard.press('Enter');
  await expect(menu).toHaveCount(1);
  await expect(menu).toHaveAccessibleName('Add to group');
  await expect(menu.getByRole('menuitem', { name: 'Back' })).toBeFocused();
  await expect(menu.getByRole('menuitem', { name: 'New group' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(entry).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
});

test('the longest name takes three lines of a card on 320 px, and is whole where it is pointed at', async ({
  open,
  script,
}) => {
  const name = `${'Karl-Fredrik '.repeat(4)}Rosenqvist`;
  script.contacts.push(aContact({ id: contactId(40), userId: null, line: null, displayName: name }));
  const { page } = await open({ viewport: { width: 320, height: 640 } });
  await goTo(page, 'Contacts');
  await page.getByRole('row', { name: /^Karl-Fredrik/ }).click();
  const heading = page.getByRole('article').getByRole('heading', { name });
  await expect(heading).toHaveAttribute('title', name);
  const lines = await heading.evaluate(
    (each) => each.clientHeight / Number.parseFloat(getComputedStyle(each).lineHeight),
  );
  expect(Math.round(lines)).toBeLessThanOrEqual(3);
});

test('where a finger may press, a row’s buttons leave its line in sight', async ({ open }) => {
  const { page } = await open({ viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true });
  await goTo(page, 'Contacts');
  const row = page.getByRole('row', { name: /^Cecilia Ek/ });
  const line = row.locator('[data-line]');
  await expect(line).toBeVisible();
  const [word, call] = [await line.boundingBox(), await row.getByRole('button', { name: /^Call/ }).boundingBox()];
  expect((word?.x ?? 0) + (word?.width ?? 0)).toBeLessThanOrEqual(call?.x ?? 0);
});

import { expect, test } from './people';

test('what Anna sets is on Björn’s screen with its end, and goes when she resets it', async ({ open }) => {
  const anna = await open('anna');
  const bjorn = await open('bjorn');
  for (const person of [anna, bjorn]) await expect(person.tab.getByText('Rings on')).toBeVisible();
  const field = bjorn.tab.getByRole('combobox', { name: 'Search or enter a number' });
  await field.fill('anna lind');
  const hit = bjorn.tab.getByRole('row', { name: /Anna Lind/ });
  await expect(hit).toContainText('Available');

  await anna.tab.getByRole('button', { name: 'Activity: Available' }).click();
  await anna.tab.getByRole('menuitem', { name: /^Busy 120 min/ }).click();
  const button = anna.tab.getByRole('button', { name: /^Activity: Busy until (\w{3} )?\d\d:\d\d$/ });
  await expect(button).toBeVisible();
  const end = / until (.+)$/.exec((await button.getAttribute('aria-label')) ?? '')?.[1] ?? '';
  await expect(hit).toContainText(`Busy until ${end}`);

  await button.click();
  await anna.tab.getByRole('menuitemradio', { name: 'Lunch' }).click();
  await anna.tab.getByRole('dialog', { name: 'Set activity' }).getByRole('textbox', { name: 'Message' }).fill('Ute');
  await expect(hit).toContainText('Lunch until');
  await anna.tab
    .getByRole('dialog', { name: 'Set activity' })
    .getByRole('button', { name: 'Set', exact: true })
    .click();
  await anna.tab.getByRole('button', { name: 'Profile' }).click();
  const status = anna.tab.getByRole('textbox', { name: 'Status message' });
  await status.fill('Nås på mobilen');
  await status.press('Enter');
  await expect(hit).toContainText('Nås på mobilen');
  await anna.page.keyboard.press('Escape');

  await anna.tab.getByRole('button', { name: /^Activity: Lunch/ }).click();
  await anna.tab.getByRole('menuitem', { name: 'Reset activity' }).click();
  await expect(hit).toContainText('Available');
});

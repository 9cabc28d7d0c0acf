import { expect, isPhone, test } from './screen';

test('pressed again it shows the own window that is open, not a second one', async ({ openInTeams }) => {
  const anna = await openInTeams();
  await isPhone(anna.tab);
  const opened = anna.context.waitForEvent('page');
  await anna.button('Profile').click();
  await anna.button('Open in own window').click();
  await expect((await opened).getByText(/^Rings on: .*this window/)).toBeVisible();
  await expect(anna.tab.getByRole('region', { name: 'Own window' })).toBeVisible();
  const pages = anna.context.pages().length;
  await anna.button('Profile').click();
  await anna.button('Open in own window').click();
  await anna.tab.getByRole('region', { name: 'Own window' }).getByRole('button', { name: 'Show it' }).click();
  expect(anna.context.pages()).toHaveLength(pages);
});

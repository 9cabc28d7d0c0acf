import { definitionOf } from '../../tabs/fakes/activity-samples';
import { bjorn } from './script';
import { expect, goTo, isAccessible, isPhone, test } from './screen';

const idOf = (key: string) => definitionOf(key).id;

test('shortcuts are changed, ordered, added and taken away, and are the organisation’s again', async ({
  open,
  script,
}) => {
  const { page } = await open();
  await isPhone(page);
  await goTo(page, 'Settings');
  const part = page.getByRole('region', { name: 'Activity shortcuts' });
  await part.getByRole('spinbutton', { name: 'Minutes' }).first().fill('90');
  await part.getByRole('spinbutton', { name: 'Minutes' }).first().press('Enter');
  await expect.poll(() => script.shortcuts?.[0]).toEqual({ activityId: idOf('busy'), end: { minutes: 90 } });
  await part.getByRole('button', { name: 'Move down Busy 90 min' }).click();
  await expect.poll(() => script.shortcuts?.[1]?.activityId).toBe(idOf('busy'));
  await part.getByRole('button', { name: 'Remove Gone for the day' }).click();
  await expect.poll(() => script.shortcuts?.length).toBe(2);
  await part.getByRole('button', { name: 'Add shortcut' }).click();
  await part.getByRole('combobox', { name: 'Activity' }).last().selectOption('Lunch');
  await part.getByRole('combobox', { name: 'How long' }).last().selectOption('Until the next working day');
  await expect.poll(() => script.shortcuts?.[2]).toEqual({ activityId: idOf('lunch'), end: 'nextWorkday' });
  await page.getByRole('button', { name: /^Activity: / }).click();
  await expect(page.getByRole('menuitem')).toHaveText([/Back soon 15 min/, /Busy 90 min/, /Lunch/]);
  await page.keyboard.press('Escape');
  await part.getByRole('button', { name: 'As the organisation' }).click();
  await expect.poll(() => script.shortcuts).toBeNull();
});

test('colleagues who may set my activity are added and taken away', async ({ open, script }) => {
  const { page } = await open();
  await isPhone(page);
  await goTo(page, 'Settings');
  const part = page.getByRole('region', { name: 'Colleagues who may set my activity' });
  await part.getByRole('searchbox', { name: 'Add colleague' }).fill('björn');
  await part.getByRole('button', { name: 'Björn Åkesson' }).click();
  await expect.poll(() => script.delegates).toEqual([bjorn.userId]);
  await part.getByRole('button', { name: 'Remove Björn Åkesson' }).click();
  await expect.poll(() => script.delegates).toEqual([]);
});

test('on the card of a colleague whose activity I may set it is set for that person', async ({ open, script }) => {
  const userId = bjorn.userId;
  if (userId === null) throw new Error('a colleague');
  script.mayBeSet = [userId];
  const { page } = await open();
  await isPhone(page);
  await goTo(page, 'Contacts');
  await page.getByText('Björn Åkesson').first().click();
  await page.getByRole('button', { name: 'Set activity for Björn Åkesson' }).click();
  await page.getByRole('menuitemradio', { name: 'Sick' }).click();
  await expect
    .poll(() => script.commands)
    .toEqual([{ name: 'activity.set', userId, activityId: idOf('sick'), end: null, message: null }]);
  await page.getByText('Cecilia Ek').first().click();
  await expect(page.getByRole('article', { name: 'Contact card' })).toContainText('Cecilia Ek');
  await expect(page.getByRole('button', { name: /^Set activity for/ })).toHaveCount(0);
});

test('the settings fit a narrow page, and axe finds nothing in them', async ({ open }) => {
  const { page } = await open({ viewport: { width: 320, height: 700 } });
  await goTo(page, 'Settings');
  await expect(page.getByRole('button', { name: 'Add shortcut' })).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(320);
  await isAccessible(page, 'settings', [
    '[aria-labelledby=settings-activities]',
    '[aria-labelledby=settings-delegates]',
  ]);
});

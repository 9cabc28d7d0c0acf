import { me } from '../../tabs/fakes/samples';
import { expect, inWhole, isPhone, test } from './screen';

test.use({ start: { me: { ...me, roles: ['user' as const, 'administrator' as const] } } });
const query = '/tab/?as=anna#/administration/activities';

test('an activity is added with its names in both languages, and stands in the list', async ({ open }) => {
  const { page } = await open({ query });
  await isPhone(page);
  const list = page.getByRole('region', { name: 'Activities' });
  await expect(list.getByRole('listitem').filter({ hasText: 'code' })).toHaveCount(10);
  await page.getByRole('button', { name: 'Add activity' }).click();
  const form = page.getByRole('form', { name: 'New activity' });
  await expect(form.getByRole('button', { name: 'Save' })).toBeDisabled();
  await form.getByRole('textbox', { name: 'Name in Swedish' }).fill('Kurs');
  await form.getByRole('textbox', { name: 'Name in English' }).fill('Course');
  await form.getByRole('textbox', { name: 'Code on desk phones' }).fill('1x1');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form).toHaveCount(0);
  await expect(list.getByRole('button', { name: /^Course code 11/ })).toBeVisible();
});

test('they are put in order, and one is opened by its address', async ({ open }) => {
  const { page } = await open({ query });
  await isPhone(page);
  await page.getByRole('button', { name: 'Move up Lunch' }).click();
  await expect(page.getByRole('region', { name: 'Activities' }).getByRole('listitem').nth(1)).toContainText('Lunch');
  await page.getByRole('button', { name: /^Available/ }).click();
  await expect(page.getByRole('form', { name: 'Available' })).toBeVisible();
  // What is needed cannot be put away.
  await expect(page.getByRole('checkbox', { name: /^Put away/ })).toHaveCount(0);
  expect(page.url()).toContain('#/administration/activities/');
});

test('on 320 px whoever adds or opens one is led to its fields, and back to where it was pressed', async ({ open }) => {
  const { page } = await open({ query, viewport: { width: 320, height: 640 } });
  await isPhone(page);
  for (const [button, form] of [
    ['Add activity', 'New activity'],
    [/^Lunch/, 'Lunch'],
  ] as const) {
    const pressed = page.getByRole('region', { name: 'Activities' }).getByRole('button', { name: button });
    await pressed.click();
    const name = page.getByRole('form', { name: form }).getByRole('textbox', { name: 'Name in Swedish' });
    await expect(name).toBeFocused();
    await expect(name).toBeInViewport(inWhole);
    await page.getByRole('form', { name: form }).getByRole('button', { name: 'Cancel' }).click();
    await expect(pressed).toBeFocused();
  }
});

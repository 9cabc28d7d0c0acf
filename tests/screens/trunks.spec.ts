import { me } from '../../tabs/fakes/samples';
import { expect, isPhone, test } from './screen';

test.use({ start: { me: { ...me, roles: ['user' as const, 'administrator' as const] } } });
const query = '/tab/?as=anna#/administration/trunks';

test('each trunk says how it does, and they are put in order', async ({ open }) => {
  const { page } = await open({ query });
  await isPhone(page);
  const rows = page.getByRole('list', { name: 'Trunks' }).getByRole('listitem');
  await expect(rows.nth(0)).toContainText('Telefonbolaget');
  await expect(rows.nth(0).getByRole('status')).toHaveText('Registered');
  await expect(rows.nth(1).getByRole('status')).toHaveText('The operator does not answer');
  await page.getByRole('button', { name: 'Move Reserven up' }).click();
  await expect(rows.nth(0)).toContainText('Reserven');
  const up = page.getByRole('button', { name: 'Move Telefonbolaget up' });
  await up.press('Enter');
  await expect(rows.nth(0)).toContainText('Telefonbolaget');
  // It can go no further up, and is where the keys are still.
  await expect(up).toBeDisabled();
  await expect(up).toBeFocused();
});

test('one is added with what the operator said; what is no host, port or number is told where it stands', async ({
  open,
}) => {
  const { page } = await open({ query, viewport: { width: 320, height: 700 } });
  await isPhone(page);
  await page.getByRole('button', { name: 'Add trunk' }).click();
  const drawer = page.getByRole('dialog', { name: 'New trunk' });
  const save = drawer.getByRole('button', { name: 'Save' });
  await drawer.getByRole('textbox', { name: 'Name', exact: true }).fill('Bolaget');
  await drawer.getByRole('textbox', { name: 'Host' }).fill('sip operator');
  await expect(drawer.getByText('Is no name of a host, and no address.')).toBeVisible();
  await drawer.getByRole('textbox', { name: 'Host' }).fill('sip.bolaget.example');
  await drawer.getByRole('textbox', { name: 'Port' }).fill('70000');
  await expect(drawer.getByText('A number from 1 to 65535.')).toBeVisible();
  await drawer.getByRole('textbox', { name: 'Port' }).fill('');
  await expect(drawer.getByText('An account that registers needs a name.')).toBeVisible();
  await expect(save).toBeDisabled();
  await drawer.getByRole('textbox', { name: 'Account' }).fill('46851920000');
  await drawer.getByLabel('Password').fill('secret');
  const codecs = drawer.getByRole('group', { name: 'Codecs, the best first' }).getByRole('checkbox');
  for (const codec of await codecs.all()) await codec.uncheck();
  await expect(drawer.getByText('Without a codec nobody hears anything. Choose at least one.')).toBeVisible();
  await expect(save).toBeDisabled();
  await codecs.nth(2).check();
  await codecs.nth(0).check();
  await expect(drawer.getByRole('checkbox', { name: 'G.711 A-law (2)' })).toBeChecked();
  await save.click();
  await expect(page.getByText('The trunk Bolaget is saved.').last()).toBeVisible();
  const added = page.getByRole('dialog', { name: 'Bolaget' });
  await expect(added).toBeFocused();
  // The list is behind it.
  await expect(added.getByText('Registering…')).toBeVisible();
  await expect(page.getByText('There is one. Leave this empty to keep it.')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  const trial = page.getByRole('region', { name: 'Test call' });
  const frame = await trial.getByRole('textbox').locator('..').boundingBox();
  const beside = await trial.getByRole('button', { name: 'Call' }).boundingBox();
  expect(beside?.x).toBeGreaterThan((frame?.x ?? 0) + (frame?.width ?? 0));
  await added.getByLabel('Password').fill('another');
  await added.getByRole('button', { name: 'Save' }).click();
  await expect(added.getByLabel('Password')).toHaveValue('');
  // All of it is saved: it goes without a question.
  await page.keyboard.press('Escape');
  await expect(added).toHaveCount(0);
  await page.getByRole('button', { name: /^Bolaget/ }).click();
  await page.getByRole('dialog', { name: 'Bolaget' }).getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('list', { name: 'Trunks' }).getByRole('listitem')).toHaveCount(2);
});

test('a test call says what becomes of it, and is ended; no help is called for a test', async ({ open }) => {
  const { page } = await open({ query });
  await isPhone(page);
  await page.getByRole('button', { name: /^Telefonbolaget/ }).click();
  const drawer = page.getByRole('dialog', { name: 'Telefonbolaget' });
  const test = drawer.getByRole('region', { name: 'Test call' });
  await test.getByRole('textbox', { name: 'Number to call' }).fill('112');
  await test.getByRole('button', { name: 'Call' }).click();
  await expect(
    page.getByText('Emergency numbers are not called for a test. Choose another number.').last(),
  ).toBeVisible();
  await test.getByRole('textbox', { name: 'Number to call' }).fill('070-174 06 99');
  await test.getByRole('button', { name: 'Call' }).click();
  await expect(test.getByRole('status')).toHaveText('It rings at +46 70 174 06 99.');
  await test.getByRole('button', { name: 'Hang up' }).click();
  await expect(test.getByRole('status')).toHaveText(
    'The call to +46 70 174 06 99 came to nothing: The telephone network is out of reach. The operator answered 503.',
  );
});

test('what is saved is said to be, and the keys stay in the drawer', async ({ open }) => {
  const { page } = await open({ query });
  await isPhone(page);
  await page.getByRole('button', { name: /^Telefonbolaget/ }).press('Enter');
  const drawer = page.getByRole('dialog', { name: 'Telefonbolaget' });
  await drawer.getByRole('textbox', { name: 'Port' }).fill('5062');
  await drawer.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(page.getByText('The trunk Telefonbolaget is saved.').last()).toBeVisible();
  await expect(drawer.getByRole('button', { name: 'Save' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Telefonbolaget/ })).toBeFocused();
});

test('one that is deleted comes back', async ({ open }) => {
  const { page } = await open({ query });
  await isPhone(page);
  await page.getByRole('button', { name: /^Telefonbolaget/ }).click();
  await page.getByRole('dialog', { name: 'Telefonbolaget' }).getByRole('button', { name: 'Delete' }).click();
  const rows = page.getByRole('list', { name: 'Trunks' }).getByRole('listitem');
  await expect(rows).toHaveCount(1);
  await expect(rows.getByRole('button').first()).toBeFocused();
  // There is nowhere to move it to.
  await expect(rows.getByRole('button')).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rows).toHaveCount(2);
});

import type { Locator, Page } from 'playwright/test';
import { me } from '../../tabs/fakes/samples';
import { expect, goTo, isAccessible, isPhone, test } from './screen';

test.use({ start: { me: { ...me, roles: ['user' as const, 'administrator' as const] } } });
const query = '/tab/?as=anna#/administration/answer-groups';
const rows = (page: Page): Locator => page.getByRole('list', { name: 'Answer groups' }).getByRole('listitem');
const open = (page: Page, name: string): Promise<void> =>
  rows(page)
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click();
const saved = (page: Page, name: string): Locator => page.getByText(`The answer group ${name} is saved.`).last();

test('each group says its numbers, how it rings and how many answer', async ({ open: openTab }) => {
  const { page } = await openTab({ query });
  await isPhone(page);
  await expect(rows(page).nth(0)).toContainText('Sales');
  await expect(rows(page).nth(1)).toContainText('1901');
  await expect(rows(page).nth(1)).toContainText('Rings all · 2 agents');
  await open(page, 'Support');
  const drawer = page.getByRole('dialog', { name: 'Support' });
  const agents = drawer.getByRole('list', { name: 'Agents in their order' }).getByRole('listitem');
  await expect(agents).toHaveText([/Björn Åkesson/, /Cecilia Ek/]);
  await expect(drawer.getByRole('button', { name: 'Remove Eva Nyström' })).toBeVisible();
  await expect(drawer.getByRole('textbox', { name: 'Longest wait, seconds' })).toHaveValue('1200');
  await expect(drawer.getByRole('combobox', { name: 'The wait is too long' })).toContainText('Sales');
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
});

test('one is added on the smallest screen; what is no number or leads to nobody is told where it stands', async ({
  open: openTab,
}) => {
  const { page } = await openTab({ query, viewport: { width: 320, height: 700 } });
  await isPhone(page);
  await page.getByRole('button', { name: 'Add answer group' }).click();
  const drawer = page.getByRole('dialog', { name: 'New answer group' });
  const save = drawer.getByRole('button', { name: 'Save' });
  await expect(save).toBeDisabled();
  await drawer.getByRole('textbox', { name: 'Name', exact: true }).fill('Växeln');
  await drawer.getByRole('textbox', { name: 'Extension' }).fill('19x');
  await expect(drawer.getByText('Digits only, at most 10.')).toBeVisible();
  await drawer.getByRole('textbox', { name: 'Extension' }).fill('1903');
  await expect(save).toBeEnabled();
  await drawer.getByRole('textbox', { name: 'Rings at an agent, seconds' }).fill('2');
  await expect(drawer.getByText('A number from 5 to 180.')).toBeVisible();
  await drawer.getByRole('textbox', { name: 'Rings at an agent, seconds' }).fill('15');
  await drawer.getByRole('combobox', { name: 'The wait is too long' }).selectOption('To a colleague');
  await expect(drawer.getByText('Choose to whom, or to which number.')).toBeVisible();
  await expect(save).toBeDisabled();
  await drawer.getByRole('combobox', { name: 'The wait is too long: to' }).fill('Cecilia Ek');
  await expect(save).toBeEnabled();
  await drawer.getByRole('combobox', { name: 'Add agent' }).fill('Björn Åkesson');
  await expect(drawer.getByRole('button', { name: 'Take out Björn Åkesson' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  const overflow = await drawer.evaluate((each) => each.scrollWidth - each.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  // The list of colleagues lies over what is below it.
  await save.press('Enter');
  await expect(saved(page, 'Växeln')).toBeVisible();
  await expect(page.getByRole('dialog', { name: 'Växeln' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(rows(page)).toHaveCount(3);
});

test('agents are put in order, get tiers and go; what others have already is refused', async ({ open: openTab }) => {
  const { page } = await openTab({ query });
  await isPhone(page);
  await open(page, 'Support');
  const drawer = page.getByRole('dialog', { name: 'Support' });
  const agents = drawer.getByRole('list', { name: 'Agents in their order' }).getByRole('listitem');
  await drawer.getByRole('button', { name: 'Move Cecilia Ek up' }).press('Enter');
  await expect(agents).toHaveText([/Cecilia Ek/, /Björn Åkesson/]);
  await expect(drawer.getByRole('button', { name: 'Move Cecilia Ek up' })).toBeFocused();
  await drawer.getByRole('combobox', { name: 'Tier of Cecilia Ek' }).selectOption('Tier 2');
  await drawer.getByRole('combobox', { name: 'How the group rings' }).selectOption('Rings by skill');
  await drawer.getByRole('textbox', { name: 'Skills of Cecilia Ek' }).fill('svenska');
  await expect(drawer.getByText('Each skill has a level')).toBeVisible();
  await drawer.getByRole('textbox', { name: 'Skills of Cecilia Ek' }).fill('svenska 3');
  await drawer.getByRole('button', { name: 'Take out Cecilia Ek' }).press('Enter');
  await expect(drawer.getByRole('button', { name: 'Take out Björn Åkesson' })).toBeVisible();
  await drawer.getByRole('textbox', { name: 'Extension' }).fill('1001');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(drawer.getByText('Another person or answer group has that extension.')).toBeVisible();
  await expect(drawer.getByRole('textbox', { name: 'Extension' })).toBeFocused();
  await expect(drawer.getByRole('textbox', { name: 'Extension' })).toHaveAttribute('aria-invalid', 'true');
  await expect(rows(page).nth(1)).toContainText('1901');
  await drawer.getByRole('textbox', { name: 'Extension' }).fill('1909');
  await drawer.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(saved(page, 'Support')).toBeVisible();
  await expect(drawer.getByRole('button', { name: 'Save' })).toBeFocused();
  await expect(rows(page).nth(1)).toContainText('1909');
  await expect(rows(page).nth(1)).toContainText('1 agent');
});

test('a group has VIP numbers, one a line, and keeps callers for the agent of last time', async ({ open: openTab }) => {
  const { page } = await openTab({ query, viewport: { width: 320, height: 700 } });
  await isPhone(page);
  await open(page, 'Support');
  const drawer = page.getByRole('dialog', { name: 'Support' });
  const vips = drawer.getByRole('textbox', { name: 'VIP numbers' });
  await vips.fill('+46701234567\n+46701234568');
  await drawer.getByRole('textbox', { name: 'Priority of VIPs' }).fill('101');
  await expect(drawer.getByText('A number from 1 to 100.')).toBeVisible();
  await drawer.getByRole('textbox', { name: 'Priority of VIPs' }).fill('20');
  await drawer.getByRole('textbox', { name: 'Wait for the last agent, seconds' }).fill('20');
  await drawer.getByRole('textbox', { name: 'Remember the last agent for … days' }).fill('14');
  expect(await drawer.evaluate((each) => each.scrollWidth - each.clientWidth)).toBeLessThanOrEqual(0);
  await drawer.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(saved(page, 'Support')).toBeVisible();
  await page.keyboard.press('Escape');
  await open(page, 'Support');
  await expect(vips).toHaveValue('+46701234567\n+46701234568');
  await expect(drawer.getByRole('textbox', { name: 'Remember the last agent for … days' })).toHaveValue('14');
});

test('a group has hours of its own, and says where callers go when it is closed', async ({ open: openTab }) => {
  const { page } = await openTab({ query });
  await isPhone(page);
  await open(page, 'Support');
  const drawer = page.getByRole('dialog', { name: 'Support' });
  const save = drawer.getByRole('button', { name: 'Save' });
  await drawer.getByRole('combobox', { name: 'Open', exact: true }).selectOption('In hours of its own');
  await expect(drawer.getByRole('alert')).toHaveText('Add hours, each with its days.');
  await expect(save).toBeDisabled();
  await drawer.getByRole('button', { name: 'Add opening hours' }).press('Enter');
  await expect(save).toBeEnabled();
  await drawer
    .getByRole('checkbox', { name: 'Who still waits at closing goes where callers of a closed group go' })
    .check();
  await drawer.getByRole('combobox', { name: 'The group is closed' }).selectOption('The call ends');
  await save.press('Enter');
  await expect(saved(page, 'Support')).toBeVisible();
  await page.keyboard.press('Escape');
  await open(page, 'Support');
  await expect(drawer.getByRole('combobox', { name: 'Open', exact: true })).toHaveValue('own');
  await expect(drawer.getByRole('combobox', { name: 'The group is closed' })).toHaveValue('end');
  await expect(drawer.getByRole('checkbox', { name: 'Closed on the closed days of the organisation' })).toBeChecked();
});

test('callers are told that somebody may listen, unless the group says otherwise', async ({ open: openTab }) => {
  const { page } = await openTab({ query });
  await isPhone(page);
  await open(page, 'Support');
  const drawer = page.getByRole('dialog', { name: 'Support' });
  const tells = drawer.getByRole('checkbox', { name: 'A voice tells callers that a supervisor may listen' });
  await expect(tells).toBeChecked();
  await tells.uncheck();
  await drawer.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(saved(page, 'Support')).toBeVisible();
  await page.keyboard.press('Escape');
  await open(page, 'Support');
  await expect(tells).not.toBeChecked();
});

test('what callers hear is chosen among the sounds of the group; a new group begins with the standard ones', async ({
  open: openTab,
}) => {
  const { page } = await openTab({ query, viewport: { width: 320, height: 700 } });
  await isPhone(page);
  await page.getByRole('button', { name: 'Add answer group' }).click();
  const added = page.getByRole('dialog', { name: 'New answer group' });
  await expect(added.getByRole('combobox', { name: 'Welcome' })).toHaveValue('standard');
  await expect(added.getByRole('checkbox', { name: 'Tell callers their place in line' })).toBeChecked();
  await expect(added.getByText('Save the group, and you can record')).toBeVisible();
  await page.keyboard.press('Escape');
  await open(page, 'Support');
  const drawer = page.getByRole('dialog', { name: 'Support' });
  const welcome = drawer.getByRole('combobox', { name: 'Welcome' });
  await expect(welcome).toHaveValue('none');
  await expect(drawer.getByRole('button', { name: 'Upload' })).toBeDisabled();
  await drawer.getByRole('textbox', { name: 'Name of a new sound' }).fill('Hello');
  const file = { name: 'hello.wav', mimeType: 'audio/wav', buffer: Buffer.from('a sound') };
  await drawer.getByLabel('Upload').last().setInputFiles(file);
  const sounds = drawer.getByRole('list', { name: 'Sounds of the group' }).getByRole('listitem');
  await expect(sounds).toHaveText([/Hello/]);
  await welcome.selectOption('Hello');
  await drawer.getByRole('checkbox', { name: 'Tell callers how long it takes' }).check();
  await drawer.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(saved(page, 'Support')).toBeVisible();
  await page.keyboard.press('Escape');
  await open(page, 'Support');
  await expect(welcome.locator('option:checked')).toHaveText('Hello');
  await expect(drawer.getByRole('checkbox', { name: 'Tell callers how long it takes' })).toBeChecked();
  await drawer.getByRole('button', { name: 'Delete sound: Hello' }).click();
  await expect(sounds).toHaveCount(0);
  await expect(welcome).toHaveValue('standard');
});

test('what stands in the way of removing one is said; callers who wait go on when that is meant', async ({
  open: openTab,
}) => {
  const { page } = await openTab({ query });
  await isPhone(page);
  await open(page, 'Sales');
  await page.getByRole('dialog', { name: 'Sales' }).getByRole('button', { name: 'Remove', exact: true }).click();
  const asksSales = page.getByRole('alertdialog', { name: 'Remove Sales?' });
  await asksSales.getByRole('button', { name: 'Remove' }).click();
  await expect(asksSales).toContainText('Other answer groups send their callers here. Change them first. Support');
  await expect(asksSales.getByRole('button', { name: 'Remove' })).toBeDisabled();
  await asksSales.getByRole('button', { name: 'Cancel' }).click();
  await page.keyboard.press('Escape');
  await open(page, 'Support');
  await page.getByRole('dialog', { name: 'Support' }).getByRole('button', { name: 'Remove', exact: true }).click();
  const asks = page.getByRole('alertdialog', { name: 'Remove Support?' });
  await asks.getByRole('button', { name: 'Remove' }).click();
  await asks.getByRole('button', { name: 'Remove anyway' }).click();
  await expect(page.getByText('The answer group Support is removed.').last()).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
});

test('reasons of pauses are added, put in order and removed at once', async ({ open: openTab }) => {
  const { page } = await openTab({ query });
  await isPhone(page);
  await page.getByRole('button', { name: 'Reasons for pauses' }).click();
  const drawer = page.getByRole('dialog', { name: 'Reasons for pauses' });
  const reasons = drawer.getByRole('listitem');
  await expect(reasons).toHaveText(['Lunch', 'Möte']);
  await drawer.getByRole('textbox', { name: 'New reason' }).fill('Utbildning');
  await page.keyboard.press('Enter');
  await expect(reasons).toHaveText(['Lunch', 'Möte', 'Utbildning']);
  await drawer.getByRole('button', { name: 'Move Utbildning up' }).click();
  await expect(reasons).toHaveText(['Lunch', 'Utbildning', 'Möte']);
  await drawer.getByRole('button', { name: 'Remove Lunch' }).press('Enter');
  await expect(reasons).toHaveText(['Utbildning', 'Möte']);
  await expect(drawer.getByRole('button', { name: /Utbildning/ }).first()).toBeFocused();
});

test('what is not saved is thrown away only when that is meant, whichever way one goes', async ({ open: openTab }) => {
  const { page } = await openTab({ query });
  await isPhone(page);
  await open(page, 'Support');
  const drawer = page.getByRole('dialog', { name: 'Support' });
  const name = drawer.getByRole('textbox', { name: 'Name', exact: true });
  const asks = page.getByRole('alertdialog', { name: 'Discard changes?' });
  await name.fill('Kundtjänst');
  for (const go of [
    () => page.keyboard.press('Escape'),
    () => drawer.getByRole('button', { name: 'Close' }).click(),
    () => drawer.getByRole('button', { name: 'Cancel' }).click(),
    () => page.getByRole('tab', { name: 'People' }).click(),
    () => goTo(page, 'Contacts'),
  ]) {
    await name.focus();
    await go();
    await asks.getByRole('button', { name: 'Cancel' }).click();
    await expect(asks).toHaveCount(0);
    await expect(name).toHaveValue('Kundtjänst');
  }
  await name.focus();
  await page.keyboard.press('Escape');
  await expect(asks).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(asks).toHaveCount(0);
  await expect(name).toBeFocused();
  await page.keyboard.press('Escape');
  await asks.getByRole('button', { name: 'Discard' }).press('Enter');
  await expect(drawer).toHaveCount(0);
  await expect(rows(page).getByRole('button', { name: /^Support/ })).toBeFocused();
  await open(page, 'Support');
  await expect(name).toHaveValue('Support');
  await name.fill('Kundtjänst');
  await goTo(page, 'Contacts');
  await asks.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByRole('link', { name: 'Contacts' })).toHaveAttribute('aria-current', 'page');
  await goTo(page, 'Calls');
  await expect(page.getByRole('link', { name: 'Calls' })).toHaveAttribute('aria-current', 'page');
});

test('what is changed for several people is asked about, too, in Swedish', async ({ open: openTab }) => {
  const { page } = await openTab({ query: '/tab/?as=anna&locale=sv-SE#/administration/people' });
  await isPhone(page);
  await page.getByRole('checkbox', { name: 'Markera Anna Lind' }).check();
  await page.getByRole('button', { name: 'Ändra markerade' }).click();
  const drawer = page.getByRole('dialog').filter({ hasText: 'Avdelning' });
  await drawer.getByRole('textbox', { name: 'Avdelning' }).fill('Service');
  await page.keyboard.press('Escape');
  const asks = page.getByRole('alertdialog', { name: 'Kasta ändringarna?' });
  await asks.getByRole('button', { name: 'Avbryt' }).click();
  await expect(drawer.getByRole('textbox', { name: 'Avdelning' })).toHaveValue('Service');
  await drawer.getByRole('button', { name: 'Avbryt' }).click();
  await asks.getByRole('button', { name: 'Kasta' }).click();
  await expect(drawer).toHaveCount(0);
});

test('the row that is open can be read in high contrast', async ({ openInTeams }) => {
  const { page, tab } = await openInTeams({ theme: 'contrast' });
  await isPhone(tab);
  await goTo(tab, 'Administration');
  for (const [name, row] of [
    ['Answer groups', /^Support/],
    ['Trunks', /^Telefonbolaget/],
    ['Activities', /^Lunch/],
  ] as const) {
    await tab.getByRole('tab', { name }).click();
    await tab.getByRole('tabpanel').getByRole('button', { name: row }).click();
    await isAccessible(page, name);
  }
});

import type { Page } from 'playwright/test';
import { expect, inWhole, isAccessible, isPhone, test } from './screen';
import type { Screen, ScreenOptions } from './screen';
import { sofia } from './script';

const english = {
  query: '/tab/?as=anna#/settings',
  region: 'Incoming calls',
  list: 'Rules',
  add: 'Add rule',
  dialog: 'Rule',
  name: 'Name',
  caller: 'Caller',
  action: 'Action',
  save: 'Save',
};
const swedish = {
  query: '/tab/?as=anna&locale=sv-SE#/settings',
  region: 'Inkommande samtal',
  list: 'Regler',
  add: 'Lägg till regel',
  dialog: 'Regel',
  name: 'Namn',
  caller: 'Vem ringer',
  action: 'Åtgärd',
  save: 'Spara',
};
type Words = typeof english;

async function rules(open: (options?: ScreenOptions) => Promise<Screen>, words: Words, options: ScreenOptions = {}) {
  const { page } = await open({ ...options, query: words.query });
  await isPhone(page);
  const region = page.getByRole('region', { name: words.region });
  const list = region.getByRole('list', { name: words.list });
  await expect(region.getByRole('button', { name: words.add })).toBeVisible();
  return { page, region, list, entries: list.getByRole('listitem') };
}

/** @param caller as the choice is called; absent = anyone */
async function add(page: Page, words: Words, name: string, what: { caller?: string; action: string; to?: string }) {
  await page.getByRole('button', { name: words.add }).click();
  const dialog = page.getByRole('dialog', { name: words.dialog });
  await dialog.getByRole('textbox', { name: words.name }).fill(name);
  if (what.caller !== undefined) await dialog.getByLabel(words.caller).selectOption({ label: what.caller });
  await dialog.getByLabel(words.action, { exact: true }).selectOption({ label: what.action });
  if (what.to !== undefined) await dialog.getByRole('combobox').last().fill(what.to);
  await dialog.getByRole('button', { name: words.save }).click();
  await expect(dialog).toHaveCount(0);
}

test.describe('each rule is one sentence, in the reader’s language', () => {
  test('in English', async ({ open }) => {
    const { page, list } = await rules(open, english);
    await add(page, english, 'Outside', { caller: 'External', action: 'Forward', to: '0701234567' });
    await expect(
      list.getByRole('button', { name: 'Rule 1, Outside: When the caller is external: forward to 070-123 45 67.' }),
    ).toBeVisible();
    await add(page, english, 'Rest', { action: 'Busy' });
    await expect(list.getByRole('button', { name: 'Rule 2, Rest: Always: busy.' })).toBeVisible();
  });

  test('in Swedish', async ({ open }) => {
    const { page, list } = await rules(open, swedish);
    await add(page, swedish, 'Utifrån', { caller: 'Extern', action: 'Koppla vidare', to: '0701234567' });
    await expect(
      list.getByRole('button', { name: /^Regel 1, Utifrån: När den som ringer är extern: .* 070-123 45 67\.$/ }),
    ).toBeVisible();
  });
});

test('a rule leads to the voicemail, or to an answer group that is chosen', async ({ open }) => {
  const { page, list } = await rules(open, english);
  await add(page, english, 'Lunch', { action: 'To voicemail' });
  await expect(list.getByRole('button', { name: 'Rule 1, Lunch: Always: to voicemail.' })).toBeVisible();
  await page.getByRole('button', { name: english.add }).click();
  const dialog = page.getByRole('dialog', { name: english.dialog });
  await dialog.getByRole('textbox', { name: english.name }).fill('Others');
  await dialog.getByLabel(english.action, { exact: true }).selectOption({ label: 'To group' });
  await dialog.getByRole('button', { name: english.save }).click();
  await expect(dialog.getByText('Choose an answer group.')).toBeVisible();
  await dialog.getByLabel('Answer group').selectOption({ label: 'Support' });
  await dialog.getByRole('button', { name: english.save }).click();
  await expect(list.getByRole('button', { name: 'Rule 2, Others: Always: to the group Support.' })).toBeVisible();
});

test('what must be filled in is said, and nothing is stored before', async ({ open }) => {
  const { page, entries } = await rules(open, english);
  await page.getByRole('button', { name: 'Add rule' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rule' });
  await dialog.getByLabel('Action', { exact: true }).selectOption({ label: 'Forward' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toContainText('Give the rule a name.');
  await expect(dialog).toContainText('Choose a colleague, or enter a number.');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(entries).toHaveCount(0);
});

for (const width of [320, 1024, 1400])
  test(`beside a rule that is being written a call is seen and answered as ever: ${width} px`, async ({
    open,
    script,
  }) => {
    const { page } = await rules(open, english, { viewport: { width, height: 700 } });
    await page.getByRole('button', { name: 'Add rule' }).click();
    const dialog = page.getByRole('dialog', { name: 'Rule' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Team');
    const call = script.rings(sofia);
    const card = page.getByRole('region', { name: `Call with ${sofia.name}` });
    await card.getByRole('button', { name: 'Answer' }).click();
    await expect(card).toHaveAttribute('data-call-state', 'active');
    call.ends('hungUp');
    // On a phone the calls lie over all.
    await expect(dialog.getByRole('button', { name: 'Save' })).toBeInViewport(inWhole);
    await dialog.getByRole('textbox', { name: 'Name' }).press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Add rule' })).toBeFocused();
  });

test('a colleague may ring also, after a while, set by keys alone; it says so, and keeps it', async ({ open }) => {
  const { page, list } = await rules(open, english, { viewport: { width: 320, height: 800 } });
  await page.getByRole('button', { name: 'Add rule' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rule' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Team');
  await dialog.getByLabel('Action', { exact: true }).selectOption({ label: 'Ring also' });
  await dialog.getByRole('spinbutton', { name: 'Seconds it rings' }).fill('20');
  await page.keyboard.press('Tab');
  const after = dialog.getByRole('combobox', { name: 'Rings also' });
  await expect(after).toBeFocused();
  await expect(after).toHaveValue('0');
  await after.selectOption({ label: 'After 20 s' });
  await page.keyboard.press('Tab');
  const also = dialog.getByRole('combobox', { name: 'Ring also at' });
  await expect(also).toBeFocused();
  await page.keyboard.type('björn å');
  // What was found for the first letters goes: one's own mobile is left, and he.
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(2);
  await expect(page.getByRole('option', { name: /^Björn Åkesson/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(also).toHaveValue('Björn Åkesson');
  // Nothing would be left of the twenty seconds.
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toContainText('Let it ring at least 5 seconds longer than this.');
  await isAccessible(page, 'rules', ['[role=dialog]']);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await after.selectOption({ label: 'After 10 s' });
  await expect(dialog.getByRole('status')).toHaveText('Always: ring for 20 s, and after 10 s also Björn Åkesson.');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  const name = 'Rule 1, Team: Always: ring for 20 s, and after 10 s also Björn Åkesson.';
  await list.getByRole('button', { name }).click();
  await expect(after).toHaveValue('10');
  await expect(also).toHaveValue('Björn Åkesson');
});

test('in Swedish a colleague rings also, at once or after a while', async ({ open }) => {
  const { page, list } = await rules(open, swedish);
  await add(page, swedish, 'Gruppen', { action: 'Ring även', to: 'Björn Åkesson' });
  await list.getByRole('button', { name: 'Regel 1, Gruppen: Alltid: ring, även Björn Åkesson, i 20 s.' }).click();
  const dialog = page.getByRole('dialog', { name: 'Regel' });
  await dialog.getByLabel('Ringer även', { exact: true }).selectOption({ label: 'Efter 5 s' });
  await dialog.getByRole('button', { name: 'Spara' }).click();
  await expect(
    list.getByRole('button', { name: 'Regel 1, Gruppen: Alltid: ring i 20 s, och efter 5 s även Björn Åkesson.' }),
  ).toBeVisible();
});

test('rules are put in order by keys, which is announced, and by dragging', async ({ open }) => {
  const { page, region, entries } = await rules(open, english);
  await add(page, english, 'First', { caller: 'Internal', action: 'Ring' });
  await add(page, english, 'Second', { caller: 'External', action: 'Busy' });
  await add(page, english, 'Third', { caller: 'Anonymous', action: 'Reject' });
  const up = entries.filter({ hasText: 'Third' }).getByRole('button', { name: 'Move up' });
  await up.focus();
  await page.keyboard.press('Enter');
  await expect(entries.nth(1)).toContainText('Third');
  await expect(region.getByText('Third is now number 2 of 3')).toBeAttached();
  // Whoever goes on pressing goes on moving the same rule.
  await expect(up).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(entries.nth(0)).toContainText('Third');
  await expect(up).toHaveAttribute('aria-disabled', 'true');
  await entries
    .filter({ hasText: 'Third' })
    .locator('[draggable]')
    .dragTo(entries.filter({ hasText: 'Second' }));
  await expect(entries.nth(2)).toContainText('Third');
  await expect(entries.nth(0)).toContainText('First');
});

test('a rule that never applies is marked, until what is before it is off', async ({ open }) => {
  const { page, entries } = await rules(open, english);
  await add(page, english, 'All', { action: 'Ring' });
  await add(page, english, 'Outside', { caller: 'External', action: 'Busy' });
  await expect(entries.nth(1)).toContainText('Never applies: All comes before it and always does.');
  await expect(entries.nth(0)).not.toContainText('Never applies');
  await page.getByRole('switch', { name: 'Use All' }).click();
  await expect(entries.nth(1)).not.toContainText('Never applies');
  await expect(entries.nth(0)).toContainText('Off');
});

test('a rule is deleted, and comes back where it was', async ({ open }) => {
  const { page, entries } = await rules(open, english);
  await add(page, english, 'First', { caller: 'Internal', action: 'Ring' });
  await add(page, english, 'Second', { caller: 'External', action: 'Busy' });
  await entries.nth(0).getByRole('button', { name: 'Delete rule' }).press('Enter');
  await expect(entries).toHaveCount(1);
  await expect(page.getByRole('button', { name: /^Rule 1, Second/ })).toBeFocused();
  await expect(page.getByText('First was deleted', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(entries).toHaveCount(2);
  await expect(entries.nth(0)).toContainText('First');
  for (const left of [1, 0]) {
    await entries.nth(0).getByRole('button', { name: 'Delete rule' }).press('Enter');
    await expect(entries).toHaveCount(left);
  }
  await expect(page.getByRole('button', { name: 'Add rule' })).toBeFocused();
});

for (const width of [320, 1_400])
  test(`rules, editor and Try it fit ${width} px, and axe finds nothing in them`, async ({ open }) => {
    const { page } = await rules(open, english, { viewport: { width, height: 800 } });
    await add(page, english, 'Outside', { caller: 'External', action: 'Forward', to: '0701234567' });
    await add(page, english, 'Never', { caller: 'External', action: 'Busy' });
    const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
    expect(await fits()).toBe(true);
    await isAccessible(page, 'rules', ['[aria-label="Rules"]']);
    await page.getByRole('button', { name: /^Rule 1, Outside/ }).click();
    await expect(page.getByRole('dialog', { name: 'Rule' })).toBeVisible();
    expect(await fits()).toBe(true);
    await isAccessible(page, 'rules', ['[role=dialog]']);
  });

// Or the picker of a time is black on black in a dark Teams on a light computer, and white on white the other way.
for (const [theme, computer] of [
  ['dark', 'light'],
  ['light', 'dark'],
] as const)
  test(`what the browser draws by itself is ${theme} in a ${theme} theme, on a ${computer} computer`, async ({
    open,
  }) => {
    const { page } = await open({ query: `/tab/?as=anna&theme=${theme}#/settings`, colorScheme: computer });
    await isPhone(page);
    await page.getByRole('button', { name: 'Add rule' }).click();
    const dialog = page.getByRole('dialog', { name: 'Rule' });
    await dialog.getByLabel('Time', { exact: true }).selectOption({ label: 'These times' });
    await expect(dialog.getByLabel('From')).toHaveCSS('color-scheme', theme);
  });

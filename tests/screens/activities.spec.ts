import type { Locator, Page } from 'playwright/test';
import { definitionOf } from '../../tabs/fakes/activity-samples';
import { anActivity } from '../../tabs/fakes/samples';
import { bjorn, sofia } from './script';
import { expect, isAccessible, isPhone, test } from './screen';

const header = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name });
const at = (hours: number): number => Date.now() + hours * 3_600_000;
const busy = {
  activityId: definitionOf('busy').id,
  name: definitionOf('busy').name,
  state: 'busy',
  icon: 'busy',
} as const;

test('a shortcut is one press, with its end to the minute, and the header shows what the server says', async ({
  open,
  script,
}) => {
  const { page } = await open();
  await isPhone(page);
  await header(page, 'Activity: Available').click();
  const shortcut = page.getByRole('menuitem', { name: /^Busy 120 min, until (\w{3} )?\d\d:\d\d$/ });
  await shortcut.click();
  await expect
    .poll(() => script.commands)
    .toEqual([{ name: 'activity.set', activityId: busy.activityId, end: { minutes: 120 }, message: null }]);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  script.sets(script.userId, { ...busy, source: 'set', sinceMs: Date.now(), untilMs: at(2) });
  await expect(header(page, /^Activity: Busy until (\w{3} )?\d\d:\d\d$/)).toBeFocused();
});

test('the list is named as the organisation names it, and Available never asks', async ({ open, script }) => {
  const { page } = await open();
  await isPhone(page);
  await header(page, 'Activity: Available').click();
  const names = ['Available', 'Meeting', 'Lunch', 'Busy', 'Travelling', 'Holiday', 'Sick', 'Caring for child'];
  await expect(page.getByRole('menuitemradio')).toHaveText(names);
  await expect(page.getByRole('menuitemradio', { name: 'Available' })).toBeChecked();
  await expect(page.getByRole('menuitem')).toHaveText([/Busy 120 min/, /Back soon 15 min/, /Gone for the day/]);
  await page.getByRole('menuitemradio', { name: 'Available' }).click();
  await expect.poll(() => script.commands).toMatchObject([{ activityId: definitionOf('available').id, end: null }]);
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('Lunch is set at once, and the dialog asks until when; Set alone is enough', async ({ open, script }) => {
  const { page } = await open();
  await isPhone(page);
  await header(page, 'Activity: Available').click();
  await page.getByRole('menuitemradio', { name: 'Lunch' }).click();
  const { id } = definitionOf('lunch');
  await expect.poll(() => script.commands).toMatchObject([{ activityId: id, end: { minutes: 60 } }]);
  const dialog = page.getByRole('dialog', { name: 'Set activity' });
  await expect(dialog.getByRole('textbox', { name: 'Until' })).toHaveValue(/^\d\d:\d\d$/);
  await dialog.getByRole('textbox', { name: 'Message' }).fill('Äter ute');
  await dialog.getByRole('button', { name: 'Set' }).click();
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => script.commands).toHaveLength(2);
  expect(script.commands[1]).toMatchObject({ activityId: id, message: 'Äter ute', end: { atMs: expect.any(Number) } });
  await expect(header(page, /^Activity: /)).toBeFocused();
});

test('whoever is faster than the focus of the dialog goes on writing where that is', async ({ open }) => {
  const { page } = await open();
  await isPhone(page);
  await header(page, 'Activity: Available').click();
  const lunch = page.getByRole('menuitemradio', { name: 'Lunch' });
  await expect(lunch).toBeVisible();
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1_000);
  await lunch.click();
  const message = page.getByRole('dialog', { name: 'Set activity' }).getByRole('textbox', { name: 'Message' });
  await message.focus();
  await page.clock.runFor(1_000);
  await expect(message).toBeFocused();
});

test('what is set is said aloud: at once, once more when Set is pressed, and when another sets it', async ({
  open,
  script,
}) => {
  const { page } = await open();
  await isPhone(page);
  const said = page.getByRole('status').filter({ hasText: /^Activity: / });
  await header(page, 'Activity: Available').click();
  await page.getByRole('menuitemradio', { name: 'Lunch' }).click();
  const { id, name } = definitionOf('lunch');
  const dialog = page.getByRole('dialog', { name: 'Set activity' });
  await dialog.getByRole('textbox', { name: 'Until' }).fill('23:59');
  await dialog.getByRole('button', { name: 'Set' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(said).toHaveText(/^Activity: Lunch until (\w{3} )?23:59$/);
  script.sets(script.userId, {
    activityId: id,
    name,
    source: 'set',
    sinceMs: Date.now(),
    untilMs: at(1),
    setBy: 'Eva',
  });
  await expect(said).not.toHaveText(/23:59$/);
  script.sets(script.userId, { ...anActivity().activity, source: 'default', untilMs: null });
  await expect(said).toHaveText('Activity: Available');
});

test('a time that is typed is that time; what is none is said so, and nothing is asked', async ({ open, script }) => {
  const { page } = await open({ timezoneId: 'Europe/Stockholm' });
  await isPhone(page);
  await header(page, 'Activity: Available').click();
  await page.getByRole('menuitemradio', { name: 'Travelling' }).click();
  const dialog = page.getByRole('dialog', { name: 'Set activity' });
  const until = dialog.getByRole('textbox', { name: 'Until' });
  await until.fill('noon');
  await dialog.getByRole('button', { name: 'Set' }).click();
  await expect(dialog.getByText('Write a time, such as 13:30.')).toBeVisible();
  expect(script.commands).toHaveLength(1);
  await until.fill('2031-03-05T1330');
  await expect(dialog.getByLabel('Day')).toHaveValue('2031-03-05');
  await dialog.getByRole('button', { name: 'Set' }).click();
  await expect.poll(() => script.commands).toHaveLength(2);
  expect(script.commands[1]).toMatchObject({ end: { atMs: Date.parse('2031-03-05T13:30+01:00') } });
});

test('Cancel and Escape bring back what was set before', async ({ open, script }) => {
  const { page } = await open();
  await isPhone(page);
  const untilMs = at(1);
  script.sets(script.userId, { ...busy, source: 'set', sinceMs: Date.now(), untilMs, message: 'Ring Eva' });
  await header(page, /^Activity: Busy until/).click();
  await page.getByRole('menuitemradio', { name: 'Meeting' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect
    .poll(() => script.commands.at(-1))
    .toEqual({ name: 'activity.set', activityId: busy.activityId, end: { atMs: untilMs }, message: 'Ring Eva' });
  script.sets(script.userId, { ...anActivity().activity, source: 'default', untilMs: null, message: null });
  await header(page, 'Activity: Available').click();
  await page.getByRole('menuitemradio', { name: 'Meeting' }).click();
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Until' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect.poll(() => script.commands.at(-1)).toEqual({ name: 'activity.reset' });
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('by keyboard alone: open, go down, choose, write, set', async ({ open, script }) => {
  const { page } = await open();
  await isPhone(page);
  await header(page, 'Activity: Available').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: /^Busy 120 min/ })).toBeFocused();
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitemradio', { name: 'Lunch' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Set activity' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Until' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => script.commands).toHaveLength(2);
  await expect(header(page, /^Activity: /)).toBeFocused();
});

test('one without an end is marked, and one press takes it away', async ({ open, script }) => {
  const { page } = await open();
  await isPhone(page);
  script.sets(script.userId, { ...busy, source: 'set', sinceMs: Date.now(), isSticky: true });
  await page.getByRole('button', { name: 'Reset activity' }).click();
  await expect.poll(() => script.commands).toEqual([{ name: 'activity.reset' }]);
});

test('the dialog covers no call, and a call that comes can be answered while it is open', async ({ open, script }) => {
  for (const width of [1_360, 1_024]) {
    const { page, card } = await open({ viewport: { width, height: 800 } });
    await isPhone(page);
    await header(page, 'Activity: Available').click();
    await page.getByRole('menuitemradio', { name: 'Lunch' }).click();
    const dialog = page.getByRole('dialog', { name: 'Set activity' });
    await expect(dialog).toBeVisible();
    const call = script.rings(bjorn);
    const answer = card(bjorn.name).getByRole('button', { name: 'Answer' });
    await expect(answer).toBeVisible();
    const overlap = async (): Promise<number> => {
      const [box, panel] = [await dialog.boundingBox(), await card(bjorn.name).boundingBox()];
      return (box?.x ?? 0) + (box?.width ?? 0) - (panel?.x ?? 0);
    };
    await expect.poll(overlap).toBeLessThanOrEqual(0);
    await answer.click();
    await expect(card(bjorn.name)).toHaveAttribute('data-call-state', 'active');
    await expect(dialog).toBeVisible();
    call.ends('hungUp');
    await page.close();
  }
});

test('who goes on before an activity is set keeps the focus, and what is opened stays', async ({ open, script }) => {
  const { page } = await open();
  await isPhone(page);
  await header(page, 'Activity: Available').click();
  await page.getByRole('menuitemradio', { name: 'Lunch' }).click();
  const dialog = page.getByRole('dialog', { name: 'Set activity' });
  await expect.poll(() => script.commands).toHaveLength(1);
  let answer: () => void = () => undefined;
  script.answersWait = new Promise<void>((resolve) => (answer = resolve));
  await dialog.getByRole('button', { name: 'Set', exact: true }).click();
  await expect.poll(() => script.commands).toHaveLength(2);
  await page.getByRole('button', { name: 'Profile' }).click();
  const field = page.getByRole('textbox', { name: 'Status message' });
  await field.fill('Nås');
  answer();
  await expect(dialog).toHaveCount(0);
  await page.keyboard.type(' hemma');
  await expect(field).toHaveValue('Nås hemma');
});

test('a status message is kept by Enter and by leaving the field, and counted', async ({ open, script }) => {
  const { page } = await open();
  await isPhone(page);
  await page.getByRole('button', { name: 'Profile' }).click();
  const field = page.getByRole('textbox', { name: 'Status message' });
  await field.fill('x'.repeat(300));
  await expect(field).toHaveValue('x'.repeat(255));
  await expect(page.getByText('255/255')).toBeVisible();
  await field.fill('Sitter hemma');
  await expect(page.getByText('12/255')).toBeVisible();
  await field.press('Enter');
  await expect.poll(() => script.commands.at(-1)).toEqual({ name: 'activity.statusMessage', text: 'Sitter hemma' });
  // Seen before more is written: what comes in between would stand beside it.
  script.sets(script.userId, {}, { statusMessage: 'Sitter hemma idag' });
  await expect(field).toHaveValue('Sitter hemma idag');
  await field.fill('På väg');
  await field.blur();
  await expect.poll(() => script.commands.at(-1)).toEqual({ name: 'activity.statusMessage', text: 'På väg' });
});

test('hits of the search and the transfer show activity and line, which change while they stand there', async ({
  open,
  script,
}) => {
  const { page, card } = await open({ timezoneId: 'Europe/Stockholm' });
  await isPhone(page);
  const userId = bjorn.userId;
  if (userId === null) throw new Error('a colleague');
  script.sets(userId, { ...busy, source: 'set', sinceMs: Date.now(), untilMs: Date.parse('2031-03-05T12:07+01:00') });
  await page.getByRole('combobox', { name: 'Search or enter a number' }).fill('björn');
  const hit = page.getByRole('row', { name: /Björn Åkesson/ });
  await expect(hit).toContainText('Busy until 5 Mar 12:07');
  await expect(hit).toContainText('Line free');
  script.sets(userId, { ...anActivity().activity });
  await expect(hit).toContainText('Available');
  await page.keyboard.press('Escape');
  const call = script.rings(sofia);
  await card(sofia.name).getByRole('button', { name: 'Answer' }).click();
  await card(sofia.name).getByRole('button', { name: 'Transfer' }).click();
  await page.getByRole('combobox', { name: /./ }).last().fill('björn');
  await expect(page.getByRole('row', { name: /Björn Åkesson/ })).toContainText('Available');
  call.ends('hungUp');
});

test('where each comes from, how old it is and when it ends is read on focus and on hover', async ({
  open,
  script,
}) => {
  const { page } = await open({ query: '' });
  await isPhone(page);
  const userId = bjorn.userId;
  if (userId === null) throw new Error('a colleague');
  script.sets(userId, { ...busy, source: 'set', sinceMs: Date.now(), untilMs: at(1), setBy: 'Eva Nyström' });
  await page.getByRole('navigation').getByRole('link', { name: 'Contacts' }).click();
  const row = page.getByRole('row', { name: /^Björn Åkesson/ });
  const said = /Busy until .*, set by Eva Nyström, since \d\d:\d\d/;
  await expect(row).toHaveAccessibleDescription(said);
  await expect(row).toHaveAccessibleDescription(/Line free, from the phone system, now/);
  await expect(row.locator('[data-activity]')).toHaveAttribute('title', said);
  await expect(row.getByTitle(/^Line free, from the phone system/)).toBeVisible();
  await row.click();
  const fact = page.getByRole('article').getByRole('note').filter({ hasText: 'Busy until' });
  await fact.focus();
  await expect(page.getByRole('tooltip')).toContainText(/^Busy until .*, set by Eva Nyström, since \d\d:\d\d$/);
  await page.getByRole('article').getByRole('note').filter({ hasText: 'Line free' }).hover();
  await expect(page.getByRole('tooltip').filter({ hasText: 'from the phone system, now' })).toBeVisible();
});

for (const theme of ['default', 'dark', 'contrast'] as const) {
  test(`menu, dialog and profile are free of axe findings in the theme ${theme}`, async ({ openInTeams, script }) => {
    const anna = await openInTeams({ theme });
    await isPhone(anna.tab);
    script.sets(script.userId, { ...busy, source: 'set', sinceMs: Date.now(), isSticky: true, setBy: 'Eva Nyström' });
    const button = anna.tab.getByRole('button', { name: /^Activity: / });
    await button.click();
    await expect(anna.tab.getByRole('menuitemradio', { name: 'Lunch' })).toBeVisible();
    await isAccessible(anna.page);
    await anna.tab.getByRole('menuitemradio', { name: 'Lunch' }).click();
    await expect(anna.tab.getByRole('dialog', { name: 'Set activity' })).toBeVisible();
    await isAccessible(anna.page);
    await anna.page.keyboard.press('Escape');
    await anna.tab.getByRole('button', { name: 'Profile' }).click();
    await expect(anna.tab.getByRole('textbox', { name: 'Status message' })).toBeVisible();
    await isAccessible(anna.page);
  });
}

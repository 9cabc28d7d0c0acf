import type { PhoneRoleId } from '../../src/contract/calendar/calendar';
import type { Page } from 'playwright/test';
import { plusDays, wallMs } from '../../src/contract/calendar/wall';
import { definitionOf } from '../../tabs/fakes/activity-samples';
import { anOccurrence } from '../../tabs/fakes/calendar';
import { expect, goTo, isAccessible, isPhone, test } from './screen';

/** Today on a wall in Stockholm: the entries of these tests are today's. */
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(Date.now());
const entry = (from: string, to: string, key: string, title: string, n: number) =>
  anOccurrence({
    scheduleId: `00000000-0000-4000-8000-000000000c0${n}` as never,
    from: `${today}T${from}`,
    to: `${today}T${to}`,
    title,
    activityId: definitionOf(key).id,
  });
const standup = () => entry('10:00', '10:30', 'meeting', 'Standup', 1);
const lunch = () => entry('10:15', '13:00', 'lunch', 'Lunch Karin', 2);

const inStockholm = { timezoneId: 'Europe/Stockholm' };
const opened = async (page: Page) => {
  await goTo(page, 'Calendar');
  await expect(page.getByRole('grid')).toBeVisible();
  // What stands above the grid grows with what is planned, and pushes it down.
  await expect(page.locator('[data-section=calendar] [aria-busy=true]')).toHaveCount(0);
};

test('entries that overlap stand side by side, named by title, activity and times', async ({ open, script }) => {
  script.calendar.occurrences = [standup(), lunch()];
  const { page } = await open(inStockholm);
  await opened(page);
  const [first, second] = [
    page.getByRole('button', { name: 'Standup, Meeting, 10:00–10:30' }),
    page.getByRole('button', { name: 'Lunch Karin, Lunch, 10:15–13:00' }),
  ];
  await expect(first).toBeVisible();
  const [a, b] = [await first.boundingBox(), await second.boundingBox()];
  expect((a?.x ?? 0) + (a?.width ?? 0)).toBeLessThanOrEqual((b?.x ?? 0) + 1);
});

test('a week that is on its way is said to be', async ({ open }) => {
  const { page } = await open(inStockholm);
  await opened(page);
  const grid = page.getByRole('grid');
  await expect(grid).toHaveAttribute('aria-busy', 'false');
  let come = (): void => {};
  const coming = new Promise<void>((resolve) => (come = resolve));
  await page.route('**/api/calendar?*', async (route) => {
    await coming;
    return route.continue();
  });
  await page.getByRole('button', { name: 'Next week' }).click();
  await expect(grid).toHaveAttribute('aria-busy', 'true');
  come();
  await expect(grid).toHaveAttribute('aria-busy', 'false');
});

test('New activity: the focus goes into the dialog, Save stores what was entered', async ({ open, script }) => {
  const { page } = await open(inStockholm);
  await opened(page);
  await page.getByRole('button', { name: 'New activity' }).click();
  const dialog = page.getByRole('dialog', { name: 'Scheduled activity' });
  await expect(dialog.getByLabel('Title')).toBeFocused();
  await page.keyboard.type('Budget');
  await dialog.getByLabel('Activity').selectOption('Busy');
  const tomorrow = plusDays(today, 1);
  await dialog.getByLabel('From').fill(`${tomorrow}T08:07`);
  await expect(dialog.getByLabel('To')).toHaveValue(`${tomorrow}T09:07`);
  await dialog.getByLabel('Repeat').selectOption('Every week');
  await dialog.getByLabel('Ends').selectOption('After a number of times');
  await dialog.getByLabel('Times').fill('4');
  await dialog.getByLabel('Message').fill('Stör ej');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  expect(script.calendar.asked).toEqual([
    {
      what: 'add',
      body: {
        title: 'Budget',
        activityId: definitionOf('busy').id,
        roleId: null,
        message: 'Stör ej',
        from: `${tomorrow}T08:07`,
        to: `${tomorrow}T09:07`,
        zone: 'Europe/Stockholm',
        repeat: { every: 'week', until: null, count: 4 },
      },
    },
  ]);
});

test('New activity that is pressed before it is known which there are opens once that is', async ({ open }) => {
  const { page } = await open(inStockholm);
  let come = (): void => {};
  const coming = new Promise<void>((resolve) => (come = resolve));
  await page.route('**/api/activities', async (route) => {
    await coming;
    return route.continue();
  });
  await goTo(page, 'Calendar');
  const opener = page.getByRole('button', { name: 'New activity' });
  await opener.click();
  await expect(opener).toHaveAttribute('aria-busy', 'true');
  await expect(opener.getByRole('progressbar')).toBeVisible();
  come();
  const dialog = page.getByRole('dialog', { name: 'Scheduled activity' });
  await expect(dialog.getByLabel('Title')).toBeFocused();
  await expect(dialog.getByLabel('Activity')).toHaveValue(definitionOf('meeting').id);
  await expect(opener).toHaveAttribute('aria-busy', 'false');
});

test('where the activities cannot be had the calendar says so, and what was pressed opens once they are', async ({
  open,
}) => {
  const { page } = await open(inStockholm);
  let isLost = true;
  await page.route('**/api/activities', (route) => (isLost ? route.abort() : route.continue()));
  await goTo(page, 'Calendar');
  await page.getByRole('button', { name: 'New activity' }).click();
  const again = page.getByRole('button', { name: 'Try again' });
  await expect(again).toBeVisible();
  isLost = false;
  await again.click();
  await expect(page.getByRole('dialog', { name: 'Scheduled activity' }).getByLabel('Title')).toBeFocused();
  await expect(page.getByRole('grid')).toBeVisible();
});

test('Escape closes the dialog and goes back to New activity; the call panel stays in sight', async ({ open }) => {
  const { page } = await open(inStockholm);
  await opened(page);
  const button = page.getByRole('button', { name: 'New activity' });
  await button.click();
  const dialog = page.getByRole('dialog', { name: 'Scheduled activity' });
  await expect(dialog.getByLabel('Title')).toBeFocused();
  const [box, panel] = [await dialog.boundingBox(), await page.getByText('No call right now').boundingBox()];
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan(panel?.x ?? 0);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
});

test('by keyboard: Enter creates at a time, Alt and arrows move and resize, Escape takes back, all of it said', async ({
  open,
  script,
}) => {
  script.calendar.occurrences = [standup()];
  const { page } = await open({ ...inStockholm, viewport: { width: 1360, height: 860 } });
  await opened(page);
  const said = page.locator('[data-section=calendar] [role=status]');
  const cell = page.locator('[role=gridcell][tabindex="0"]');
  await cell.focus();
  // It stands where the time is, which may be the last half hour of the day.
  await page.keyboard.press('ArrowUp');
  const from = await page.locator('[role=gridcell]:focus').getAttribute('data-cell');
  await page.keyboard.press('ArrowDown');
  const next = page.locator('[role=gridcell]:focus');
  expect(wallMs((await next.getAttribute('data-cell')) ?? '') - wallMs(from ?? '')).toBe(30 * 60_000);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Scheduled activity' });
  await expect(dialog.getByLabel('From')).toHaveValue(
    (await page.locator(':not(a)[data-cell][tabindex="0"]').getAttribute('data-cell')) ?? '',
  );
  await expect(dialog.getByLabel('Title')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(next).toBeFocused();

  const entryButton = (times: string) => page.getByRole('button', { name: `Standup, Meeting, ${times}` });
  await entryButton('10:00–10:30').focus();
  // However slow this machine is, Escape comes before the rest after which a move is stored.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1_000);
  await page.keyboard.press('Alt+ArrowDown');
  await expect(entryButton('10:15–10:45')).toBeFocused();
  await expect(said).toContainText('Standup moved to');
  await page.keyboard.press('Escape');
  await expect(entryButton('10:00–10:30')).toBeFocused();
  await expect(said).toContainText('is as it was');
  await page.clock.resume();
  expect(script.calendar.asked).toEqual([]);

  await page.keyboard.press('Alt+Shift+ArrowDown');
  await expect(said).toContainText('Standup lasts 10:00–10:45');
  await expect.poll(() => script.calendar.asked.map(({ what }) => what)).toEqual(['edit']);
  await expect(entryButton('10:00–10:45')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect.poll(() => script.calendar.asked.map(({ what }) => what)).toEqual(['edit', 'undo']);
  await entryButton('10:00–10:45').focus();
  await page.keyboard.press('Delete');
  await expect(page.getByText('Standup deleted', { exact: true })).toBeVisible();
});

test('a drag moves an entry by quarters of an hour, and one over empty times plans them', async ({ open, script }) => {
  script.calendar.occurrences = [standup()];
  const { page } = await open(inStockholm);
  await opened(page);
  const button = page.getByRole('button', { name: /^Standup/ });
  await button.scrollIntoViewIfNeeded();
  const box = await button.boundingBox();
  if (box === null) throw new Error('no box');
  await page.mouse.move(box.x + 20, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + 20, box.y + 8 + 25, { steps: 4 });
  await page.mouse.up();
  await expect
    .poll(() => script.calendar.asked[0]?.body)
    .toMatchObject({ from: `${today}T10:30`, to: `${today}T11:00`, scope: 'this' });
  await expect(page.getByRole('dialog')).toBeHidden();
  const cell = page.locator(`[data-cell="${today}T12:00"]`);
  await cell.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const empty = await cell.boundingBox();
  if (empty === null) throw new Error('no cell');
  await page.mouse.move(empty.x + 10, empty.y + 1);
  await page.mouse.down();
  await page.mouse.move(empty.x + 10, empty.y + 1 + 72, { steps: 4 });
  await page.mouse.up();
  const dialog = page.getByRole('dialog', { name: 'Scheduled activity' });
  await expect(dialog.getByLabel('From')).toHaveValue(`${today}T12:00`);
  await expect(dialog.getByLabel('To')).toHaveValue(`${today}T13:30`);
});

test('at 320 px one sees a day, and the week above it', async ({ open, script }) => {
  script.calendar.occurrences = [standup()];
  const { page } = await open({ ...inStockholm, viewport: { width: 320, height: 700 } });
  await opened(page);
  await expect(page.getByRole('radio', { name: 'Day' })).toBeChecked();
  await expect(page.getByRole('columnheader')).toHaveCount(2);
  await expect(page.getByRole('button', { name: /something is planned/ })).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(320);
});

test('a role is made in the settings', async ({ open, script }) => {
  const { page } = await open(inStockholm);
  await goTo(page, 'Settings');
  const roles = page.getByRole('region', { name: 'Roles' });
  await roles.getByRole('button', { name: 'Add role' }).click();
  await roles.getByLabel('Name').fill('Säljare');
  await roles.getByLabel('Desk phone').uncheck();
  await roles.getByLabel('Travelling').check();
  await roles.getByRole('button', { name: 'Save' }).click();
  await expect(roles.getByRole('listitem')).toContainText('rings on Teams and own window');
  expect(script.calendar.asked[0]?.body).toMatchObject({
    name: 'Säljare',
    activityIds: [definitionOf('travelling').id],
  });
});

test('the header tells the number that the role of the moment shows, and then the usual one', async ({
  open,
  script,
}) => {
  const rings = { windows: true, deskPhones: true, mobile: false };
  const id = '00000000-0000-4000-8000-0000000000e1' as PhoneRoleId;
  script.calendar.roles.push({ id, name: 'Säljare', number: '+46851920000', rings, numbers: null, activityIds: [] });
  script.calendar.holds = 'Säljare';
  const { page } = await open(inStockholm);
  const button = page.getByRole('button', { name: 'Number to show' });
  await expect(button).toHaveText('Show08-519 200 00');
  await button.click();
  await expect(page.getByText('The role Säljare shows 08-519 200 00 now. Your choice holds after it.')).toBeVisible();
  await page.keyboard.press('Escape');
  script.calendar.holds = null;
  script.says({ type: 'calendar.changed' });
  await expect(button).toHaveText('Show08-519 200 11');
});

for (const theme of ['default', 'dark', 'contrast'] as const) {
  test(`the calendar and its dialog are free of axe findings in the theme ${theme}`, async ({
    openInTeams,
    script,
  }) => {
    script.calendar.occurrences = [standup(), lunch()];
    const anna = await openInTeams({ theme });
    await isPhone(anna.tab);
    await goTo(anna.tab, 'Calendar');
    await expect(anna.tab.getByRole('button', { name: /^Lunch Karin/ })).toBeVisible();
    await isAccessible(anna.page);
    await anna.tab.getByRole('button', { name: /^Standup/ }).click();
    await expect(anna.tab.getByRole('dialog')).toBeVisible();
    await isAccessible(anna.page);
  });
}

test('the phone today tells which day it is when something ends tomorrow', async ({ open }) => {
  const { page } = await open(inStockholm);
  await opened(page);
  const parts = page.getByRole('region', { name: 'Your phone today' }).getByRole('listitem');
  await expect(parts.last()).toHaveAttribute('title', /^Available \d\d:\d\d–[A-Z][a-z]{2} \d\d:\d\d$/);
});

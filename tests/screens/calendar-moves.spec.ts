import type { Page } from 'playwright/test';
import { definitionOf } from '../../tabs/fakes/activity-samples';
import { anOccurrence } from '../../tabs/fakes/calendar';
import { expect, goTo, test } from './screen';

/** What comes between a key and the next, or before the server has answered: people are faster than that. */
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(Date.now());
const ids = { Standup: '00000000-0000-4000-8000-000000000c01', Budget: '00000000-0000-4000-8000-000000000c02' };
const entry = (title: keyof typeof ids, from: string, to: string) =>
  anOccurrence({
    scheduleId: ids[title] as never,
    from: `${today}T${from}`,
    to: `${today}T${to}`,
    title,
    activityId: definitionOf('meeting').id,
  });
const meeting = (page: Page, title: string, times: string) =>
  page.getByRole('button', { name: `${title}, Meeting, ${times}` });

test.beforeEach(({ script }) => {
  script.calendar.occurrences = [entry('Standup', '10:00', '10:30'), entry('Budget', '13:00', '14:00')];
});

async function opened(page: Page): Promise<void> {
  await goTo(page, 'Calendar');
  await expect(page.getByRole('grid')).toBeVisible();
  await expect(page.locator('[data-section=calendar] [aria-busy=true]')).toHaveCount(0);
}

/** The server answers no change until it is let go. */
async function holdChanges(page: Page) {
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/api/calendar/*', async (route) => {
    if (route.request().method() === 'PUT') await held;
    return route.continue();
  });
  const asked = page.waitForRequest((request) => request.method() === 'PUT' && request.url().includes('/calendar/'));
  return { asked, letGo };
}

const inStockholm = { timezoneId: 'Europe/Stockholm' };
const edits = (asked: readonly { what: string; body: unknown }[]) =>
  asked.map(({ what, body }) => {
    const { id, from } = body as { id?: string; from?: string };
    return [what, id ?? '', from?.slice(11) ?? ''].filter((each) => each !== '').join(' ');
  });

test('after Escape the focus stays where it was taken meanwhile', async ({ open }) => {
  const { page } = await open(inStockholm);
  await opened(page);
  await page.locator('[role=gridcell][tabindex="0"]').press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Scheduled activity' });
  await expect(dialog.getByLabel('Title')).toBeFocused();
  // The next key comes as soon as the cell has the focus again.
  await meeting(page, 'Standup', '10:00–10:30').evaluate((next) => {
    const follow = ({ target }: FocusEvent): void => {
      if (!(target instanceof Element) || !target.matches('[data-cell]')) return;
      document.removeEventListener('focusin', follow);
      queueMicrotask(() => (next as HTMLElement).focus());
    };
    document.addEventListener('focusin', follow);
  });
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.evaluate(() => new Promise((resolve) => setTimeout(() => setTimeout(resolve))));
  await expect(meeting(page, 'Standup', '10:00–10:30')).toBeFocused();
});

test('two that are moved one after the other: each by its own keys', async ({ open, script }) => {
  const { page } = await open(inStockholm);
  await opened(page);
  await meeting(page, 'Standup', '10:00–10:30').press('Alt+ArrowDown');
  await meeting(page, 'Budget', '13:00–14:00').press('Alt+ArrowUp');
  await expect(meeting(page, 'Standup', '10:15–10:45')).toBeVisible();
  await expect(meeting(page, 'Budget', '12:45–13:45')).toBeFocused();
  await expect
    .poll(() => edits(script.calendar.asked))
    .toEqual([`edit ${ids.Standup} 10:15`, `edit ${ids.Budget} 12:45`]);
});

test('Escape while a move is being stored takes it back also at the server', async ({ open, script }) => {
  const { page } = await open(inStockholm);
  await opened(page);
  const { asked, letGo } = await holdChanges(page);
  await meeting(page, 'Standup', '10:00–10:30').press('Alt+ArrowDown');
  await asked;
  await page.keyboard.press('Escape');
  await expect(meeting(page, 'Standup', '10:00–10:30')).toBeFocused();
  letGo();
  await expect.poll(() => edits(script.calendar.asked)).toEqual([`edit ${ids.Standup} 10:15`, 'undo']);
});

test('keys that come while a move is being stored go on from there', async ({ open, script }) => {
  const { page } = await open(inStockholm);
  await opened(page);
  const { asked, letGo } = await holdChanges(page);
  await meeting(page, 'Standup', '10:00–10:30').press('Alt+ArrowDown');
  await asked;
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(meeting(page, 'Standup', '10:45–11:15')).toBeFocused();
  letGo();
  await expect
    .poll(() => edits(script.calendar.asked))
    .toEqual([`edit ${ids.Standup} 10:15`, `edit ${ids.Standup} 10:45`]);
  await expect(meeting(page, 'Standup', '10:45–11:15')).toBeFocused();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('who moves an entry and goes elsewhere has moved it', async ({ open, script }) => {
  const { page } = await open(inStockholm);
  await opened(page);
  await meeting(page, 'Standup', '10:00–10:30').press('Alt+ArrowDown');
  await goTo(page, 'Calls');
  await expect.poll(() => edits(script.calendar.asked)).toEqual([`edit ${ids.Standup} 10:15`]);
});

test('what is moved and deleted at once is deleted', async ({ open, script }) => {
  const { page } = await open(inStockholm);
  await opened(page);
  await meeting(page, 'Standup', '10:00–10:30').press('Alt+ArrowDown');
  await page.keyboard.press('Delete');
  await expect(page.getByText('Standup deleted', { exact: true })).toBeVisible();
  expect(edits(script.calendar.asked)).toEqual([`edit ${ids.Standup} 10:15`, 'remove']);
});

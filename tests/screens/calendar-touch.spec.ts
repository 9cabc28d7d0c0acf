import type { CDPSession, Page } from 'playwright/test';
import { definitionOf } from '../../tabs/fakes/activity-samples';
import { anOccurrence } from '../../tabs/fakes/calendar';
import { expect, goTo, test } from './screen';
import type { Screen, ScreenOptions } from './screen';
import type { Script } from './script';

/** Today on a wall in Stockholm. */
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(Date.now());
const phone = {
  viewport: { width: 320, height: 700 },
  hasTouch: true,
  isMobile: true,
  timezoneId: 'Europe/Stockholm',
} as const;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** One finger, as the screen tells of it. */
function fingerOf(session: CDPSession) {
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly Point[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: [...points] });
  return {
    down: (at: Point) => send('touchStart', [at]),
    up: () => send('touchEnd', []),
    async glide(from: Point, to: Point): Promise<void> {
      for (let step = 1; step <= 8; step += 1)
        await send('touchMove', [
          { x: from.x + ((to.x - from.x) * step) / 8, y: from.y + ((to.y - from.y) * step) / 8 },
        ]);
    },
  };
}

/** The day of a phone with one meeting in it, in the middle of the screen. */
async function aDay(open: (options: ScreenOptions) => Promise<Screen>, script: Script) {
  script.calendar.occurrences = [
    anOccurrence({
      from: `${today}T10:00`,
      to: `${today}T10:30`,
      title: 'Standup',
      activityId: definitionOf('meeting').id,
    }),
  ];
  const { page } = await open(phone);
  await goTo(page, 'Calendar');
  const entry = page.getByRole('button', { name: /^Standup/ });
  // What stands above the grid grows with what is planned, and pushes it down.
  await expect(page.locator('[data-section=calendar] [aria-busy=true]')).toHaveCount(0);
  await entry.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const finger = fingerOf(await page.context().newCDPSession(page));
  return { page, entry, finger, scrolled: () => scrollOf(page) };
}

const scrollOf = (page: Page): Promise<number> =>
  page.getByRole('grid').evaluate((grid) => grid.parentElement?.scrollTop ?? -1);

async function middleOf(locator: ReturnType<Page['locator']>): Promise<Point> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('it is not there');
  return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
}

/** An hour of the grid. */
const hourPx = 48;

test('a finger that rests on an entry moves it by quarters, and pulls its handle to make it longer', async ({
  open,
  script,
}) => {
  const { page, entry, finger, scrolled } = await aDay(open, script);
  const [at, before] = [await middleOf(entry), await scrolled()];
  await finger.down(at);
  const handle = page.locator('[data-handle]');
  await expect(handle).toBeVisible();
  await finger.glide(at, { x: at.x, y: at.y + hourPx / 2 + 2 });
  await expect(entry).toHaveAccessibleName('Standup, Meeting, 10:30–11:00');
  await finger.up();
  await expect
    .poll(() => script.calendar.asked[0]?.body)
    .toMatchObject({ from: `${today}T10:30`, to: `${today}T11:00`, scope: 'this' });
  expect(await scrolled(), 'the page stays under the finger').toBe(before);
  await expect(page.getByRole('dialog')).toBeHidden();

  const end = await middleOf(handle);
  await finger.down(end);
  await finger.glide(end, { x: end.x, y: end.y + (hourPx * 3) / 4 });
  await expect(entry).toHaveAccessibleName('Standup, Meeting, 10:30–11:45');
  await finger.up();
  await expect
    .poll(() => script.calendar.asked[1]?.body)
    .toMatchObject({ from: `${today}T10:30`, to: `${today}T11:45` });
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a finger that does not rest scrolls, also when it begins on an entry, and a tap opens it', async ({
  open,
  script,
}) => {
  const { page, entry, finger, scrolled } = await aDay(open, script);
  const [at, before] = [await middleOf(entry), await scrolled()];
  // However slow this machine is, the finger does not rest.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1_000);
  await finger.down(at);
  await finger.glide(at, { x: at.x, y: at.y - 120 });
  await finger.up();
  await page.clock.resume();
  await expect.poll(scrolled).toBeGreaterThan(before + 40);
  await expect(page.locator('[data-handle]')).toHaveCount(0);
  expect(script.calendar.asked).toEqual([]);
  await entry.tap();
  await expect(page.getByRole('dialog', { name: 'Scheduled activity' })).toBeVisible();
});

test('a finger that rests on an empty time marks as much as it goes over, and plans it', async ({ open, script }) => {
  const { page, finger } = await aDay(open, script);
  const cell = page.locator(`[data-cell="${today}T12:00"]`);
  await cell.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const middle = await middleOf(cell);
  const at = { ...middle, y: middle.y - hourPx / 4 + 2 };
  await finger.down(at);
  // The finger rests: a mark stands as soon as it goes on.
  await expect(async () => {
    await finger.glide(at, { x: at.x, y: at.y + 3 });
    await expect(page.locator('[data-mark]')).toBeVisible({ timeout: 200 });
  }).toPass();
  await finger.glide(at, { x: at.x, y: at.y + hourPx * 1.5 });
  await finger.up();
  const dialog = page.getByRole('dialog', { name: 'Scheduled activity' });
  await expect(dialog.getByLabel('From')).toHaveValue(`${today}T12:00`);
  await expect(dialog.getByLabel('To')).toHaveValue(`${today}T13:30`);
});

test('what is dragged to the edge of the grid brings the hours beyond it into sight', async ({ open, script }) => {
  const { page, entry, finger, scrolled } = await aDay(open, script);
  const [at, before] = [await middleOf(entry), await scrolled()];
  await finger.down(at);
  await expect(page.locator('[data-handle]')).toBeVisible();
  const grid = await page.getByRole('grid').evaluate((element) => {
    const { bottom } = element.parentElement?.getBoundingClientRect() ?? { bottom: 0 };
    return { bottom };
  });
  await finger.glide(at, { x: at.x, y: grid.bottom - 4 });
  await expect.poll(scrolled).toBeGreaterThan(before + hourPx);
  await finger.up();
  await expect.poll(() => script.calendar.asked.map(({ what }) => what)).toEqual(['edit']);
});

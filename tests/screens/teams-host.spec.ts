import type { Frame } from 'playwright/test';
import { expect, test } from './screen';

const mark = (frame: Frame) => frame.evaluate(() => void Object.assign(window, { marked: true }));
const isMarked = (frame: Frame) => frame.evaluate(() => 'marked' in window);

test('leaving the app ends its page, coming back makes a new one, and so does a reload', async ({ openInTeams }) => {
  const anna = await openInTeams();
  const [frames, app] = [anna.page.locator('iframe'), anna.page.locator('[data-app-state]')];
  await expect(app).toHaveAttribute('data-app-state', 'ready');
  await mark(anna.frame());
  await anna.page.getByRole('button', { name: 'Reload tab' }).click();
  await expect(app).toHaveAttribute('data-app-state', 'ready');
  expect(await isMarked(anna.frame())).toBe(false);

  await mark(anna.frame());
  await anna.page.getByRole('button', { name: 'Leave the app' }).click();
  await expect(app).toHaveAttribute('data-app-state', 'left');
  await expect(frames).toHaveCount(0);
  expect(anna.page.frames()).toHaveLength(1);
  await anna.page.getByRole('button', { name: 'Come back' }).click();
  await expect(app).toHaveAttribute('data-app-state', 'ready');
  expect(await isMarked(anna.frame())).toBe(false);
});

test('the bar above the tab is in the language that was chosen', async ({ openInTeams }) => {
  const { page } = await openInTeams();
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitemradio', { name: 'Svenska' }).click();
  await expect(page.getByRole('heading', { name: 'Lokalt Teams' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'sv');
  await expect(page.getByRole('status').filter({ hasText: 'Appen är öppen' })).toBeVisible();
  await page.getByRole('button', { name: 'Tema' }).click();
  await expect(page.getByRole('menuitemradio', { name: 'Ljust' })).toBeChecked();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Lämna appen' }).click();
  await expect(page.getByRole('heading', { name: 'Du har lämnat appen' })).toBeVisible();
  await page.getByRole('button', { name: 'Kom tillbaka' }).click();
  await expect(page.getByRole('button', { name: 'Läs in fliken på nytt' })).toBeEnabled();
  await expect(page.getByRole('link', { name: 'Alla personer' })).toBeVisible();
});

test('a link that the tab opens gets a window of its own', async ({ openInTeams, server }) => {
  const anna = await openInTeams();
  await expect(anna.page.locator('[data-app-state]')).toHaveAttribute('data-app-state', 'ready');
  const popup = anna.page.waitForEvent('popup');
  // As app.openLink of TeamsJS posts it.
  await anna
    .frame()
    .evaluate(
      (url) => window.parent.postMessage({ id: 9_999, func: 'executeDeepLink', args: [url] }, window.location.origin),
      `${server.url}/local/outside`,
    );
  await expect((await popup).getByRole('heading', { name: 'Outside phone' })).toBeVisible();
});

test('section and chosen row are where one left them, after a visit to Chat and after a reload', async ({
  openInTeams,
}) => {
  const anna = await openInTeams();
  await anna.tab.getByRole('link', { name: 'Contacts' }).click();
  await anna.tab.getByRole('row', { name: /^Björn Åkesson/ }).click();
  const detail = anna.tab.getByRole('article', { name: 'Contact card' }).filter({ hasText: 'Björn Åkesson' });
  await expect(detail).toBeVisible();
  for (const [leave, back] of [
    ['Leave the app', 'Come back'],
    ['Reload tab', null],
  ] as const) {
    await anna.page.getByRole('button', { name: leave }).click();
    if (back !== null) await anna.page.getByRole('button', { name: back }).click();
    await expect(anna.page.locator('[data-app-state]')).toHaveAttribute('data-app-state', 'ready');
    await expect(anna.tab.getByRole('link', { name: 'Contacts' })).toHaveAttribute('aria-current', 'page');
    await expect(detail).toBeVisible();
  }
});

test('a tab that the host wakes up registers every handler anew', async ({ openInTeams }) => {
  const anna = await openInTeams();
  await expect(anna.page.locator('[data-app-state]')).toHaveAttribute('data-app-state', 'ready');
  // As Teams does when the user comes back to a tab in its cache.
  const registered = await anna.page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const names: string[] = [];
        addEventListener('message', ({ data }: MessageEvent<{ func?: string; args?: unknown[] } | null>) => {
          if (data?.func === 'registerHandler') names.push(String(data.args?.[0]));
          if (names.length === 3) resolve(names.sort());
        });
        document
          .querySelector('iframe')
          ?.contentWindow?.postMessage(
            { func: 'load', args: [{ entityId: 'softphone', contentUrl: location.href }] },
            location.origin,
          );
      }),
  );
  expect(registered).toEqual(['beforeUnload', 'load', 'themeChange']);
});

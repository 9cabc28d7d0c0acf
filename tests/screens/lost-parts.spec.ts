import { sofia } from './script';
import { expect, test } from './screen';

test('a phone whose code did not come is said, fetched again and then rings', async ({
  newContext,
  server,
  script,
}) => {
  const page = await (await newContext()).newPage();
  // The third try waits for us: the banner cannot go before it is read.
  let lost = 0;
  let mend = (): void => {};
  const mended = new Promise<void>((resolve) => (mend = resolve));
  await page.route(/sip-js-client/, async (route) => {
    lost += 1;
    if (lost <= 2) return route.abort();
    await mended;
    return route.continue();
  });
  await page.goto(`${server.url}/tab/?as=anna&locale=en-US`);
  const banner = page.getByRole('region', { name: 'A part of the page could not be loaded.' });
  await expect(banner).toContainText('calls do not ring in this window');
  await expect.poll(() => lost).toBeGreaterThan(2);
  mend();
  await expect(page.getByText(/^Rings on: .*this tab/)).toBeVisible();
  await expect(banner).toHaveCount(0);
  const call = script.rings(sofia);
  const card = page.getByRole('region', { name: 'Call with Sofia Lund' });
  await expect(card).toHaveAttribute('data-call-state', 'ringing');
  await card.getByRole('button', { name: 'Decline' }).click();
  await expect.poll(() => script.commands).toEqual([{ name: 'call.decline', callId: call.id }]);
});

test('an outline stands before any code has come, and says nothing; then the page stands', async ({
  newContext,
  server,
}) => {
  const page = await (await newContext()).newPage();
  let come = (): void => {};
  const coming = new Promise<void>((resolve) => (come = resolve));
  await page.route(/assets\/index-.*\.js/, async (route) => {
    await coming;
    return route.continue();
  });
  await page.goto(`${server.url}/tab/?as=anna&locale=en-US`, { waitUntil: 'commit' });
  const outline = page.locator('#root > [aria-hidden=true]');
  await expect(outline).toBeVisible();
  await expect(outline).toHaveText('');
  come();
  await expect(page.getByRole('combobox', { name: 'Search or enter a number' })).toBeVisible();
  await expect(outline).toHaveCount(0);
});

test('a section whose code did not come is there once it can be fetched', async ({ newContext, server }) => {
  const page = await (await newContext()).newPage();
  // The second try waits for us, whether the person's press began it or the page by itself: the banner cannot go before
  // it is pressed.
  let tries = 0;
  let mend = (): void => {};
  const mended = new Promise<void>((resolve) => (mend = resolve));
  await page.route(/SettingsSection/, async (route) => {
    tries += 1;
    if (tries === 1) return route.abort();
    await mended;
    return route.continue();
  });
  await page.goto(`${server.url}/tab/?as=anna&locale=en-US`);
  await page.getByRole('link', { name: 'Settings' }).click();
  const banner = page.getByRole('region', { name: 'A part of the page could not be loaded.' });
  await expect(banner).toBeVisible();
  await banner.getByRole('button', { name: 'Try now' }).click();
  mend();
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  await expect(banner).toHaveCount(0);
});

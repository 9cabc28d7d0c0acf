import { expect, test } from './people';

test('a phone whose code did not come is said, fetched again and then rings', async ({ browser, server, outside }) => {
  const context = await browser.newContext({ permissions: ['microphone'] });
  const page = await context.newPage();
  let lost = 0;
  await page.route(/sip-js-client/, (route) => {
    lost += 1;
    return lost <= 2 ? route.abort() : route.continue();
  });
  await page.goto(`${server.url}/tab/?as=bjorn&locale=en-US`);
  const banner = page.getByRole('region', { name: 'A part of the page could not be loaded.' });
  await expect(banner).toContainText('calls do not ring in this window');
  await expect(page.getByText(/^Rings on: .*this tab/)).toBeVisible();
  await expect(banner).toHaveCount(0);
  expect(lost).toBeGreaterThan(2);
  const phone = await outside('+46701234567');
  await phone.page.getByRole('textbox', { name: 'Number' }).fill('+46851920012');
  await phone.press('Call');
  const card = page.getByRole('region', { name: 'Call with Sofia Lund' });
  await expect(card).toHaveAttribute('data-call-state', 'ringing');
  await card.getByRole('button', { name: 'Decline' }).click();
  await context.close();
});

test('a section whose code did not come is there once it can be fetched', async ({ browser, server }) => {
  const context = await browser.newContext({ permissions: ['microphone'] });
  const page = await context.newPage();
  // The second try waits for us, whether the person's press began it or the page by itself: the banner cannot go before it is pressed.
  let tries = 0;
  let mend = (): void => {};
  const mended = new Promise<void>((resolve) => (mend = resolve));
  await page.route(/SettingsSection/, async (route) => {
    tries += 1;
    if (tries === 1) return route.abort();
    await mended;
    return route.continue();
  });
  await page.goto(`${server.url}/tab/?as=bjorn&locale=en-US`);
  await page.getByRole('link', { name: 'Settings' }).click();
  const banner = page.getByRole('region', { name: 'A part of the page could not be loaded.' });
  await expect(banner).toBeVisible();
  await banner.getByRole('button', { name: 'Try now' }).click();
  mend();
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  await expect(banner).toHaveCount(0);
  await context.close();
});

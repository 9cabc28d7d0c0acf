import type { Page } from 'playwright/test';
import { expect, test } from './people';

/** A phone, a small tablet, the threshold of Teams' own layouts, a laptop, a wide screen. */
const widths = [320, 768, 1024, 1360, 2560];

const frame = ['header', 'nav', 'nav a', 'main', 'main [data-row]', 'footer'];
const detail = ['main article', 'main article button', 'main article h2', 'main article li'];

/** Where everything is that can be pressed or read outside the call panel. */
function places(page: Page, what: readonly string[]): Promise<Record<string, string>> {
  return page.evaluate((selectors) => {
    const box = (element: Element): string => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return [x, y, width, height].map(Math.round).join(' ');
    };
    const all = selectors.flatMap((selector) => [...document.querySelectorAll(selector)].map((element, index) => [`${selector} ${index}`, box(element)]));
    return Object.fromEntries(all) as Record<string, string>;
  }, what);
}

test('nothing under the pointer moves when a call comes, at any width, with a call chosen and with none', async ({ browser, server, open }) => {
  test.slow();
  const bjorn = await open('bjorn');
  const context = await browser.newContext({ permissions: ['microphone'], viewport: { width: 1360, height: 860 } });
  await context.route(/^https?:\/\/(?!127\.0\.0\.1|localhost)/, (route) => route.abort());
  const page = await context.newPage();
  await page.goto(`${server.url}/tab/?as=anna`);
  const rings = page.getByText(/^Rings on/);
  await expect(rings).toBeVisible();
  await expect(bjorn.tab.getByText('Rings on')).toBeVisible();
  const card = page.getByRole('region', { name: 'Call with Björn Åkesson' });
  const ring = async (): Promise<void> => {
    await bjorn.call('1001');
    await expect(card).toHaveAttribute('data-call-state', 'ringing');
  };
  const end = async (): Promise<void> => {
    await bjorn.card('Anna Lind').getByRole('button', { name: 'Hang up' }).click();
    await bjorn.card('Anna Lind').getByRole('button', { name: 'Dismiss' }).click();
    await card.getByRole('button', { name: 'Dismiss' }).click();
    await expect(card).toHaveCount(0);
  };
  // Something for the list.
  await ring();
  await end();

  for (const width of widths) {
    await page.setViewportSize({ width, height: 860 });
    await page.mouse.move(1, 1);
    const row = page.locator('main [data-row]').first();
    await expect(row).toBeVisible();
    await row.click();
    await expect(page.getByRole('article', { name: 'Björn Åkesson' })).toBeVisible();
    // The directory has answered.
    await expect(page.getByRole('button', { name: 'Contact card' })).toBeVisible();
    await page.mouse.move(1, 1);
    const chosen = await places(page, [...frame, ...detail]);
    expect(Object.keys(chosen)).toEqual(expect.arrayContaining(['main article 0', 'main article button 0', 'main article li 0']));
    await ring();
    expect(await places(page, [...frame, ...detail]), `with a call chosen, ${width} px`).toEqual(chosen);
    await end();

    await page.getByRole('navigation').getByRole('link', { name: /^Calls/ }).click();
    await expect(row).toBeVisible();
    const none = await places(page, frame);
    expect(Object.keys(none)).toEqual(expect.arrayContaining(['nav a 3', 'main [data-row] 0']));
    await ring();
    expect(await places(page, frame), `with none chosen, ${width} px`).toEqual(none);
    await end();
  }
  await context.close();
});

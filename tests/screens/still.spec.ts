import type { Page } from 'playwright/test';
import { anEntry, bjorn } from './script';
import { expect, isPhone, test } from './screen';

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
    const all = selectors.flatMap((selector) =>
      [...document.querySelectorAll(selector)].map((element, index) => [`${selector} ${index}`, box(element)]),
    );
    return Object.fromEntries(all) as Record<string, string>;
  }, what);
}

// Something for the list.
const missed = anEntry({ other: bjorn, outcome: 'missed', endReason: 'cancelled', answeredAtMs: null });
test.use({ start: { history: [missed] } });

for (const width of widths) {
  test(`nothing under the pointer moves when a call comes, at ${width} px`, async ({ open, script }) => {
    const { page, card } = await open({ viewport: { width, height: 860 } });
    await isPhone(page);
    const ring = async (): Promise<() => Promise<void>> => {
      const call = script.rings(bjorn);
      await expect(card(bjorn.name)).toHaveAttribute('data-call-state', 'ringing');
      return async () => {
        call.ends('cancelled');
        await card(bjorn.name).getByRole('button', { name: 'Dismiss' }).click();
        await expect(card(bjorn.name)).toHaveCount(0);
      };
    };
    await page.mouse.move(1, 1);
    const row = page.locator('main [data-row]').first();
    await expect(row).toBeVisible();
    await row.click();
    await expect(page.getByRole('article', { name: bjorn.name })).toBeVisible();
    // The directory has answered.
    await expect(page.getByRole('button', { name: 'Contact card' })).toBeVisible();
    await page.mouse.move(1, 1);
    const chosen = await places(page, [...frame, ...detail]);
    const some = ['main article 0', 'main article button 0', 'main article li 0'];
    expect(Object.keys(chosen)).toEqual(expect.arrayContaining(some));
    const end = await ring();
    expect(await places(page, [...frame, ...detail]), 'with a call chosen').toEqual(chosen);
    await end();

    await page
      .getByRole('navigation')
      .getByRole('link', { name: /^Calls/ })
      .click();
    await expect(row).toBeVisible();
    const none = await places(page, frame);
    expect(Object.keys(none)).toEqual(expect.arrayContaining(['nav a 3', 'main [data-row] 0']));
    await ring();
    expect(await places(page, frame), 'with none chosen').toEqual(none);
  });
}

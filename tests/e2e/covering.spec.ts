import type { Page } from 'playwright/test';
import { expect, test } from './people';

/** A phone, a small tablet, a laptop. */
const widths = [320, 768, 1360];

/** Which of `covered` a `covering` element lies on, by their texts; whatever can be seen counts. */
function covers(page: Page, covering: string, covered: string): Promise<string[]> {
  return page.evaluate(
    ([over, under]) => {
      const boxes = (selector: string): { text: string; box: DOMRect }[] =>
        [...document.querySelectorAll(selector)].map((element) => ({ text: element.textContent.trim().slice(0, 40), box: element.getBoundingClientRect() })).filter(({ box }) => box.width > 1 && box.height > 1);
      const meet = (a: DOMRect, b: DOMRect): boolean => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
      const below = boxes(under).filter(({ text }) => under !== 'span' || /^\+?[\d\s-]{7,}$/.test(text));
      return boxes(over).flatMap((high) => below.filter((low) => meet(high.box, low.box)).map((low) => `“${high.text}” lies on “${low.text}”`));
    },
    [covering, covered] as const,
  );
}

test('what a button says beside it covers no number, and a message neither navigation nor calls', async ({ browser, server, outside }) => {
  test.slow();
  const sofia = await outside('+46701234567');
  const context = await browser.newContext({ permissions: ['microphone', 'clipboard-write'], viewport: { width: 1360, height: 860 } });
  await context.route(/^https?:\/\/(?!127\.0\.0\.1|localhost)/, (route) => route.abort());
  const page = await context.newPage();
  await page.goto(`${server.url}/tab/?as=anna`);
  await expect(page.getByText(/^Rings on/)).toBeVisible();
  await sofia.page.getByRole('textbox', { name: 'Number' }).fill('+46851920011');
  await sofia.press('Call');
  const card = page.getByRole('region', { name: 'Call with Sofia Lund' });
  await card.getByRole('button', { name: 'Answer' }).click();
  await expect(card).toHaveAttribute('data-call-state', 'active');

  for (const width of widths) {
    await page.setViewportSize({ width, height: 860 });
    if (width === 320) await page.getByRole('button', { name: 'Hide calls' }).click();
    await page.getByRole('navigation').getByRole('link', { name: 'Contacts' }).click();
    await page.getByRole('button', { name: /^Cecilia Ek/ }).click();
    const article = page.getByRole('article', { name: 'Contact card' });
    const copies = article.getByRole('button', { name: /^Copy number/ });
    await expect(copies.nth(1)).toBeVisible();
    // On a phone the card is folded to a bar without it.
    for (const copy of [...(await copies.all()), ...(await card.getByRole('button', { name: 'Copy number' }).all())]) {
      await copy.hover();
      await expect(page.getByRole('tooltip')).toBeVisible();
      expect(await covers(page, '[role=tooltip]', 'span'), `${width} px`).toEqual([]);
      await page.mouse.move(1, 1);
      await expect(page.getByRole('tooltip')).toHaveCount(0);
    }
    await copies.first().click();
    const message = page.locator('.fui-Toast').getByText('Number copied');
    await expect(message).toBeVisible();
    for (const covered of ['nav', '[data-call-state]', 'header']) expect(await covers(page, '.fui-Toast', covered), `${width} px`).toEqual([]);
    await expect(message).toHaveCount(0);
  }
  await card.getByRole('button', { name: 'Hang up' }).click();
  await context.close();
});

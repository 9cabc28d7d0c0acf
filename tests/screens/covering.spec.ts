import type { Page } from 'playwright/test';
import { sofia } from './script';
import { expect, isPhone, test } from './screen';

/** A phone, a small tablet, a laptop. */
const widths = [320, 768, 1360];

/**
 * Which of `covered` a `covering` element lies on, by their texts; whatever can be seen counts. What has gone covers
 * nothing: it is no answer.
 */
function covers(page: Page, covering: string, covered: string): Promise<string[]> {
  return page.evaluate(
    ([over, under]) => {
      const boxes = (selector: string): { text: string; box: DOMRect }[] =>
        [...document.querySelectorAll(selector)]
          .map((element) => ({ text: element.textContent.trim().slice(0, 40), box: element.getBoundingClientRect() }))
          .filter(({ box }) => box.width > 1 && box.height > 1);
      const meet = (a: DOMRect, b: DOMRect): boolean =>
        a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
      const below = boxes(under).filter(({ text }) => under !== 'span' || /^\+?[\d\s-]{7,}$/.test(text));
      const above = boxes(over);
      if (above.length === 0) return [`there is no ${over}`];
      return above.flatMap((high) =>
        below.filter((low) => meet(high.box, low.box)).map((low) => `“${high.text}” lies on “${low.text}”`),
      );
    },
    [covering, covered] as const,
  );
}

/** A message goes when an animation of its own has run out. */
function endAnimations(page: Page): Promise<void> {
  return page.evaluate(() => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    for (const each of ending) each.finish();
  });
}

for (const width of widths) {
  test(`what a button says beside it covers no number, a message neither navigation nor calls: ${width} px`, async ({
    open,
    script,
  }) => {
    const viewport = { width, height: 860 };
    const { page, card: cardOf } = await open({ permissions: ['microphone', 'clipboard-write'], viewport });
    await isPhone(page);
    script.rings(sofia);
    const card = cardOf(sofia.name);
    await card.getByRole('button', { name: 'Answer' }).click();
    await expect(card).toHaveAttribute('data-call-state', 'active');

    if (width === 320) await page.getByRole('button', { name: 'Hide calls' }).click();
    await page.getByRole('navigation').getByRole('link', { name: 'Contacts' }).click();
    await page.getByRole('row', { name: /^Cecilia Ek/ }).click();
    const article = page.getByRole('article', { name: 'Contact card' });
    const copies = article.getByRole('button', { name: /^Copy number/ });
    await expect(copies.nth(1)).toBeVisible();
    // On a phone the card is folded to a bar without it.
    const onCard = await card.getByRole('button', { name: 'Copy number' }).all();
    for (const copy of [...(await copies.all()), ...onCard]) {
      await copy.hover();
      await expect(page.getByRole('tooltip')).toBeVisible();
      await expect.poll(() => covers(page, '[role=tooltip]', 'span')).toEqual([]);
      await page.mouse.move(1, 1);
      await expect(page.getByRole('tooltip')).toHaveCount(0);
    }
    await copies.first().click();
    const message = page.locator('.fui-Toast').getByText('Number copied');
    await expect(message).toBeVisible();
    for (const covered of ['nav', '[data-call-state]', 'header']) {
      await expect.poll(() => covers(page, '.fui-Toast', covered), { message: covered }).toEqual([]);
    }
    await endAnimations(page);
    await expect(message).toHaveCount(0);
  });
}

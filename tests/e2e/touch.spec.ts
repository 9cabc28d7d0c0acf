import type { Page } from 'playwright/test';
import { expect, test } from './people';
import { ends } from './talking';

/** What a finger would miss, or press without seeing it. */
function faults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll('button, a[href], select, label[data-choice], summary')) {
      const { width, height } = element.getBoundingClientRect();
      const name = `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent}`;
      // Buttons inside a field have the field's height; links in a text are as tall as the text (WCAG 2.5.8).
      const inText = element.closest('.fui-Input') !== null || element.classList.contains('fui-Link');
      if (width === 0 || inText) continue;
      if (Math.round(height) < 44 || Math.round(width) < 44) found.push(`${name} is ${Math.round(width)} × ${Math.round(height)}`);
      if (getComputedStyle(element).opacity === '0') found.push(`${name} cannot be seen`);
    }
    return found;
  });
}

test('a finger sees all that it can press, and meets it', async ({ browser, server, open }) => {
  test.slow();
  const bjorn = await open('bjorn');
  const context = await browser.newContext({ permissions: ['microphone'], viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true });
  await context.route(/^https?:\/\/(?!127\.0\.0\.1|localhost)/, (route) => route.abort());
  const page = await context.newPage();
  await page.goto(`${server.url}/tab/?as=anna`);
  await expect(page.getByText(/^Rings on/)).toBeVisible();
  await expect(bjorn.tab.getByText('Rings on')).toBeVisible();
  await bjorn.call('1001');
  const card = page.getByRole('region', { name: 'Call with Björn Åkesson' });
  await expect(card).toHaveAttribute('data-call-state', 'ringing');
  expect(await faults(page)).toEqual([]);
  await card.getByRole('button', { name: 'Answer' }).tap();
  await expect(card).toHaveAttribute('data-call-state', 'active');
  expect(await faults(page)).toEqual([]);

  await page.getByRole('button', { name: 'Hide calls' }).tap();
  await expect(card).toHaveAttribute('data-call-state', 'active');
  await expect(card.getByRole('timer')).toBeVisible();
  await card.getByRole('button', { name: 'Mute' }).tap();
  await expect(bjorn.card('Anna Lind')).toHaveAttribute('data-call-state', 'active');
  await expect(card.getByRole('button', { name: 'Unmute' })).toBeVisible();
  for (const section of ['Contacts', 'Help', 'Settings', 'Calls']) {
    await page.getByRole('navigation').getByRole('link', { name: new RegExp(`^${section}`) }).tap();
    await expect(page.getByRole('heading', { name: section }).first()).toBeVisible();
    expect(await faults(page), section).toEqual([]);
  }
  await page.getByRole('navigation').getByRole('link', { name: 'Contacts' }).tap();
  await expect(page.getByRole('button', { name: 'Call Cecilia Ek' })).toHaveCSS('opacity', '1');
  await ends(bjorn, 'Anna Lind', () => card.getByRole('button', { name: 'Hang up' }).tap());
  await context.close();
});

import type { Page } from 'playwright/test';
import { bjorn } from './script';
import { expect, isPhone, test } from './screen';

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
      if (Math.round(height) < 44 || Math.round(width) < 44)
        found.push(`${name} is ${Math.round(width)} × ${Math.round(height)}`);
      if (getComputedStyle(element).opacity === '0') found.push(`${name} cannot be seen`);
    }
    return found;
  });
}

const phone = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true };

test('a finger sees all that it can press, and meets it', async ({ open, script }) => {
  const { page, card } = await open(phone);
  await isPhone(page);
  const call = script.rings(bjorn);
  const bjorns = card(bjorn.name);
  await expect(bjorns).toHaveAttribute('data-call-state', 'ringing');
  await expect.poll(() => faults(page)).toEqual([]);
  await bjorns.getByRole('button', { name: 'Answer' }).tap();
  await expect(bjorns).toHaveAttribute('data-call-state', 'active');
  await expect.poll(() => faults(page)).toEqual([]);

  await page.getByRole('button', { name: 'Hide calls' }).tap();
  await expect(bjorns).toHaveAttribute('data-call-state', 'active');
  await expect(bjorns.getByRole('timer')).toBeVisible();
  await bjorns.getByRole('button', { name: 'Mute' }).tap();
  await expect(bjorns.getByRole('button', { name: 'Unmute' })).toBeVisible();
  await expect.poll(() => script.commands).toEqual([{ name: 'call.mute', callId: call.id, muted: true }]);
  for (const section of ['Contacts', 'Help', 'Settings', 'Calls']) {
    await page
      .getByRole('navigation')
      .getByRole('link', { name: new RegExp(`^${section}`) })
      .tap();
    await expect(page.getByRole('heading', { name: section }).first()).toBeVisible();
    await expect.poll(() => faults(page), { message: section }).toEqual([]);
  }
  await page.getByRole('navigation').getByRole('link', { name: 'Contacts' }).tap();
  await expect(page.getByRole('button', { name: 'Call Cecilia Ek' })).toHaveCSS('opacity', '1');
  await bjorns.getByRole('button', { name: 'Hang up' }).tap();
  await expect.poll(() => script.commands.at(-1)).toEqual({ name: 'call.hangUp', callId: call.id });
  call.ends('hungUp');
  await expect(bjorns).toHaveAttribute('data-call-state', 'ended');
});

import { expect, test } from './people';
import type { Page } from 'playwright/test';

/** Now, as a clock in a zone shows it; a minute may pass while one looks. */
function clockIn(timeZone: string, ms: number): RegExp {
  const at = (each: number) => new Intl.DateTimeFormat('sv-SE', { timeZone, hour: '2-digit', minute: '2-digit' }).format(each);
  return new RegExp([-60_000, 0, 60_000].map((shift) => at(ms + shift)).join('|'));
}

const row = (page: Page) => page.getByRole('listitem').filter({ hasText: 'Sofia Lund' }).first();

test('a person in New York sees her own hours until she chooses the office’s', async ({ browser, server, outside }) => {
  const context = await browser.newContext({ permissions: ['microphone'], timezoneId: 'America/New_York' });
  const page = await context.newPage();
  await page.goto(`${server.url}/tab/?as=eva&locale=en-US`);
  await expect(page.getByText(/^Rings on: .*this tab/)).toBeVisible();
  const phone = await outside('+46701234567');
  const eva = await page.evaluate(async () => {
    const token = (await (await fetch('/local/token?as=eva')).text()).trim();
    return (await (await fetch('/api/me', { headers: { authorization: `Bearer ${token}` } })).json()) as { user: { numbers: string[] } };
  });
  await phone.page.getByRole('textbox', { name: 'Number' }).fill(eva.user.numbers[0] ?? '');
  await phone.press('Call');
  await expect(page.getByRole('region', { name: 'Call with Sofia Lund' })).toHaveAttribute('data-call-state', 'ringing');
  const ms = Date.now();
  await phone.press('Hang up');
  await expect(row(page)).toContainText(clockIn('America/New_York', ms));

  await page.getByRole('link', { name: 'Settings' }).click();
  const zone = page.getByRole('combobox', { name: 'Time zone' });
  await expect(zone).toHaveValue('Follows this computer (America/New York)');
  await zone.click();
  await page.getByRole('option', { name: 'The organisation’s (Europe/Stockholm)' }).click();
  await page.getByRole('link', { name: 'Calls' }).click();
  await expect(row(page)).toContainText(clockIn('Europe/Stockholm', ms));
  await page.reload();
  await expect(row(page)).toContainText(clockIn('Europe/Stockholm', ms));
  await context.close();
});

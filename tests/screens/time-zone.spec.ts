import type { Page } from 'playwright/test';
import { sofia } from './script';
import { expect, isPhone, test } from './screen';

/** Now, as a clock in a zone shows it; a minute may pass while one looks. */
function clockIn(timeZone: string, ms: number): RegExp {
  const at = (each: number) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone, hour: '2-digit', minute: '2-digit' }).format(each);
  return new RegExp([-60_000, 0, 60_000].map((shift) => at(ms + shift)).join('|'));
}

const row = (page: Page) => page.getByRole('listitem').filter({ hasText: 'Sofia Lund' }).first();

test('a person in New York sees her own hours until she chooses the office’s', async ({ open, script }) => {
  const { page, card } = await open({ timezoneId: 'America/New_York' });
  await isPhone(page);
  const call = script.rings(sofia);
  await expect(card(sofia.name)).toHaveAttribute('data-call-state', 'ringing');
  const ms = Date.now();
  call.ends('cancelled');
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
});

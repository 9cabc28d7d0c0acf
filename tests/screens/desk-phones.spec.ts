import { randomUUID } from 'node:crypto';
import type { DeviceId } from '../../src/contract/ids';
import { expect, goTo, isAccessible, isPhone, test } from './screen';

test('a desk phone is added, shown its account once, set up by an address, given a new password, and removed', async ({
  open,
  script,
}) => {
  script.deskPhones = { transports: ['udp', 'tcp', 'tls'], phones: [] };
  const { page } = await open();
  await isPhone(page);
  await goTo(page, 'Settings');
  const part = page.getByRole('region', { name: 'Desk phones' });
  await expect(part).toContainText('No desk phone yet.');
  const add = part.getByRole('button', { name: 'Add desk phone' });
  await add.press('Enter');
  await expect(part.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await part.getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(add).toBeFocused();
  await add.press('Enter');
  await part.getByRole('textbox', { name: 'Name' }).fill('Köket');
  await expect(part.getByRole('combobox', { name: 'Transport' })).toHaveValue('tls');
  await part.getByRole('button', { name: 'Add', exact: true }).click();
  const account = page.getByRole('alertdialog', { name: 'Account for Köket' });
  await expect(account.getByText('first-secret', { exact: true })).toBeVisible();
  await expect(account.getByRole('img', { name: 'The account as a QR code' })).toBeVisible();
  await isAccessible(page, 'account', ['[role=alertdialog]']);
  await account.getByRole('button', { name: 'Copy password' }).click();
  await expect(page.getByText('Copied to the clipboard').last()).toBeVisible();
  await account.getByRole('button', { name: 'Done' }).press('Enter');
  await expect(part.getByRole('listitem')).toContainText('Not here yet');
  await expect(add).toBeFocused();
  await expect(page.getByText('first-secret')).toHaveCount(0);

  await part.getByRole('button', { name: 'Settings for Köket' }).click();
  const setup = page.getByRole('alertdialog', { name: 'Settings for Köket' });
  await setup.getByRole('combobox', { name: 'Make' }).selectOption('Snom');
  await setup.getByRole('button', { name: 'Make address' }).click();
  await expect(setup.getByRole('textbox', { name: 'Address' })).toHaveValue(/\/phones\/abc\/snom$/);
  await setup.getByRole('button', { name: 'Done' }).click();

  await part.getByRole('button', { name: 'New password for Köket' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'New password' }).click();
  await expect(account.getByText('second-secret', { exact: true })).toBeVisible();
  await account.getByRole('button', { name: 'Done' }).click();

  await part.getByRole('button', { name: 'Remove Köket' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(part.getByRole('listitem')).toHaveCount(1);
  await part.getByRole('button', { name: 'Remove Köket' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(part).toContainText('No desk phone yet.');
  await expect(add).toBeFocused();
});

test('a desk phone shows what it is and where it is, on a narrow screen too; without them nothing is shown', async ({
  open,
  script,
}) => {
  const phone = { id: randomUUID() as DeviceId, label: 'Kontoret', transport: 'udp', model: null } as const;
  const gone = { ...phone, id: randomUUID() as DeviceId, label: 'Hemma', registered: false, seenAtMs: Date.now() };
  const there = { ...phone, model: 'Yealink SIP-T54W 96.86.0.70', registered: true, seenAtMs: null };
  script.deskPhones = { transports: ['udp'], phones: [gone, there] };
  const { page } = await open({ viewport: { width: 320, height: 700 } });
  await isPhone(page);
  await goTo(page, 'Settings');
  const items = page.getByRole('region', { name: 'Desk phones' }).getByRole('listitem');
  await expect(items).toHaveText([/^Hemma.*Not here since \d\d:\d\d/, /^Kontoret.*Yealink.*Registered.*UDP/]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  script.deskPhones = { transports: [], phones: [] };
  await expect(page.getByRole('region', { name: 'Desk phones' })).toHaveCount(0);
});

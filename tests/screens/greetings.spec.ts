import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from 'playwright/test';
import { expect, goTo, isPhone, test } from './screen';

const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });
const greetings = (page: Page): Locator => page.getByRole('region', { name: 'Greetings', exact: true });
const listed = (page: Page, name: string): Locator => greetings(page).getByRole('listitem').filter({ hasText: name });
const aFile = { name: 'hello.wav', mimeType: 'audio/wav', buffer: Buffer.from('a sound') };

async function begin(page: Page): Promise<void> {
  await isPhone(page);
  await goTo(page, 'Settings');
  await expect(greetings(page)).toBeVisible();
}

test('a greeting is recorded, listened to, said again, kept, and deleted with a way back', async ({ open, script }) => {
  const { page } = await open();
  await begin(page);
  const colleagues = listed(page, 'To colleagues');
  await expect(colleagues).toContainText('None of your own');
  await button(page, 'Record: To colleagues').click();
  const dialog = page.getByRole('dialog', { name: 'Record: To colleagues' });
  await expect(dialog.getByRole('button', { name: 'Keep' })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Record', exact: true }).click();
  const level = dialog.getByRole('progressbar', { name: 'Microphone level' });
  await expect.poll(async () => Number(await level.getAttribute('aria-valuenow'))).toBeGreaterThan(0);
  await expect(dialog.getByText(/^0:(?!00)\d\d of 1:00$/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Stop' }).click();
  const recorded = dialog.getByRole('group', { name: 'Your recording' });
  await recorded.getByRole('button', { name: 'Play' }).click();
  await expect(recorded.getByRole('button', { name: 'Pause' })).toBeFocused();
  await expect.poll(() => recorded.getByRole('slider', { name: 'Position' }).inputValue()).not.toBe('0');
  await expect(page.locator('audio[controls]')).toHaveCount(0);
  await expect(dialog.getByRole('button', { name: 'Record again' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Keep' }).click();
  await expect(page.getByText('Greeting kept').last()).toBeVisible();
  await expect(dialog).toBeHidden();
  expect(script.voicemail.greetings.map(({ saidTo }) => saidTo)).toEqual(['internal']);
  await expect(colleagues).not.toContainText('None of your own');
  await button(page, 'Delete greeting: To colleagues').press('Enter');
  await expect(colleagues).toContainText('None of your own');
  await expect(button(page, 'Record: To colleagues')).toBeFocused();
  await button(page, 'Undo').click();
  await expect(colleagues).not.toContainText('None of your own');
});

test('a file is chosen for an activity; one that is no sound changes nothing, and says so', async ({
  open,
  script,
}) => {
  const { page } = await open();
  await begin(page);
  const upload = greetings(page).getByLabel('Upload: To everybody').and(page.locator('input'));
  script.voicemail.refusal = 'sounds.cut';
  await upload.setInputFiles(aFile);
  await expect(page.getByText('The end of the file is missing. Copy or record it again.').last()).toBeVisible();
  await expect(listed(page, 'To everybody')).toContainText('None of your own');
  script.voicemail.refusal = null;
  await upload.setInputFiles(aFile);
  await expect(listed(page, 'To everybody')).not.toContainText('None of your own');
  await button(page, 'Listen: To everybody').click();
  await expect(button(page, 'Pause: To everybody')).toBeFocused();
  await button(page, 'Pause: To everybody').click();
  await expect(button(page, 'Listen: To everybody')).toBeFocused();
});

test('320 px, in Swedish, by keyboard: everything is there, and the focus comes back', async ({ open }) => {
  const { page } = await open({ locale: 'sv-SE', viewport: { width: 320, height: 720 } });
  await isPhone(page);
  await goTo(page, 'Inställningar');
  const record = button(page, 'Spela in: Till alla');
  await record.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Spela in: Till alla' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(record).toBeFocused();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

for (const theme of ['default', 'dark', 'contrast'] as const)
  test(`greetings are free of axe findings in the theme ${theme}`, async ({ openInTeams }) => {
    const { page, tab } = await openInTeams({ theme });
    await isPhone(tab);
    await goTo(tab, 'Settings');
    await expect(tab.getByRole('region', { name: 'Greetings', exact: true })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).include(['iframe[name=tab]', 'body']).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`)).toEqual([]);
  });

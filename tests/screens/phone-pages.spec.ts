import { expect, isAccessible, test } from './screen';

const pages = [
  ['outside', '/local/outside?number=%2B46701234567', 'Outside phone', 'Telefon utanför'],
  ['desk', '/local/desk-phone?as=anna', 'Desk phone', 'Bordstelefon'],
] as const;

for (const [name, address, english, swedish] of pages) {
  test(`the page of the ${name} phone is English where nothing is said, whatever the browser speaks`, async ({
    open,
  }) => {
    const { page } = await open({ query: address, locale: 'sv-SE' });
    await expect(page.getByRole('heading', { name: english })).toBeVisible();
    for (const button of ['Call', 'Answer', 'Hang up'])
      await expect(page.getByRole('button', { name: button, exact: true })).toBeVisible();
    await expect(page.getByLabel('Number', { exact: true })).toBeVisible();
    await expect(page.getByText('Hearing: silence')).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  });

  test(`the page of the ${name} phone is Swedish where one asks for it, in the theme that one chooses`, async ({
    open,
  }) => {
    const { page } = await open({ query: address });
    await page.getByRole('combobox', { name: 'Language' }).click();
    await page.getByRole('option', { name: 'Svenska' }).click();
    await expect(page.getByRole('heading', { name: swedish })).toBeVisible();
    for (const button of ['Ring', 'Svara', 'Lägg på'])
      await expect(page.getByRole('button', { name: button, exact: true })).toBeVisible();
    await expect(page.getByText('Hör: tystnad')).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'sv');
    await expect(page).toHaveTitle(swedish);
    await page.getByRole('combobox', { name: 'Tema' }).click();
    await page.getByRole('option', { name: 'Mörkt' }).click();
    await page.reload();
    await expect(page.getByRole('heading', { name: swedish })).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Tema' })).toHaveText('Mörkt');
    // Not one word of the other language.
    await expect(page.getByText(/\b(?:Call|Hearing|Keypad|Silence|Connected|People|the)\b/)).toHaveCount(0);
  });

  for (const theme of ['default', 'dark', 'contrast'])
    test(`the page of the ${name} phone is free of axe findings and fits 320 pixels in ${theme}`, async ({ open }) => {
      const { page } = await open({
        query: `${address}&locale=sv-SE&theme=${theme}`,
        viewport: { width: 320, height: 640 },
      });
      await expect(page.getByRole('heading', { name: swedish })).toBeVisible();
      await isAccessible(page, name, []);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    });
}

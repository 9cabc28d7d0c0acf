import { anEntry, sofia } from './script';
import { expect, goTo, isPhone, test } from './screen';

const nobodyThere = { outcome: 'cancelled', endReason: 'cancelled', answeredAtMs: null } as const;
const dialled = anEntry({ direction: 'out', other: sofia, ...nobodyThere });
test.use({ start: { history: [dialled] } });

test('the ways to act on a party stand in whole lines: at no width the last of them is left alone', async ({
  open,
}) => {
  const { page } = await open({ query: '&locale=sv-SE' });
  await isPhone(page);
  const row = page.locator('main [data-row]', { hasText: sofia.name }).first();
  await row.click();
  const button = (name: string) => page.getByRole('article').getByRole('button', { name, exact: true }).first();
  const [card, remove] = [button('Kontaktkort'), button('Ta bort samtal')];
  const top = async (of: typeof card): Promise<number> => Math.round((await of.boundingBox())?.y ?? -1);
  for (let width = 1180; width <= 1420; width += 20) {
    await page.setViewportSize({ width, height: 860 });
    await expect(card).toBeVisible();
    await expect.poll(async () => (await top(remove)) - (await top(card)), { message: `${width} px` }).toBe(0);
  }
});

test.describe('who called is nobody’s contact yet', () => {
  const other = { name: null, number: '+46701740605', contactId: null, userId: null };
  test.use({ start: { history: [anEntry({ other })] } });

  test('a contact is made from the call, by its detail and by the row’s menu', async ({ open }) => {
    const { page } = await open();
    await isPhone(page);
    const row = page.locator('main [data-row]').first();
    const asked = page.getByRole('dialog', { name: 'New contact' });
    const mobile = asked.getByRole('textbox', { name: 'Mobile' });
    await row.click();
    await page.getByRole('article').getByRole('button', { name: 'New contact', exact: true }).click();
    await expect(mobile).toHaveValue('+46701740605');
    await asked.getByRole('button', { name: 'Cancel' }).click();
    await goTo(page, 'Calls');
    await row.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'New contact' }).click();
    await expect(mobile).toHaveValue('+46701740605');
    await asked.getByRole('textbox', { name: 'Name' }).fill('Mormor Ek');
    await asked.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('article').getByRole('heading', { name: 'Mormor Ek' })).toBeVisible();
  });
});

import { expect, test } from './people';

test('a file of contacts is tried, imported, found by colleagues, and undone', async ({ open }) => {
  const eva = await open('eva');
  const anna = await open('anna');
  await eva.tab.getByRole('link', { name: 'Administration' }).click();
  await eva.tab.getByRole('tab', { name: 'Import' }).click();
  const text =
    'Namn;Titel;Anknytning;Mobil\r\nÅke Öst;Säljare;0110;701740690\r\nÖrjan Väst;;;0701740691\r\nFel;;;4,67E+10\r\n';
  const file = { name: 'kontakter.csv', mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') };
  await eva.tab.locator('input[type=file]').setInputFiles(file);
  const dryRun = eva.tab.getByRole('region', { name: 'Dry run' });
  await expect(dryRun.getByText('2 new, 0 changed, 0 unchanged, 1 error')).toBeVisible();
  await expect(dryRun.getByRole('combobox', { name: 'Encoding' })).toHaveValue('windows-1252');
  await expect(dryRun.getByRole('table', { name: 'Errors' }).getByRole('row').nth(1)).toContainText(
    'Excel has cut digits off: 4,67E+10',
  );
  await dryRun.getByRole('button', { name: 'Import 2 contacts' }).click();
  await expect(eva.tab.getByRole('status').filter({ hasText: '2 contacts imported' })).toBeVisible();

  await anna.tab.getByRole('combobox', { name: 'Search or enter a number' }).fill('åke');
  await expect(anna.tab.getByRole('row', { name: /Åke Öst/ })).toBeVisible();

  await eva.tab.getByRole('button', { name: 'Undo import' }).click();
  await expect(eva.tab.getByRole('status').filter({ hasText: 'The import is undone.' })).toBeVisible();
  await eva.tab.getByRole('tab', { name: 'Audit' }).click();
  await expect(eva.tab.getByRole('row').nth(1)).toContainText('Import undone');
  await expect(eva.tab.getByRole('row').nth(2)).toContainText('Contacts imported');
});

test('a file that is none is refused with the reason and nothing to press', async ({ open }) => {
  const eva = await open('eva');
  await eva.tab.getByRole('link', { name: 'Administration' }).click();
  await eva.tab.getByRole('tab', { name: 'Import' }).click();
  const file = { name: 'bok.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('PK\u0003\u0004') };
  await eva.tab.locator('input[type=file]').setInputFiles(file);
  await expect(eva.tab.getByRole('alert').filter({ hasText: 'Excel workbook' })).toBeVisible();
  await expect(eva.tab.getByRole('button', { name: /^Import \d/ })).toHaveCount(0);
});

test('several people at once: a preview line by line, done, and back again', async ({ open }) => {
  const eva = await open('eva');
  await eva.tab.getByRole('link', { name: 'Administration' }).click();
  await eva.tab.getByRole('tab', { name: 'People' }).click();
  const table = eva.tab.getByRole('table', { name: 'People' });
  for (const name of ['Anna Lind', 'Björn Åkesson'])
    await table.getByRole('checkbox', { name: `Select ${name}` }).click();
  await eva.tab.getByRole('button', { name: 'Change selected' }).click();
  const drawer = eva.tab.getByRole('dialog', { name: 'Change 2 people' });
  await drawer.getByRole('textbox', { name: 'Company or place' }).fill('Umeå');
  await drawer.getByRole('button', { name: 'Preview' }).click();
  const lines = drawer.getByRole('list', { name: 'Preview' }).getByRole('listitem');
  await expect(lines).toHaveCount(2);
  await expect(lines.first()).toContainText('Anna Lind');
  await expect(lines.first()).toContainText('→ Umeå');
  await drawer.getByRole('button', { name: 'Make 2 changes' }).click();
  await expect(drawer).toHaveCount(0);
  const done = eva.tab.getByText('2 changes made', { exact: true });
  await expect(done).toBeVisible();
  await eva.tab.getByRole('button', { name: 'Undo' }).click();
  await expect(done).toHaveCount(0);
  await eva.tab.getByRole('tab', { name: 'Audit' }).click();
  await expect(eva.tab.getByRole('row').nth(1)).toContainText('Umeå →');
});

test('an administrator asks why a call of somebody went where it went, and both looks are told', async ({ open }) => {
  const anna = await open('anna');
  const bjorn = await open('bjorn');
  for (const person of [anna, bjorn]) await expect(person.tab.getByText('Rings on')).toBeVisible();
  await anna.call('1002');
  await bjorn.card('Anna Lind').getByRole('button', { name: 'Decline' }).click();
  const eva = await open('eva');
  await eva.tab.getByRole('link', { name: 'Administration' }).click();
  await eva.tab.getByRole('tab', { name: 'People' }).click();
  await eva.tab.getByRole('button', { name: 'Björn Åkesson' }).click();
  const drawer = eva.tab.getByRole('dialog', { name: 'Björn Åkesson' });
  await drawer.getByRole('button', { name: 'Show latest calls' }).click();
  await drawer.getByRole('button', { name: 'Why? Anna Lind' }).first().click();
  const why = eva.tab.getByRole('dialog').filter({ hasText: 'Show details' });
  await expect(why).toBeVisible();
  await eva.page.keyboard.press('Escape');
  await drawer.getByRole('button', { name: 'What was changed' }).click();
  await expect(eva.tab.getByRole('row').filter({ hasText: 'Call list looked at' })).toHaveCount(1);
});

test('a role that is taken while the administration is open takes it away; given again, it is there again', async ({
  open,
}) => {
  const eva = await open('eva');
  let roles = 'administrator';
  // What Entra puts into the next token; soon there is one, since none of them lasts.
  await eva.context.route('**/local/token**', (route) =>
    route.continue({ url: `${route.request().url()}&expiresIn=10&roles=${roles}` }),
  );
  await eva.page.reload();
  const link = eva.tab.getByRole('link', { name: 'Administration' });
  await link.click();
  const anna = eva.tab.getByRole('button', { name: 'Anna Lind' });
  await anna.click();
  const drawer = eva.tab.getByRole('dialog', { name: 'Anna Lind' });
  await expect(drawer.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Anna Lind');

  roles = '';
  await expect(link).toHaveCount(0);
  await expect(drawer).toHaveCount(0);
  await expect(eva.tab.getByRole('tablist', { name: 'Administration' })).toHaveCount(0);
  await expect(eva.tab.getByRole('link', { name: 'Calls' })).toHaveAttribute('aria-current', 'page');
  await expect(eva.tab.locator('body')).not.toContainText('anna.lind@');

  roles = 'administrator';
  await link.click();
  await expect(anna).toBeVisible();
});

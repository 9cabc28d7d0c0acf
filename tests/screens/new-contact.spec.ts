import { aPng } from '../fakes/pictures';
import { me } from '../../tabs/fakes/samples';
import { expect, goTo, inWhole, isPhone, test } from './screen';
import { anEntry, bjorn, callId, sofia } from './script';

const mail = `From: Karin Norrbäck <karin@norrback.se>
Sent: Thursday, 26 November 2026 10:03
To: Anna Lind

Hej Anna! Offerten gäller till 2026-12-31, order 0701234567.

Med vänlig hälsning
Karin Norrbäck
Projektledare
Norrbäck Bygg AB
Tel 0920-12 34 00 | Mobil 070-123 45 67 | Hem 0920-555 66

Från: Anna Lind
Till: Karin

08-519 200 11`;

test('a pasted mail fills the fields, each can be changed, and nothing is stored before Save', async ({
  open,
  script,
}) => {
  const { page } = await open();
  await isPhone(page);
  await goTo(page, 'Contacts');
  await page.getByRole('button', { name: 'New contact' }).click();
  const dialog = page.getByRole('dialog', { name: 'New contact' });
  const field = (name: string) => dialog.getByRole('textbox', { name, exact: true });
  await expect(field('Name')).toBeFocused();
  await field('From a mail or vCard').fill(mail);
  await expect(dialog.getByRole('status')).toHaveText(/^The fields are filled in/);
  for (const [name, value] of [
    ['Name', 'Karin Norrbäck'],
    ['Company', 'Norrbäck Bygg AB'],
    ['Role', 'Projektledare'],
    ['Mobile', '+46701234567'],
    ['Work', '+46920123400'],
    ['Number 2 (Home)', '+4692055566'],
    ['E-mail', 'karin@norrback.se'],
  ] as const)
    await expect(field(name)).toHaveValue(value);
  const before = script.contacts.length;
  await field('Role').fill('');
  await field('Number 2 (Home)').fill('');
  await field('Name').fill('Karin N');
  expect(script.contacts.length).toBe(before);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Karin N', exact: true })).toBeVisible();
  expect(script.contacts.at(-1)).toMatchObject({
    role: null,
    numbers: [
      { label: 'mobile', number: '+46701234567' },
      { label: 'work', number: '+46920123400' },
    ],
  });
});

test('a mail’s file is read in the page; a text that tells of nobody says so', async ({ open }) => {
  const { page } = await open();
  await isPhone(page);
  await goTo(page, 'Contacts');
  await page.getByRole('button', { name: 'New contact' }).click();
  const dialog = page.getByRole('dialog', { name: 'New contact' });
  await dialog.getByLabel('Choose a file').setInputFiles({
    name: 'Offert.eml',
    mimeType: 'message/rfc822',
    buffer: Buffer.from(
      'From: =?utf-8?Q?Karin_Norrb=C3=A4ck?= <karin@norrback.se>\r\nTo: anna@fjallbo.se\r\nMIME-Version: 1.0\r\n' +
        'Content-Type: text/html; charset=utf-8\r\n\r\n<p>Hej</p><div>Mvh<br>Karin<br>Tel&nbsp;0920-12 34 00</div>' +
        '<blockquote>Anna<br>Tel 08-519 200 11</blockquote>',
    ),
  });
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('Karin Norrbäck');
  await expect(dialog.getByRole('textbox', { name: 'Work' })).toHaveValue('+46920123400');
  await dialog.getByRole('textbox', { name: 'From a mail or vCard' }).fill('Ordern är 0701234567.');
  await expect(dialog.getByRole('alert')).toHaveText('No contact was found in it.');
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('Karin Norrbäck');
});

for (const width of [1400, 1024])
  test(`from a call with a number that nobody has, while the call goes on beside it: ${width} px`, async ({
    open,
    script,
  }) => {
    const { page } = await open({ viewport: { width, height: 800 } });
    await isPhone(page);
    const call = script.rings({ ...sofia, name: null, contactId: null, number: '+46709998877' });
    const card = page.locator(`[data-call="${call.id}"]`);
    await card.getByRole('button', { name: 'Answer' }).click();
    await expect(card).toHaveAttribute('data-call-state', 'active');
    await card.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'New contact' }).click();
    const dialog = page.getByRole('dialog', { name: 'New contact' });
    await expect(dialog.getByRole('textbox', { name: 'Mobile' })).toHaveValue('+46709998877');
    await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
    // What a mail does not say stays.
    await dialog
      .getByRole('textbox', { name: 'From a mail or vCard' })
      .fill('Hej\n\nMvh\nKarin Norrbäck\n0920-12 34 00');
    await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('Karin Norrbäck');
    await expect(dialog.getByRole('textbox', { name: 'Work' })).toHaveValue('+46920123400');
    await expect(dialog.getByRole('textbox', { name: 'Mobile' })).toHaveValue('+46709998877');
    await card.getByRole('button', { name: 'Hold' }).click();
    await expect.poll(() => script.commands).toContainEqual({ name: 'call.hold', callId: call.id });
    await expect(dialog).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Name' }).press('Escape');
    await expect(dialog).toBeHidden();
  });

test('a call from somebody who is known offers no new contact', async ({ open, script }) => {
  const { page, card } = await open();
  await isPhone(page);
  script.rings(sofia);
  await card(sofia.name).getByRole('button', { name: 'Answer' }).click();
  await card(sofia.name).getByRole('button', { name: 'More' }).click();
  await expect(page.getByRole('menuitem', { name: 'Copy number' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'New contact' })).toHaveCount(0);
});

test('a photo is made small in the page, and stands in the row, on the card and on a call', async ({
  open,
  script,
}) => {
  const { page } = await open();
  await isPhone(page);
  await goTo(page, 'Contacts');
  await page.getByRole('button', { name: 'New contact' }).click();
  const dialog = page.getByRole('dialog', { name: 'New contact' });
  const file = { name: 'x.png', mimeType: 'image/png', buffer: aPng(1_600, 900) };
  await dialog
    .getByLabel('Choose photo')
    .last()
    .setInputFiles({ ...file, buffer: Buffer.from('no picture') });
  await expect(dialog.getByRole('alert')).toHaveText(/^The picture could not be used/);
  await dialog.getByLabel('Choose photo').last().setInputFiles(file);
  await expect(dialog.getByRole('button', { name: 'Remove photo' })).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Mormor Ek');
  await dialog.getByRole('textbox', { name: 'Mobile' }).fill('+46709998877');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const contact = () => script.contacts.find(({ displayName }) => displayName === 'Mormor Ek');
  const shown = (place: string) => page.locator(`${place} img[src^="data:image/jpeg"]`);
  await expect(shown('[data-region="detail"]')).toHaveCount(1);
  await expect(shown('[role="row"]')).toHaveCount(1);
  const size = await shown('[role="row"]').evaluate((image: HTMLImageElement) => [
    image.naturalWidth,
    image.naturalHeight,
    image.src.length < 33_000,
  ]);
  expect(size).toEqual([128, 128, true]);
  const call = script.rings({ ...sofia, name: 'Mormor Ek', contactId: contact()?.id ?? null, number: '+46709998877' });
  await expect(shown('[data-call-state]')).toHaveCount(1);
  await page.getByRole('button', { name: 'Answer' }).click();
  await expect(page.locator('[data-call-state="active"]')).toBeVisible();
  call.becomes({ state: 'held', heldByMe: true, heldSinceMs: Date.now() });
  script.rings(bjorn);
  await expect(page.locator('[data-call-state="ringing"]')).toBeVisible();
  await expect(shown('[data-call-state="held"]')).toHaveCount(1);
});

test.describe('people of the company have photos', () => {
  const calls = [bjorn, sofia, bjorn].map((other, n) =>
    anEntry({ callId: callId(n), other, startedAtMs: n * 86_400_000 }),
  );
  test.use({ start: { history: calls, me: { ...me, roles: ['user', 'administrator'] } } });

  test('which stand in rows that know their ids only, asked for all at once', async ({ open, script }) => {
    script.contacts.forEach((each, at) => (script.contacts[at] = { ...each, photo: 'p' }));
    const asked: string[] = [];
    const { page } = await open();
    page.on('request', (request) => void (request.url().endsWith('/photos') && asked.push(request.postData() ?? '')));
    await isPhone(page);
    const shown = (place: string) => page.locator(`${place} img[src^="data:image/"]`);
    await expect(shown('main [data-row]')).toHaveCount(3);
    const of = (text: string): string[] => text.match(/[\da-f-]{36}/g) ?? [];
    // Once when the page is drawn, and perhaps once more when it is connected; never row by row.
    expect(asked.length).toBeLessThanOrEqual(2);
    expect(new Set(asked.flatMap(of)).size).toBe(2);
    await page.getByRole('combobox', { name: 'Search or enter a number' }).click();
    await expect(shown('[role="grid"] [role="row"]').first()).toBeVisible();
    await page.keyboard.press('Escape');
    await goTo(page, 'Administration');
    await expect(shown('[role="table"]')).toHaveCount(2);
  });
});

test('a vCard’s photo comes along', async ({ open, script }) => {
  const { page } = await open();
  await isPhone(page);
  await goTo(page, 'Contacts');
  await page.getByRole('button', { name: 'New contact' }).click();
  const dialog = page.getByRole('dialog', { name: 'New contact' });
  const picture = aPng(200, 200)
    .toString('base64')
    .replace(/(.{60})/g, '$1\r\n ');
  const lines = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    'FN:Karin Norrbäck',
    `PHOTO;ENCODING=b;TYPE=PNG:${picture}`,
    'END:VCARD',
  ];
  const card = `${lines.join('\r\n')}\r\n`;
  await dialog
    .getByLabel('Choose a file')
    .setInputFiles({ name: 'karin.vcf', mimeType: 'text/vcard', buffer: Buffer.from(card) });
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('Karin Norrbäck');
  await expect(dialog.getByRole('button', { name: 'Remove photo' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => script.contacts.at(-1)).toMatchObject({ displayName: 'Karin Norrbäck', photo: 'new' });
});

for (const height of [640, 480]) {
  test(`at 320 by ${height} px Save and Cancel are in sight, however far the fields go`, async ({ open }) => {
    const { page } = await open({ viewport: { width: 320, height } });
    await goTo(page, 'Contacts');
    await page.getByRole('button', { name: 'New contact' }).click();
    const dialog = page.getByRole('dialog', { name: 'New contact' });
    await expect(dialog.getByRole('button', { name: 'Save' })).toBeInViewport(inWhole);
    const written = dialog.getByRole('textbox', { name: 'From a mail or vCard' });
    await expect(dialog.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused();
    await written.fill(mail);
    await expect(dialog.getByRole('status')).toHaveText(/^The fields are filled in/);
    await written.scrollIntoViewIfNeeded();
    await expect(written).toBeInViewport({ ratio: 0.3 });
    await expect(dialog.getByRole('button', { name: 'Save' })).toBeInViewport(inWhole);
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeInViewport(inWhole);
    await expect(dialog.getByRole('heading', { name: 'New contact' })).toBeInViewport(inWhole);
  });
}

for (const [locale, button, title, name, close] of [
  ['en-US', 'New contact', 'New contact', 'Name', 'Close'],
  ['sv-SE', 'Ny kontakt', 'Ny kontakt', 'Namn', 'Stäng'],
  ['en-US', 'New group', 'New group', 'Name', 'Close'],
  ['sv-SE', 'Ny grupp', 'Ny grupp', 'Namn', 'Stäng'],
] as const) {
  test(`${title}: one writes at once, Escape goes back, and the cross has its name (${locale})`, async ({ open }) => {
    const { page } = await open({ query: `&locale=${locale}` });
    await goTo(page, locale === 'sv-SE' ? 'Kontakter' : 'Contacts');
    await page.getByRole('button', { name: button }).press('Enter');
    const dialog = page.getByRole('dialog', { name: title });
    await expect(dialog.getByRole('textbox', { name, exact: true })).toBeFocused();
    await expect(dialog.getByRole('button', { name: close, exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('button', { name: button })).toBeFocused();
  });
}

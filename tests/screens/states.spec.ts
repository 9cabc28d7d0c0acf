import { bjorn } from './script';
import { expect, goTo, isPhone, test } from './screen';

test("the host's theme is followed live", async ({ openInTeams }) => {
  const anna = await openInTeams();
  await isPhone(anna.tab);
  const provider = anna.tab.locator('.fui-FluentProvider').first();
  const background = () => provider.evaluate((element) => getComputedStyle(element).backgroundColor);
  const light = await background();
  await anna.page.getByRole('button', { name: 'Theme' }).click();
  await anna.page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect.poll(background).not.toBe(light);
});

test('Swedish by the locale of Teams, English by choice in Settings, for every window', async ({ openInTeams }) => {
  const { tab, button } = await openInTeams({ locale: 'sv-SE' });
  await expect(tab.getByText('Ringer på')).toBeVisible();
  // Calls may carry the number of missed ones.
  for (const name of ['Samtal', 'Kontakter', 'Hjälp', 'Inställningar']) {
    await expect(
      tab
        .getByRole('navigation')
        .getByText(new RegExp(`^${name}`))
        .first(),
    ).toBeVisible();
  }
  await expect(tab.getByRole('combobox', { name: 'Sök eller slå nummer' })).toBeVisible();
  await expect(button('Knappsats')).toBeVisible();
  await goTo(tab, 'Inställningar');
  await tab.getByLabel('Språk').selectOption({ label: 'English' });
  await expect(tab.getByText('Rings on')).toBeVisible();
  const second = await openInTeams({ locale: 'sv-SE' });
  await expect(second.tab.getByText('Rings on')).toBeVisible();
  await tab.getByLabel('Language').selectOption({ index: 0 });
  await expect(second.tab.getByText('Ringer på')).toBeVisible();
});

test('320 px: bottom bar, no sideways scrolling, and the call in a sheet', async ({ open, script }) => {
  const { page, card: cardOf } = await open({ viewport: { width: 320, height: 640 } });
  await expect(page.getByText('Samtal').or(page.getByText('Calls')).first()).toBeVisible();
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
  expect(await wide()).toBeLessThanOrEqual(320);
  await isPhone(page);
  script.rings(bjorn);
  const card = cardOf(bjorn.name);
  await expect(card).toHaveAttribute('data-call-state', 'ringing');
  const box = await card.boundingBox();
  expect(box && box.x >= 0 && box.x + box.width <= 320).toBe(true);
  expect(await wide()).toBeLessThanOrEqual(320);
});

test('an account that is not linked is told what to do', async ({ openInTeams, script }) => {
  script.refusal = 'auth.notLinked';
  const organisation = 'Fjällbo AB';
  script.joining = { situation: 'unlinked', name: 'Frida Falk', mailDomains: ['fjallbo.example'], organisation };
  const { tab } = await openInTeams();
  await expect(tab.getByText(/not linked/).first()).toBeVisible();
  await expect(tab.getByText(/Ask your administrator/).first()).toBeVisible();
});

test('a token that the server refuses is a page with a way out', async ({ openInTeams, script }) => {
  script.refusal = 'auth.invalid';
  const { tab } = await openInTeams();
  await expect(tab.getByRole('button', { name: 'Try again' })).toBeVisible();
  script.refusal = null;
  await tab.getByRole('button', { name: 'Try again' }).click();
  await isPhone(tab);
});

test('without the microphone the tab says so, and goes on when it is allowed', async ({ openInTeams, script }) => {
  const anna = await openInTeams();
  await anna.context.addInitScript(() => {
    const isDenied = (): boolean => sessionStorage.getItem('allowed') === null;
    const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = (constraints) =>
      isDenied() ? Promise.reject(new DOMException('denied', 'NotAllowedError')) : original(constraints);
    const query = navigator.permissions.query.bind(navigator.permissions);
    navigator.permissions.query = async (descriptor) => {
      const status = await query(descriptor);
      if (isDenied()) Object.defineProperty(status, 'state', { value: 'denied' });
      return status;
    };
  });
  await anna.page.reload();
  await isPhone(anna.tab);
  await anna.call('1002');
  const denied = anna.tab.getByText(/may not use the microphone|No access to the microphone/);
  await expect(denied.first()).toBeVisible();
  expect(script.invites).toEqual([]);
  await anna.frame().evaluate(() => sessionStorage.setItem('allowed', 'yes'));
  await anna.call('1002');
  await expect.poll(() => script.invites.map(({ target }) => target)).toEqual(['1002']);
});

test('Settings: the level of the microphone moves, and the devices are listed', async ({ openInTeams }) => {
  const anna = await openInTeams();
  await isPhone(anna.tab);
  await goTo(anna.tab, 'Settings');
  await anna.tab.getByRole('button', { name: 'Test microphone' }).click();
  await expect(anna.tab.getByText('The microphone hears you.')).toBeVisible();
  await expect(anna.tab.getByLabel('Microphone', { exact: true }).locator('option')).not.toHaveCount(1);
});

test('what is told by a colour is seen where the computer chooses the colours', async ({ open }) => {
  const { page } = await open({ viewport: { width: 320, height: 700 } });
  await isPhone(page);
  await page.emulateMedia({ forcedColors: 'active' });
  // Nothing else is in the button on a narrow page; a background is not drawn.
  const dot = page
    .getByRole('button', { name: /^Activity: / })
    .locator('span[aria-hidden] >> visible=true')
    .first();
  const drawn = await dot.evaluate((element) => {
    const { borderTopStyle, borderTopWidth, borderTopColor } = getComputedStyle(element);
    return { borderTopStyle, borderTopWidth, borderTopColor };
  });
  expect(drawn).toMatchObject({ borderTopStyle: 'solid', borderTopWidth: '5px' });
  expect(drawn.borderTopColor).not.toMatch(/rgba\(.*, 0\)|transparent/);
});

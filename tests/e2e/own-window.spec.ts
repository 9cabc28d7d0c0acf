import type { FrameLocator, Locator, Page } from 'playwright/test';
import { listen, soundsStarted } from './audio';
import { expect, test } from './people';
import type { PhonePage, Person } from './people';

/** Another window of a person in the same browser. */
async function anotherWindow(person: Person, url: string): Promise<Page> {
  const page = await person.context.newPage();
  await page.goto(url);
  return page;
}
const ringsOn = (where: Page | FrameLocator): Locator => where.getByText(/^Rings on: .*this (tab|window)/);
const card = (where: Page | FrameLocator): Locator => where.getByRole('region', { name: 'Call with Sofia Lund' });

async function openOwnWindow(person: Person): Promise<Page> {
  const opened = person.context.waitForEvent('page');
  await person.button('Profile').click();
  await person.button('Open in own window').click();
  const page = await opened;
  await expect(ringsOn(page)).toBeVisible();
  return page;
}

async function callAnna(phone: PhonePage): Promise<void> {
  await phone.page.getByRole('textbox', { name: 'Number' }).fill('+46851920011');
  await phone.page.getByRole('button', { name: 'Call' }).click();
}

test('of two windows only the one used last makes the sound of ringing, and the other can answer', async ({
  openInTeams,
  outside,
  server,
}) => {
  const anna = await openInTeams('anna');
  await expect(ringsOn(anna.tab)).toBeVisible();
  const second = await anotherWindow(anna, `${server.url}/tab/?as=anna`);
  await expect(ringsOn(second)).toBeVisible();
  await second.getByRole('main').click({ position: { x: 3, y: 300 } });
  const before = [await soundsStarted(anna.frame()), await soundsStarted(second)] as const;
  const phone = await outside('+46701234567');
  await callAnna(phone);
  await expect(card(anna.tab)).toHaveAttribute('data-call-state', 'ringing');
  await expect.poll(() => soundsStarted(second)).toBeGreaterThan(before[1]);
  expect(await soundsStarted(anna.frame())).toBe(before[0]);
  await card(anna.tab).getByRole('button', { name: 'Answer' }).click();
  await expect(card(anna.tab)).toHaveAttribute('data-call-state', 'active');
});

test('the window that is left rings when the ringing one is gone', async ({ openInTeams, outside, server }) => {
  const anna = await openInTeams('anna');
  await expect(ringsOn(anna.tab)).toBeVisible();
  const second = await anotherWindow(anna, `${server.url}/tab/?as=anna`);
  await expect(ringsOn(second)).toBeVisible();
  await second.close();
  const before = await soundsStarted(anna.frame());
  const phone = await outside('+46701234567');
  await callAnna(phone);
  await expect(card(anna.tab)).toHaveAttribute('data-call-state', 'ringing');
  await expect.poll(() => soundsStarted(anna.frame())).toBeGreaterThan(before);
});

test('the own window takes over the ringing; the tab says so, and takes it back', async ({ openInTeams, outside }) => {
  const anna = await openInTeams('anna');
  await expect(ringsOn(anna.tab)).toBeVisible();
  const own = await openOwnWindow(anna);
  const banner = anna.tab.getByRole('region', { name: 'Own window' });
  await expect(banner).toContainText('Your own window is open');
  await expect(own.getByRole('region', { name: 'Own window' })).toHaveCount(0);
  await own.getByRole('button', { name: 'Profile' }).click();
  await expect(own.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await expect(own.getByRole('button', { name: 'Open in own window' })).toHaveCount(0);
  await own.keyboard.press('Escape');

  const before = [await soundsStarted(anna.frame()), await soundsStarted(own)] as const;
  const phone = await outside('+46701234567');
  await callAnna(phone);
  await expect(card(anna.tab)).toHaveAttribute('data-call-state', 'ringing');
  await expect.poll(() => soundsStarted(own)).toBeGreaterThan(before[1]);
  expect(await soundsStarted(anna.frame())).toBe(before[0]);
  await phone.page.getByRole('button', { name: 'Hang up' }).click();

  const closed = own.waitForEvent('close');
  await banner.getByRole('button', { name: 'Use this tab instead' }).click();
  await closed;
  await expect(banner).toHaveCount(0);
});

test('an own window with a call up asks before it is closed, and one without does not', async ({
  openInTeams,
  outside,
}) => {
  const anna = await openInTeams('anna');
  await expect(ringsOn(anna.tab)).toBeVisible();
  const own = await openOwnWindow(anna);
  const phone = await outside('+46701234567');
  await callAnna(phone);
  await card(own).getByRole('button', { name: 'Answer' }).click();
  await expect(card(own)).toHaveAttribute('data-call-state', 'active');
  await expect(card(anna.tab)).toHaveAttribute('data-call-state', 'elsewhere');
  await expect(anna.tab.getByRole('region', { name: 'Own window' })).toContainText('Your calls are in the own window');

  const asked = own.waitForEvent('dialog');
  await own.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await card(own).getByRole('button', { name: 'Hang up' }).click();
  await expect(phone.state).toHaveAttribute('data-call-state', /idle|ended/);
  const closed = own.waitForEvent('close');
  await own.close({ runBeforeUnload: true });
  await closed;
});

test('a call goes on in the own window when that opens, and back in the tab; nobody hears silence for long', async ({
  openInTeams,
  outside,
}) => {
  const anna = await openInTeams('anna', { toneHz: 523 });
  await expect(ringsOn(anna.tab)).toBeVisible();
  const phone = await outside('+46701234567');
  await phone.page.getByRole('radio', { name: 'Tone' }).check();
  await callAnna(phone);
  await card(anna.tab).getByRole('button', { name: 'Answer' }).click();
  await expect(phone.hearing).toHaveText('Hearing: tone');

  const own = await openOwnWindow(anna);
  await expect(card(own)).toHaveAttribute('data-call-state', 'active');
  await expect(card(anna.tab)).toHaveAttribute('data-call-state', 'elsewhere');
  await expect.poll(async () => (await listen(own)).level).toBeGreaterThan(0.01);
  await expect(phone.hearing).toHaveText('Hearing: tone');
  await expect(anna.tab.getByRole('region', { name: 'Own window' })).toContainText('Your calls are in the own window');

  const closed = own.waitForEvent('close');
  await anna.tab.getByRole('button', { name: 'Use this tab instead' }).click();
  await closed;
  await expect(card(anna.tab)).toHaveAttribute('data-call-state', 'active');
  await expect.poll(async () => (await anna.listen()).level).toBeGreaterThan(0.01);
  await expect(phone.hearing).toHaveText('Hearing: tone');
});

test('an own window that is closed with a call up leaves it to the tab', async ({ openInTeams, outside }) => {
  const anna = await openInTeams('anna', { toneHz: 523 });
  await expect(ringsOn(anna.tab)).toBeVisible();
  const own = await openOwnWindow(anna);
  const phone = await outside('+46701234567');
  await callAnna(phone);
  await card(own).getByRole('button', { name: 'Answer' }).click();
  await expect(phone.hearing).toHaveText('Hearing: tone');
  await own.close();
  await expect(phone.hearing).toHaveText('Hearing: music');
  await expect(card(anna.tab)).toHaveAttribute('data-call-state', 'anchored');
  await card(anna.tab).getByRole('button', { name: 'Return to call' }).click();
  await expect(card(anna.tab)).toHaveAttribute('data-call-state', 'active');
  await expect(phone.hearing).toHaveText('Hearing: tone');
});

test('a link back to a call brings it to the window that opens it; one to a call that is over says so', async ({
  openInTeams,
  outside,
  server,
}) => {
  const anna = await openInTeams('anna', { toneHz: 523 });
  await expect(ringsOn(anna.tab)).toBeVisible();
  const phone = await outside('+46701234567');
  await phone.page.getByRole('radio', { name: 'Tone' }).check();
  await callAnna(phone);
  await card(anna.tab).getByRole('button', { name: 'Answer' }).click();
  await expect(phone.hearing).toHaveText('Hearing: tone');
  const desk = await anna.context.newPage();
  // The id of a call is in links and messages only.
  const socket = desk.waitForEvent('websocket', (each) => each.url().endsWith('/realtime'));
  const welcome = socket.then((each) =>
    each.waitForEvent('framereceived', ({ payload }) => String(payload).startsWith('{"type":"welcome"')),
  );
  // A window that became a phone only after the loss would take the call by itself.
  const sip = desk.waitForEvent('websocket', (each) => each.url().endsWith('/sip'));
  const registered = sip.then((each) =>
    each.waitForEvent('framereceived', ({ payload }) => /^SIP\/2\.0 200[^]*\d REGISTER/.test(String(payload))),
  );
  await desk.goto(`${server.url}/tab/?as=anna`);
  await registered;
  const callId =
    (JSON.parse(String((await welcome).payload)) as { snapshot: { calls: { id: string }[] } }).snapshot.calls[0]?.id ??
    '';
  await expect(card(desk)).toHaveAttribute('data-call-state', 'elsewhere');
  await anna.page.close();
  await expect(phone.hearing).toHaveText('Hearing: music');
  const back = await anotherWindow(anna, `${server.url}/tab/?as=anna&page=return/${callId}`);
  await expect(card(back)).toHaveAttribute('data-call-state', 'active');
  await expect(phone.hearing).toHaveText('Hearing: tone');
  await phone.page.getByRole('button', { name: 'Hang up' }).click();
  await expect(card(back)).toHaveAttribute('data-call-state', 'ended');
  const late = await anotherWindow(anna, `${server.url}/tab/?as=anna&page=return/${callId}`);
  await expect(late.getByText('That call is over.').first()).toBeVisible();
});

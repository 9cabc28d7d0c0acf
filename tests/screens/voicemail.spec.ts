import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from 'playwright/test';
import { groupId } from '../../tabs/fakes/answer-group-samples';
import { me } from '../../tabs/fakes/samples';
import { anEntry, bjorn, callId, sofia } from './script';
import type { Script } from './script';
import { aMessage } from './scripted-voicemail';
import { expect, goTo, isPhone, test } from './screen';

const unknown = { name: null, number: '+4687132240', contactId: null, userId: null };
const number = '+46 8 713 22 40';

const articleOf = (page: Page, who: string): Locator => page.getByRole('article', { name: `Voicemail from ${who}` });
const button = (where: Locator, name: string): Locator => where.getByRole('button', { name, exact: true });
const link = (page: Page, name: string): Locator =>
  page.getByRole('navigation').getByRole('link', { name, exact: true });
const audio = (page: Page) =>
  page.locator('audio').evaluate((element: HTMLAudioElement) => ({
    paused: element.paused,
    atS: element.currentTime,
    rate: element.playbackRate,
  }));

test.use({ start: { voicemail: { unheard: 2 } } });

async function begin(script: Script, page: Page): Promise<void> {
  script.voicemail.messages = [
    aMessage(1),
    aMessage(2, { from: unknown, calledNumber: '+46851920011' }),
    aMessage(3, { from: sofia, heard: true, cutShort: true }),
  ];
  await isPhone(page);
  await goTo(page, 'Voicemail');
  await expect(articleOf(page, bjorn.name)).toBeVisible();
}

test('what is played counts as heard, and the badge follows', async ({ open, script }) => {
  const { page } = await open();
  await begin(script, page);
  await expect(link(page, 'Voicemail, 2 new')).toBeVisible();
  const message = articleOf(page, bjorn.name);
  await expect(message).toContainText('New');
  await button(message, 'Play').click();
  await expect(button(message, 'Pause')).toBeFocused();
  await expect.poll(async () => (await audio(page)).atS).toBeGreaterThan(0.3);
  await expect(message).not.toContainText('New');
  await expect(link(page, 'Voicemail, 1 new')).toBeVisible();
  await button(message, 'Mark as unread').click();
  await expect(link(page, 'Voicemail, 2 new')).toBeVisible();
});

test('a message for a group says whose it is', async ({ open, script }) => {
  const { page } = await open();
  await begin(script, page);
  script.voicemail.messages = [aMessage(4, { group: { id: groupId(1), name: 'Support' }, calledNumber: null })];
  script.says({ type: 'voicemail.changed', unheard: 1, messageId: null });
  await expect(articleOf(page, bjorn.name)).toContainText('Support');
  await expect(link(page, 'Voicemail, 1 new')).toBeVisible();
});

test('Safari is given MP4, whatever it says that it can play, and finds its way in it', async ({ open, script }) => {
  const engine = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
  const userAgent = `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${engine} Version/19.0 Safari/605.1.15`;
  const { page } = await open({ userAgent });
  await begin(script, page);
  const given = page.waitForResponse('**/voicemail-sound/**');
  const message = articleOf(page, bjorn.name);
  await message.getByRole('button', { name: bjorn.name }).click();
  await message.getByRole('slider', { name: 'Position' }).fill('1.5');
  await button(message, 'Play').click();
  const response = await given;
  expect(new URL(response.url()).searchParams.get('as')).toBe('mp4');
  expect(response.headers()['content-type']).toBe('audio/mp4; codecs=opus');
  await expect.poll(async () => (await audio(page)).atS).toBeGreaterThan(1.6);
  const saved = page.waitForEvent('download');
  await button(message, 'Download').click();
  expect((await saved).suggestedFilename()).toBe('voicemail.mp4');
});

test('one goes to a place in a message by mouse and by keys, and hears it faster', async ({ open, script }) => {
  const { page } = await open();
  await begin(script, page);
  const message = articleOf(page, sofia.name);
  await message.getByRole('button', { name: sofia.name }).click();
  const position = message.getByRole('slider', { name: 'Position' });
  await position.fill('1.5');
  await button(message, 'Play').click();
  await expect.poll(async () => (await audio(page)).atS).toBeGreaterThan(1.5);
  await button(message, 'Pause').click();
  await position.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(position).toHaveAttribute('aria-valuetext', /^0:00 of 0:0\d$/);
  expect((await audio(page)).atS).toBe(0);
  await message.getByRole('button', { name: 'Speed' }).click();
  await page.getByRole('menuitemradio', { name: '1.5×' }).click();
  await expect(message.getByRole('button', { name: 'Speed' })).toHaveText('1.5×');
  // Of all messages, and one after the other: there is one player.
  const other = articleOf(page, bjorn.name);
  await button(other, 'Play').click();
  await expect(button(other, 'Pause')).toBeVisible();
  await expect.poll(() => audio(page)).toMatchObject({ paused: false, rate: 1.5 });
  await expect(page.getByRole('slider')).toHaveCount(1);
});

test('a message is deleted, and had back', async ({ open, script }) => {
  const { page } = await open();
  await begin(script, page);
  const message = articleOf(page, bjorn.name);
  await message.getByRole('button', { name: bjorn.name }).focus();
  await page.keyboard.press('Delete');
  await expect(message).toHaveCount(0);
  await expect(articleOf(page, number).getByRole('button', { name: number })).toBeFocused();
  await expect(link(page, 'Voicemail, 1 new')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('article').first()).toHaveAccessibleName(`Voicemail from ${bjorn.name}`);
  await expect(link(page, 'Voicemail, 2 new')).toBeVisible();
  await articleOf(page, sofia.name).hover();
  await button(articleOf(page, sofia.name), 'Delete message').click();
  await expect(articleOf(page, sofia.name)).toHaveCount(0);
});

test('among the new ones a message stays before whoever hears it', async ({ open, script }) => {
  const { page } = await open();
  await begin(script, page);
  await page.getByRole('radiogroup', { name: 'Show' }).getByText('New').click();
  await expect(articleOf(page, sofia.name)).toHaveCount(0);
  await button(articleOf(page, bjorn.name), 'Play').click();
  await expect(link(page, 'Voicemail, 1 new')).toBeVisible();
  await expect(button(articleOf(page, bjorn.name), 'Mark as unread')).toBeVisible();
  await articleOf(page, number).getByRole('button', { name: number }).click();
  await expect(articleOf(page, bjorn.name)).toHaveCount(0);
  script.voicemail.messages = [];
  script.says({ type: 'voicemail.changed', unheard: 0, messageId: null });
  await expect(link(page, 'Voicemail')).toBeVisible();
});

test('with the keyboard the list is one stop, and the arrows go from message to message', async ({ open, script }) => {
  const { page } = await open();
  await begin(script, page);
  const row = (who: string) => articleOf(page, who).getByRole('button', { name: who });
  await page.getByRole('radio', { name: 'All' }).focus();
  await page.keyboard.press('Tab');
  await expect(row(bjorn.name)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await expect(row(sofia.name)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(row(sofia.name)).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('Tab');
  await expect(button(articleOf(page, sofia.name), 'Play')).toBeFocused();
});

test('a call that rings interrupts a message, and the caller is called back from it', async ({ open, script }) => {
  const { page, card } = await open();
  await begin(script, page);
  const message = articleOf(page, number);
  await button(message, 'Play').click();
  await expect(button(message, 'Pause')).toBeVisible();
  const call = script.rings(bjorn);
  await expect(button(message, 'Play')).toBeVisible();
  expect((await audio(page)).paused).toBe(true);
  call.ends('cancelled');
  await card(bjorn.name).getByRole('button', { name: 'Dismiss' }).click();
  await button(message, 'Call').click();
  await expect.poll(() => script.invites.map(({ target }) => target)).toEqual([unknown.number]);
});

test('a sound that cannot be had is told, and tried again', async ({ open, script }) => {
  const { page } = await open();
  await page.route('**/voicemail-sound/**', (route) => route.abort());
  await begin(script, page);
  const message = articleOf(page, bjorn.name);
  await button(message, 'Play').click();
  await expect(message.getByRole('alert')).toContainText('could not be played');
  await expect(message).toContainText('New');
  await page.unroute('**/voicemail-sound/**');
  await button(message, 'Try again').click();
  await expect(message.getByRole('alert')).toHaveCount(0);
  await expect.poll(async () => (await audio(page)).atS).toBeGreaterThan(0);
});

test('a message is a file to save', async ({ open, script }) => {
  const { page } = await open();
  await begin(script, page);
  await articleOf(page, bjorn.name).getByRole('button', { name: bjorn.name }).click();
  const saved = page.waitForEvent('download');
  await button(articleOf(page, bjorn.name), 'Download').click();
  expect((await saved).suggestedFilename()).toBe('voicemail.ogg');
});

test('nothing left, and nothing that could be read, say so', async ({ open, script }) => {
  const { page } = await open();
  await isPhone(page);
  await goTo(page, 'Voicemail');
  await expect(page.getByText('No messages yet')).toBeVisible();
  await page.getByRole('radiogroup', { name: 'Show' }).getByText('New').click();
  await expect(page.getByText('No new messages')).toBeVisible();
  await goTo(page, 'Calls');
  script.voicemail.messages = [aMessage(1)];
  await page.route('**/api/voicemail?*', (route) => route.abort());
  script.says({ type: 'voicemail.changed', unheard: 1, messageId: null });
  await page.reload();
  await isPhone(page);
  await goTo(page, 'Voicemail');
  await expect(page.getByRole('alert')).toContainText('The messages could not be read');
  await page.unroute('**/api/voicemail?*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(articleOf(page, bjorn.name)).toBeVisible();
});

test('320 px: all of an open message is in sight, and nothing goes sideways', async ({ open, script }) => {
  const { page } = await open({ viewport: { width: 320, height: 640 } });
  await begin(script, page);
  const message = articleOf(page, number);
  await message.getByRole('button', { name: number }).click();
  for (const name of ['Play', 'Call', 'Download', 'Mark as read', 'Delete message']) {
    const box = await button(message, name).boundingBox();
    expect([name, box !== null && box.x >= 0 && box.x + box.width <= 320]).toEqual([name, true]);
  }
  const wave = await message.getByRole('slider').boundingBox();
  expect(wave?.width).toBeGreaterThan(200);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test('what a machine has written down is read below the message, in its language, also on 320 px', async ({
  open,
  script,
}) => {
  const text = 'Hej, det är Björn. Ring mig när du kan, det gäller leveransen till Nordmannatorpsvägen.'.repeat(4);
  const { page } = await open({ viewport: { width: 320, height: 640 } });
  await begin(script, page);
  script.voicemail.messages = [aMessage(1, { transcript: { text, language: 'sv' } }), aMessage(2, { from: unknown })];
  script.says({ type: 'voicemail.changed', unheard: 2, messageId: null });
  const message = articleOf(page, bjorn.name);
  await message.getByRole('button', { name: bjorn.name }).click();
  const said = message.getByRole('group', { name: 'What was said' });
  await expect(said).toContainText('Written by a machine');
  await expect(said.getByText('Hej, det är Björn.')).toHaveAttribute('lang', 'sv');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  const [box, slider] = [await said.boundingBox(), await message.getByRole('slider').boundingBox()];
  expect((box?.y ?? 0) > (slider?.y ?? 0)).toBe(true);
  await articleOf(page, number).getByRole('button', { name: number }).click();
  await expect(articleOf(page, number).getByRole('group', { name: 'What was said' })).toHaveCount(0);
});

for (const theme of ['default', 'dark', 'contrast'] as const) {
  test(`a list of messages, one of them open, is free of axe findings in the theme ${theme}`, async ({
    openInTeams,
    script,
  }) => {
    const transcript = { text: 'Ring mig.', language: 'sv' } as const;
    script.voicemail.messages = [
      aMessage(1, { transcript }),
      aMessage(2, { from: unknown }),
      aMessage(3, { heard: true }),
    ];
    const { page, tab } = await openInTeams({ theme });
    await isPhone(tab);
    await goTo(tab, 'Voicemail');
    await tab.getByRole('button', { name: bjorn.name }).first().click();
    await expect(tab.getByRole('slider', { name: 'Position' })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).include(['iframe[name=tab]', 'body']).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`)).toEqual([]);
  });
}

test('Settings: voicemail is turned off, unless the organisation has none', async ({ open, script }) => {
  const { page } = await open();
  await isPhone(page);
  await goTo(page, 'Settings');
  const setting = page.getByRole('switch', { name: 'Voicemail' });
  await expect(setting).toBeChecked();
  await setting.click();
  await expect(setting).not.toBeChecked();
  await expect.poll(() => script.voicemail.mine.enabled).toBe(false);
  script.voicemail.mine = { enabled: true, offered: false };
  await page.reload();
  await expect(setting).toBeDisabled();
  await expect(page.getByText('Your organisation has no voicemail.')).toBeVisible();
});

test.describe('a call that the voicemail took', () => {
  const missed = { outcome: 'missed', endReason: 'voicemail', answeredAtMs: null, startedAtMs: Date.now() } as const;
  const left = anEntry({ callId: callId(3), other: sofia, ...missed });
  const silent = anEntry({ callId: callId(9), other: sofia, ...missed, startedAtMs: Date.now() - 60_000 });
  test.use({ start: { history: [left, silent], voicemail: { unheard: 1 } } });

  test('says so in the list, and leads to what was said in it', async ({ open, script }) => {
    script.voicemail.messages = [aMessage(1), aMessage(3, { from: sofia })];
    const { page } = await open();
    await isPhone(page);
    const row = page.locator('main [data-row]', { hasText: sofia.name });
    await expect(row).toContainText('Missed · Voicemail');
    await row.click();
    // Only one of the two has left anything.
    await page.getByRole('article').getByRole('button', { name: 'Listen' }).click();
    await expect(link(page, 'Voicemail, 1 new')).toHaveAttribute('aria-current', 'page');
    await expect(articleOf(page, sofia.name).getByRole('slider')).toBeVisible();
    await expect(page.getByRole('slider')).toHaveCount(1);
  });
});

test('who is answered by a voicemail reads whose it is, and can send digits', async ({ open, script }) => {
  const { page, card } = await open();
  await isPhone(page);
  const call = script.rings(bjorn);
  await card(bjorn.name).getByRole('button', { name: 'Answer' }).click();
  call.becomes({ direction: 'out', voicemail: true });
  await expect(card(bjorn.name)).toContainText('Voicemail of Björn Åkesson');
  await expect(card(bjorn.name).getByRole('button', { name: 'Transfer' })).toHaveCount(0);
  await card(bjorn.name).getByRole('button', { name: 'Keypad' }).click();
  await expect(card(bjorn.name).getByRole('button', { name: '#', exact: true })).toBeVisible();
});

test.describe('for administrators', () => {
  test.use({ start: { me: { ...me, roles: ['user', 'administrator'] } } });

  test('whether there is voicemail, and for how long it is kept, is the organisation’s', async ({ open, script }) => {
    const { page } = await open({ query: '/tab/?as=anna#/administration/organisation' });
    const part = page.getByRole('region', { name: 'Voicemail' });
    await part.getByRole('switch', { name: 'Voicemail' }).click();
    const days = part.getByRole('spinbutton', { name: 'Days that heard messages are kept' });
    await days.fill('30');
    await days.blur();
    await part.getByRole('switch', { name: 'Write messages down' }).click();
    await part.getByRole('button', { name: 'Save' }).click();
    await expect(part.getByText('Saved.')).toBeVisible();
    expect(script.voicemail.policy).toEqual({
      ...{ enabled: false, keepHeardDays: 30, keepUnheardDays: 365, transcribe: true },
    });
  });

  test('where the server has no machine for it, nothing is written down', async ({ open, script }) => {
    script.voicemail.canTranscribe = false;
    const { page } = await open({ query: '/tab/?as=anna#/administration/organisation' });
    const part = page.getByRole('region', { name: 'Voicemail' });
    await expect(part.getByRole('switch', { name: 'Write messages down' })).toBeDisabled();
    await expect(part.getByText('This server has no machine that writes messages down.')).toBeVisible();
  });
});

import type { Locator, Page } from 'playwright/test';
import { VaxelError } from '../../src/contract/errors';
import { aGroupDetail, anAgent, aParty, aWaiting, groupId, toAnswerId } from '../../tabs/fakes/answer-group-samples';
import { userId } from '../../tabs/fakes/samples';
import type { Script } from './script';
import { expect, goTo, isAccessible, isPhone, test } from './screen';

const list = (page: Page): Locator => page.getByRole('list', { name: 'To answer' });
const row = (page: Page, who: string): Locator => list(page).getByRole('listitem').filter({ hasText: who });
const press = (page: Page, who: string, button: string): Promise<void> =>
  row(page, who).getByRole('button', { name: button, exact: true }).press('Enter');

const lena = (change = {}) => aParty(1, { name: 'Lena Lindström', calls: 2, why: 'timeout', ...change });

function owes(script: Script): void {
  script.answerGroups.groups = [aGroupDetail({ agents: [anAgent(2, 'Björn Åkesson')] })];
  script.toAnswer = [lena(), aParty(2)];
}

test('who is still to be called stands there with what happened, and goes when a colleague has seen to it', async ({
  open,
  script,
}) => {
  owes(script);
  const { page } = await open();
  await isPhone(page);
  await goTo(page, 'Answer groups');
  await expect(list(page).getByRole('listitem')).toHaveCount(2);
  await expect(row(page, 'Lena Lindström')).toContainText('Support · Waited too long, 2 calls · since ');
  await expect(row(page, '+46 70 123 45 62')).toContainText(/Hung up while waiting · since (?!Today)/);
  await expect(page.getByRole('link', { name: 'Answer groups, 2 to answer', exact: true })).toBeVisible();
  script.says({ type: 'toAnswer.changed', party: lena({ claimedBy: { userId: userId(2), name: 'Björn Åkesson' } }) });
  await expect(row(page, 'Lena Lindström')).toContainText('Björn Åkesson sees to it');
  await expect(row(page, 'Lena Lindström').getByRole('button', { name: 'Claim' })).toBeDisabled();
  await expect(page.getByRole('link', { name: 'Answer groups, 1 to answer', exact: true })).toBeVisible();
  script.group(groupId(1), { waiting: [aWaiting(1)] });
  await expect(page.getByRole('link', { name: 'Answer groups, 1 waiting, 1 to answer', exact: true })).toBeVisible();
  script.says({ type: 'toAnswer.changed', party: lena({ doneAtMs: Date.now() }) });
  await expect(list(page).getByRole('listitem')).toHaveCount(1);
  script.says({ type: 'toAnswer.changed', party: aParty(3, { why: 'voicemail' }) });
  await expect(row(page, '+46 70 123 45 63')).toContainText('Left a voicemail');
});

test('one calls, claims, snoozes and finishes by the keys, and takes Done back', async ({ open, script }) => {
  owes(script);
  const { page } = await open();
  await isPhone(page);
  await goTo(page, 'Answer groups');
  const id = toAnswerId(1);
  await press(page, 'Lena Lindström', 'Claim');
  await expect.poll(() => script.commands.at(-1)).toEqual({ name: 'toAnswer.claim', id });
  script.says({ type: 'toAnswer.changed', party: lena({ claimedBy: { userId: script.userId, name: 'Anna Lind' } }) });
  await expect(row(page, 'Lena Lindström').getByRole('button', { name: 'Claim', pressed: true })).toBeFocused();
  await press(page, 'Lena Lindström', 'Claim');
  await expect.poll(() => script.commands.at(-1)).toEqual({ name: 'toAnswer.release', id });
  await press(page, 'Lena Lindström', 'Snooze');
  await page.getByRole('menuitem', { name: 'For 1 hour' }).press('Enter');
  await expect.poll(() => script.commands.at(-1)).toMatchObject({ name: 'toAnswer.snooze', id });
  script.says({ type: 'toAnswer.changed', party: lena({ snoozedUntilMs: Date.now() + 3_600_000 }) });
  await expect(list(page).getByRole('listitem').nth(1)).toContainText('Snoozed until');
  await press(page, 'Lena Lindström', 'Done');
  await expect.poll(() => script.commands.at(-1)).toEqual({ name: 'toAnswer.done', id });
  script.says({ type: 'toAnswer.changed', party: lena({ doneAtMs: Date.now() }) });
  await expect(row(page, '+46 70 123 45 62').getByRole('button', { name: 'Call' })).toBeFocused();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => script.commands.at(-1)).toEqual({ name: 'toAnswer.reopen', id });
  await press(page, '+46 70 123 45 62', 'Call');
  await expect(page.getByRole('region', { name: 'Call with +46 70 123 45 62' })).toBeVisible();
});

test('of the last one that is done the heading has the keys, and still after it is taken back', async ({
  open,
  script,
}) => {
  owes(script);
  script.toAnswer = [lena()];
  const { page } = await open();
  await isPhone(page);
  await goTo(page, 'Answer groups');
  await press(page, 'Lena Lindström', 'Done');
  await expect.poll(() => script.commands.at(-1)?.name).toBe('toAnswer.done');
  script.says({ type: 'toAnswer.changed', party: lena({ doneAtMs: Date.now() }) });
  const heading = page.getByRole('heading', { name: 'To answer' });
  await expect(heading).toBeFocused();
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect.poll(() => script.commands.at(-1)?.name).toBe('toAnswer.reopen');
  script.says({ type: 'toAnswer.changed', party: lena() });
  await expect(row(page, 'Lena Lindström')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
});

test('of two who claim at once one is told that the other was faster', async ({ open, script }) => {
  owes(script);
  const { page } = await open();
  await isPhone(page);
  await goTo(page, 'Answer groups');
  let refuse = (_: Error): void => undefined;
  script.answersWait = new Promise((_, reject) => (refuse = reject));
  await press(page, 'Lena Lindström', 'Claim');
  await expect.poll(() => script.commands.at(-1)).toEqual({ name: 'toAnswer.claim', id: toAnswerId(1) });
  script.toAnswer = [lena({ claimedBy: { userId: userId(2), name: 'Björn Åkesson' } }), aParty(2)];
  refuse(new VaxelError('toAnswer.claimed'));
  await expect(page.getByText('A colleague was faster, and sees to it.').last()).toBeVisible();
  await expect(row(page, 'Lena Lindström')).toContainText('Björn Åkesson sees to it');
});

for (const theme of ['default', 'dark', 'contrast'] as const)
  test(`the list is free of axe findings in the theme ${theme}, in Swedish too`, async ({ openInTeams, script }) => {
    owes(script);
    const { tab, page } = await openInTeams({ theme, locale: 'sv-SE' });
    await isPhone(tab);
    await goTo(tab, 'Svarsgrupper');
    const first = tab.getByRole('list', { name: 'Att besvara' }).getByRole('listitem').first();
    await expect(first).toContainText('Väntade för länge, 2 samtal');
    for (const name of ['Ring', 'Ta hand om', 'Påminn mig', 'Klar'])
      await expect(first.getByRole('button', { name, exact: true })).toBeVisible();
    await isAccessible(page);
  });

test('at 320 px nothing is cut off', async ({ open, script }) => {
  owes(script);
  const { page } = await open({ viewport: { width: 320, height: 700 } });
  await isPhone(page);
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitem', { name: 'Answer groups' }).click();
  await expect(row(page, 'Lena Lindström').getByRole('button', { name: 'Done' })).toBeVisible();
  const overflow = await list(page).evaluate((items) => items.scrollWidth - items.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await isAccessible(page, 'at 320 px', ['main']);
});

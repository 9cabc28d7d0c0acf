import type { FrameLocator, Locator, Page } from 'playwright/test';
import { aGroupDetail, anAgent, groupId } from '../../tabs/fakes/answer-group-samples';
import { aGuest, bjorn as bjornOfSamples, cecilia, userId } from '../../tabs/fakes/samples';
import type { Person } from '../e2e/people';
import type { Script, ScriptedCall } from './script';
import { bjorn, sofia } from './script';
import { expect, goTo, isAccessible, isPhone, test } from './screen';

const evasGuest = aGuest({
  ...{ id: 'guest-2', name: 'Eva Nyström', number: '1005', contactId: null, userId: userId(5) },
  ...{ mode: 'listen', isSupervisor: true, mine: false },
});

interface Window extends Pick<Person, 'card'> {
  readonly tab: Page | FrameLocator;
}

/** The tab as a page of its own. */
const alone = ({ page, card }: { page: Page; card: Window['card'] }): Window => ({ tab: page, card });

/** The call rings, and the window has answered. */
async function talking(anna: Window, script: Script, other = bjorn): Promise<ScriptedCall> {
  await isPhone(anna.tab);
  const call = script.rings(other);
  await anna
    .card(other.name)
    .getByRole('button', { name: /^(Answer|Svara)$/ })
    .click();
  await expect(anna.card(other.name)).toHaveAttribute('data-call-state', 'active');
  return call;
}

const participants = (card: Locator): Locator => card.getByRole('list', { name: 'In the call' }).getByRole('listitem');

test('somebody is searched for and added; each who takes part is seen, muted and sent away', async ({
  openInTeams,
  script,
}) => {
  const anna = await openInTeams();
  const call = await talking(anna, script);
  const card = anna.card(bjorn.name);
  await card.getByRole('button', { name: 'More' }).click();
  await anna.tab.getByRole('menuitem', { name: 'Add to call' }).click();
  const picker = anna.tab.getByRole('dialog', { name: 'Add to the call with Björn Åkesson' });
  const field = picker.getByRole('combobox', { name: 'Name or number' });
  await expect(field).toBeFocused();
  await field.fill('ce');
  await expect(picker.getByRole('grid', { name: 'People to add' })).toHaveAttribute('aria-busy', 'false');
  await expect(picker.getByRole('row', { selected: true })).toContainText('Cecilia Ek');
  await field.press('Enter');
  await expect.poll(() => script.commands).toEqual([{ name: 'call.add', callId: call.id, number: '1003' }]);
  await expect(picker).toHaveCount(0);
  await expect(card.getByRole('button', { name: 'More' })).toBeFocused();
  call.becomes({ guests: [aGuest({ state: 'ringing' })] });
  await expect(participants(card)).toContainText(['Ringing…']);
  await expect(participants(card).getByRole('button')).toHaveCount(1);
  call.becomes({ guests: [aGuest()] });
  await expect(anna.tab.getByRole('status').getByText('Cecilia Ek is in the call')).toBeAttached();
  const guest = { callId: call.id, guest: 'guest-1' };
  await card.getByRole('button', { name: 'Mute Cecilia Ek' }).press('Enter');
  await expect.poll(() => script.commands.at(-1)).toEqual({ name: 'call.muteGuest', ...guest, muted: true });
  call.becomes({ guests: [aGuest({ muted: true })] });
  await expect(card.getByRole('button', { name: 'Unmute Cecilia Ek' })).toBeFocused();
  await card.getByRole('button', { name: 'Remove Cecilia Ek' }).press('Enter');
  await expect.poll(() => script.commands.at(-1)).toEqual({ name: 'call.removeGuest', ...guest });
  call.becomes({ guests: [] });
  await expect(participants(card)).toHaveCount(0);
  await expect(card).toBeFocused();
  call.becomes({ guests: [aGuest({ state: 'left', mine: false, endReason: 'declined' })] });
  await expect(participants(card)).toContainText(['Declined']);
  await expect(participants(card).getByRole('button')).toHaveCount(0);
});

test('a call that was made to ask comes into the one that waits', async ({ open, script }) => {
  const anna = alone(await open());
  const first = await talking(anna, script);
  first.becomes({ state: 'held', heldByMe: true, heldSinceMs: Date.now() });
  const second = await talking(anna, script, sofia);
  await anna.card(sofia.name).getByRole('button', { name: 'Merge with Björn Åkesson' }).click();
  const merged = { name: 'call.merge', callId: first.id, withCallId: second.id };
  await expect.poll(() => script.commands).toEqual([merged]);
  await anna.card(bjorn.name).getByRole('button', { name: 'More' }).click();
  await anna.tab.getByRole('menuitem', { name: 'Merge with Sofia Lund' }).click();
  await expect.poll(() => script.commands).toEqual([merged, merged]);
});

test('an agent sees on the card what a supervisor does, and hears it told', async ({ open, script }) => {
  const anna = alone(await open());
  const call = await talking(anna, script, sofia);
  const card = anna.card(sofia.name);
  for (const [mode, text] of [
    ['listen', 'Eva Nyström listens'],
    ['whisper', 'Eva Nyström whispers'],
    ['talk', 'Eva Nyström has joined'],
  ] as const) {
    call.becomes({ guests: [{ ...evasGuest, mode }] });
    await expect(card.getByText(text)).toBeVisible();
    await expect(anna.tab.getByRole('status').getByText(text)).toBeAttached();
  }
  await expect(participants(card)).toHaveCount(0);
  call.becomes({ guests: [] });
  await expect(card.getByText('Eva Nyström')).toHaveCount(0);
});

/** A supervisor of Support, in which Björn is in a call. */
function staff(script: Script): void {
  const agents = [anAgent(2, 'Björn Åkesson', { state: 'inCall' }), anAgent(4, 'David Holm')];
  script.answerGroups.groups = [aGroupDetail({ agents, isMember: false, isSupervisor: true })];
}

test('from the group a supervisor listens, whispers, joins and takes over, each from any other', async ({
  open,
  script,
}) => {
  staff(script);
  const eva = alone(await open());
  await isPhone(eva.tab);
  await goTo(eva.tab, 'Answer groups');
  const row = (name: string): Locator =>
    eva.tab.getByRole('table', { name: 'Agents in Support' }).getByRole('row', { name });
  await expect(row('David Holm').getByRole('button')).toHaveCount(1);
  const of = { userId: userId(2), groupId: groupId(1) };
  for (const [name, command] of [
    ['Listen', 'listen'],
    ['Take over', 'takeOver'],
    ['Whisper', 'whisper'],
    ['Join', 'join'],
  ] as const) {
    await row('Björn Åkesson').getByRole('button', { name, exact: true }).press('Enter');
    await expect.poll(() => script.commands.at(-1)).toMatchObject({ name: `answerGroup.${command}`, ...of });
  }
  // What is heard is heard in this window.
  await expect.poll(() => script.commands.at(-1)).toHaveProperty('on', script.snapshot().devices[0]?.id);
  const call = script.rings(bjorn);
  call.becomes({ supervising: { mode: 'whisper', groupId: groupId(1) } });
  await expect(row('Björn Åkesson').getByRole('button', { pressed: true })).toHaveAccessibleName('Whisper');
});

test('the supervisor’s card turns from one to the other by buttons that stay, and stops', async ({ open, script }) => {
  const eva = alone(await open());
  const call = await talking(eva, script);
  const card = eva.card(bjorn.name);
  const caller = aGuest({ id: 'callee', ...sofia, mine: false });
  call.becomes({ guests: [caller], supervising: { mode: 'listen', groupId: groupId(1) } });
  await expect(card.getByText('Nobody hears you. Björn Åkesson sees it.')).toBeVisible();
  await expect(participants(card)).toContainText(['Sofia Lund']);
  for (const name of ['Hold', 'Mute', 'Transfer', 'Keypad', 'Hang up'])
    await expect(card.getByRole('button', { name, exact: true })).toHaveCount(0);
  await expect(card.getByRole('button', { pressed: true })).toHaveAccessibleName('Listen');
  const whisper = card.getByRole('button', { name: 'Whisper' });
  const of = { userId: bjorn.userId, groupId: groupId(1) };
  await whisper.press('Enter');
  await expect.poll(() => script.commands.at(-1)).toMatchObject({ name: 'answerGroup.whisper', ...of });
  call.becomes({ supervising: { mode: 'whisper', groupId: groupId(1) } });
  await expect(card.getByText('Only Björn Åkesson hears you')).toBeVisible();
  await expect(whisper).toBeFocused();
  await expect(whisper).toHaveAttribute('aria-pressed', 'true');
  await expect(card.getByRole('button', { name: 'Mute' })).toBeVisible();
  for (const [name, command] of [
    ['Join', 'join'],
    ['Listen', 'listen'],
    ['Take over', 'takeOver'],
    ['Stop listening', 'stopListening'],
  ] as const) {
    await card.getByRole('button', { name, exact: true }).press('Enter');
    await expect.poll(() => script.commands.at(-1)).toMatchObject({ name: `answerGroup.${command}`, ...of });
  }
});

test('at 320 px nothing of a conference, or of what a supervisor can do, is cut off', async ({ open, script }) => {
  staff(script);
  const eva = alone(await open({ viewport: { width: 320, height: 700 } }));
  const call = await talking(eva, script);
  call.becomes({ guests: [aGuest(), aGuest({ ...sofia, id: 'guest-3' }), evasGuest] });
  const card = eva.card(bjorn.name);
  await expect(card.getByRole('button', { name: 'Remove Sofia Lund' })).toBeVisible();
  const overflow = (part: Locator): Promise<number> => part.evaluate((box) => box.scrollWidth - box.clientWidth);
  expect(await overflow(card)).toBeLessThanOrEqual(0);
  call.becomes({ guests: [aGuest()], supervising: { mode: 'listen', groupId: groupId(1) } });
  await expect(card.getByRole('button', { name: 'Stop listening' })).toBeVisible();
  expect(await overflow(card)).toBeLessThanOrEqual(0);
  call.ends('hungUp');
  await eva.tab.getByRole('button', { name: 'Menu' }).click();
  await eva.tab.getByRole('menuitem', { name: 'Answer groups' }).click();
  await eva.tab.getByRole('button', { name: 'Open Support' }).click();
  await expect(eva.tab.getByRole('button', { name: 'Take over' })).toBeVisible();
  expect(await overflow(eva.tab.locator('[data-region=detail]'))).toBeLessThanOrEqual(0);
});

for (const theme of ['default', 'dark', 'contrast'] as const)
  test(`conference and supervision are free of axe findings in the theme ${theme}, in Swedish too`, async ({
    openInTeams,
    script,
  }) => {
    staff(script);
    const eva = await openInTeams({ theme, locale: 'sv-SE' });
    await isPhone(eva.tab);
    await goTo(eva.tab, 'Svarsgrupper');
    const call = script.rings(bjornOfSamples);
    await eva.tab.getByRole('button', { name: 'Svara', exact: true }).click();
    const cards = eva.tab.locator('[data-call-state=active]');
    call.becomes({ guests: [aGuest({ muted: true }), aGuest({ ...sofia, id: 'guest-3', state: 'away' }), evasGuest] });
    await expect(cards.getByText('Eva Nyström lyssnar')).toBeVisible();
    await expect(cards.getByRole('list', { name: 'Med i samtalet' })).toContainText(cecilia.name ?? '');
    await isAccessible(eva.page);
    call.becomes({ guests: [], supervising: { mode: 'whisper', groupId: groupId(1) } });
    await expect(cards.getByRole('button', { name: 'Sluta lyssna' })).toBeVisible();
    await isAccessible(eva.page);
  });

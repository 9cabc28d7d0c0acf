import type { Locator, Page } from 'playwright/test';
import { aGroupDetail, groupId } from '../../tabs/fakes/answer-group-samples';
import { me } from '../../tabs/fakes/samples';
import { aCall, anEntry, bjorn, callId, sofia } from './script';
import type { Script } from './script';
import { aRecording } from './scripted-recordings';
import { expect, goTo, inWhole, isAccessible, isPhone, test } from './screen';

const articleOf = (page: Page, who: string): Locator =>
  page.getByRole('article', { name: `Recording of the call with ${who}`, exact: true });
const button = (where: Locator, name: string): Locator => where.getByRole('button', { name, exact: true });
const atS = (page: Page): Promise<number> =>
  page.locator('audio').evaluate((element: HTMLAudioElement) => element.currentTime);

const talking = aCall({
  ...{ id: callId(1), other: bjorn, state: 'active', deviceLabel: '+46 70 555 01 01' },
  answeredAtMs: Date.now() - 60_000,
});

test.describe('in a call', () => {
  test.use({ start: { calls: [{ ...talking, mayRecord: true }] } });

  test('the one who may records it, pauses and stops, and sees how far it is', async ({ open, script }) => {
    const { page, card } = await open();
    await isPhone(page);
    const mine = card(bjorn.name);
    await button(mine, 'More').click();
    await page.getByRole('menuitem', { name: 'Record', exact: true }).click();
    await expect.poll(() => script.commands).toEqual([{ name: 'call.record', callId: callId(1) }]);
    const call = script.call(callId(1));
    const becomes = (stage: 'asking' | 'telling' | 'on' | 'paused' | 'refused') =>
      call.becomes({ mayRecord: undefined, recording: { stage, isMine: true } });
    becomes('asking');
    await expect(mine.getByText('Asking for consent', { exact: true })).toBeVisible();
    await expect(page.getByRole('status').getByText(`Call with ${bjorn.name}: Asking for consent`)).toBeAttached();
    await expect(button(mine, 'Pause recording')).toHaveCount(0);
    becomes('on');
    await expect(mine.getByText('Recording', { exact: true })).toBeVisible();
    await button(mine, 'Pause recording').click();
    await expect.poll(() => script.commands.at(-1)).toMatchObject({ name: 'call.pauseRecording', paused: true });
    becomes('paused');
    await expect(mine.getByText('Recording paused')).toBeVisible();
    await expect(button(mine, 'Resume recording')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect.poll(() => script.commands.at(-1)).toMatchObject({ name: 'call.pauseRecording', paused: false });
    await button(mine, 'Stop recording').click();
    await expect.poll(() => script.commands.at(-1)).toEqual({ name: 'call.stopRecording', callId: callId(1) });
    becomes('refused');
    await expect(mine.getByText('Not recorded: no consent')).toBeVisible();
    await expect(button(mine, 'Stop recording')).toHaveCount(0);
  });

  test('everybody else sees the mark, and stops nothing', async ({ open, script }) => {
    const { page } = await open({ query: '&locale=sv-SE', viewport: { width: 320, height: 640 } });
    const theirs = page.getByRole('region', { name: `Samtal med ${bjorn.name}` });
    script.call(callId(1)).becomes({ mayRecord: undefined, recording: { stage: 'on', isMine: false } });
    await expect(theirs.getByText('Spelas in', { exact: true })).toBeInViewport(inWhole);
    await expect(theirs.getByRole('button', { name: 'Stoppa inspelningen' })).toHaveCount(0);
    // Where the call is one line, the mark is a picture with a name.
    await page.getByRole('button', { name: 'Dölj samtal' }).click();
    await expect(theirs.getByRole('img', { name: 'Spelas in' })).toBeInViewport(inWhole);
  });

  for (const theme of ['default', 'dark', 'contrast'] as const)
    test(`the mark is free of axe findings in the theme ${theme}`, async ({ openInTeams, script }) => {
      const anna = await openInTeams({ theme });
      await isPhone(anna.tab);
      script.call(callId(1)).becomes({ recording: { stage: 'on', isMine: true } });
      await expect(anna.tab.getByText('Recording', { exact: true })).toBeVisible();
      await isAccessible(anna.page);
    });
});

test('what may not be recorded offers nothing of it', async ({ open, script }) => {
  const { page, card } = await open();
  await isPhone(page);
  const { id: _, ...up } = talking;
  script.rings(bjorn).becomes(up);
  await button(card(bjorn.name), 'More').click();
  await expect(page.getByRole('menuitem', { name: 'Audio settings' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Record' })).toHaveCount(0);
});

test.describe('in the call list', () => {
  test.use({ start: { history: [anEntry({ callId: callId(1), other: bjorn, startedAtMs: Date.now() - 60_000 })] } });

  test('a recorded call has the way to its recording, with who has listened', async ({ open, script }) => {
    script.recordings.kept = [aRecording(1), aRecording(2, { other: sofia })];
    const { page } = await open();
    await isPhone(page);
    await page.getByRole('row', { name: bjorn.name }).or(page.getByText(bjorn.name)).first().click();
    await page.getByRole('button', { name: 'Recording', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Recording' });
    const article = dialog.getByRole('article');
    await expect(article).toHaveCount(1);
    await expect(article).toContainText('Recorded by Cecilia Ek');
    await expect(article).toContainText('Nobody has listened yet.');
    await button(article, 'Play').click();
    await expect.poll(() => atS(page)).toBeGreaterThan(0.3);
    await expect(article.getByRole('listitem')).toHaveText(/^Anna Lind, Today \d\d:\d\d$/);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await expect(dialog).toHaveCount(0);
  });
});

test.describe('for an administrator', () => {
  test.use({ start: { me: { ...me, roles: ['user', 'administrator'] } } });

  async function opened(page: Page): Promise<void> {
    await isPhone(page);
    await goTo(page, 'Administration');
    await page.getByRole('tab', { name: 'Recordings' }).click();
  }

  function begin(script: Script): void {
    script.recordings.kept = [
      aRecording(1, { group: { id: groupId(1), name: 'Support' } }),
      aRecording(2, { other: sofia, cutShort: true }),
    ];
  }

  test('recordings are listed, downloaded, deleted and had back', async ({ open, script }) => {
    begin(script);
    const { page } = await open();
    await opened(page);
    await expect(articleOf(page, bjorn.name)).toContainText('Support');
    await expect(articleOf(page, sofia.name)).toContainText('the end is missing');
    await articleOf(page, bjorn.name).getByRole('button', { name: bjorn.name }).click();
    const saved = page.waitForEvent('download');
    await button(articleOf(page, bjorn.name), 'Download').click();
    await saved;
    await expect(articleOf(page, bjorn.name).getByRole('listitem')).toHaveCount(1);
    await button(articleOf(page, bjorn.name), 'Delete recording').click();
    await expect(articleOf(page, bjorn.name)).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('article').first()).toHaveAccessibleName(/Björn Åkesson/);
  });

  test('with the keyboard the list is one stop, and Delete takes one away', async ({ open, script }) => {
    begin(script);
    const { page } = await open();
    await opened(page);
    const row = (who: string) => articleOf(page, who).getByRole('button', { name: who });
    await row(bjorn.name).focus();
    await page.keyboard.press('ArrowDown');
    await expect(row(sofia.name)).toBeFocused();
    await page.keyboard.press('Delete');
    await expect(articleOf(page, sofia.name)).toHaveCount(0);
    await expect(row(bjorn.name)).toBeFocused();
  });

  test('where nothing can be read it says so, and tries again', async ({ open, script }) => {
    script.recordings.refusal = 'server.unavailable';
    const { page } = await open();
    await opened(page);
    await expect(page.getByText('The recordings could not be read')).toBeVisible();
    script.recordings.refusal = null;
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText('No recordings')).toBeVisible();
  });

  test('at 320 px an open recording is there in whole', async ({ open, script }) => {
    begin(script);
    const { page } = await open({ viewport: { width: 320, height: 640 } });
    await page.goto(page.url().replace('/tab/?', '/tab/?section=administration&selected=recordings&'));
    await opened(page);
    await articleOf(page, bjorn.name).getByRole('button', { name: bjorn.name }).click();
    await expect(button(articleOf(page, bjorn.name), 'Play')).toBeInViewport(inWhole);
    await expect(button(articleOf(page, bjorn.name), 'Delete recording')).toBeVisible();
  });

  test('says whether calls are recorded, how that is told, whose, and for how long', async ({ open, script }) => {
    const { page } = await open();
    await isPhone(page);
    await goTo(page, 'Administration');
    await page.getByRole('tab', { name: 'Organisation' }).click();
    const part = page.getByRole('region', { name: 'Call recording' });
    await expect(part.getByRole('radio', { name: 'No', exact: true })).toBeChecked();
    await part.getByRole('radio', { name: 'Yes, if the others press 1' }).check();
    await expect(part).toContainText('Where somebody does not press 1, nothing is recorded.');
    await part.getByRole('switch', { name: 'Whoever has recorded may listen' }).uncheck();
    await part.getByRole('spinbutton', { name: 'Days that recordings are kept' }).fill('30');
    await part.getByRole('button', { name: 'Save' }).click();
    await expect(part.getByRole('status')).not.toBeEmpty();
    expect(script.recordings.policy).toMatchObject({ consent: 'askKey', keepDays: 30, ownAccess: false });
  });
});

test('a supervisor finds the recorded calls of the group', async ({ open, script }) => {
  script.answerGroups.groups = [aGroupDetail({ agents: [], isSupervisor: true })];
  script.recordings.kept = [
    aRecording(1, { group: { id: groupId(1), name: 'Support' } }),
    aRecording(2, { other: sofia }),
  ];
  const { page } = await open();
  await isPhone(page);
  await goTo(page, 'Answer groups');
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Recordings').click();
  await expect(articleOf(page, bjorn.name)).toBeVisible();
  await expect(articleOf(page, sofia.name)).toHaveCount(0);
});

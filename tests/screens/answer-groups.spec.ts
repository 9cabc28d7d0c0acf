import type { Locator, Page } from 'playwright/test';
import { aGroupDetail, anAgent, aWaiting, entryId, groupId } from '../../tabs/fakes/answer-group-samples';
import { userId } from '../../tabs/fakes/samples';
import { VaxelError } from '../../src/contract/errors';
import type { Script } from './script';
import { expect, goTo, isAccessible, isPhone, test } from './screen';

const tenTwo = new Date('2026-11-26T10:02:00').getTime();
const link = (page: Page, name: string): Locator =>
  page.getByRole('navigation').getByRole('link', { name, exact: true });
const tile = (page: Page, name: string): Locator => page.getByRole('region', { name: `Answer group ${name}` });
const row = (page: Page, name: string): Locator =>
  page.getByRole('table', { name: 'Agents in Support' }).getByRole('row', { name });
const waiting = (page: Page): Locator => page.getByRole('list', { name: 'Waiting' }).getByRole('listitem');

/** Anna answers in Support, with Björn, and supervises it; Sales she only supervises. */
function staff(script: Script, isSupervisor: boolean): void {
  const anna = anAgent(1, 'Anna Lind', {
    userId: script.userId,
    state: 'loggedOut',
    isLoggedIn: false,
  });
  const agents = [anna, anAgent(2, 'Björn Åkesson', { state: 'inCall', sinceMs: tenTwo }), anAgent(4, 'David Holm')];
  script.answerGroups.pauseReasons = ['Lunch', 'Möte'];
  script.answerGroups.groups = [
    aGroupDetail({ agents, isSupervisor }),
    ...(isSupervisor
      ? [
          aGroupDetail({
            ...{ id: groupId(2), name: 'Sales', extension: '1902', number: '+46851920002', strategy: 'longestIdle' },
            ...{ isMember: false, isSupervisor: true, agents: [anAgent(3, 'Cecilia Ek')] },
          }),
        ]
      : []),
  ];
}

const lena = () =>
  aWaiting(1, {
    name: 'Lena Lindström',
    number: '+46701112233',
    enteredAtMs: Date.now() - 72_000,
    offeredTo: [userId(4)],
  });

test('the section is not there for whoever answers in no group, on a phone neither', async ({ open }) => {
  const { page } = await open({ viewport: { width: 320, height: 700 } });
  await isPhone(page);
  await page.getByRole('button', { name: 'Menu' }).click();
  await expect(page.getByRole('menuitem', { name: 'Help' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Answer groups' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Answer groups' })).toHaveCount(0);
});

test('a tile says how the group does while it changes, and the badge how many wait', async ({ open, script }) => {
  staff(script, false);
  const { page } = await open();
  await isPhone(page);
  await goTo(page, 'Answer groups');
  const support = tile(page, 'Support');
  await expect(support.getByText('+46 8 519 200 01')).toBeAttached();
  await expect(support.getByText('1 of 3 available')).toBeAttached();
  await expect(support.getByText('0 waiting')).toBeAttached();
  script.group(groupId(1), { waiting: [lena(), aWaiting(2)] });
  await expect(support.getByText(/^2 waiting, longest 1:1\d$/)).toBeAttached();
  await expect(link(page, 'Answer groups, 2 waiting')).toBeVisible();
  await expect(waiting(page).nth(0)).toContainText('Lena Lindström');
  await expect(waiting(page).nth(0)).toContainText('Ringing at David Holm');
  await expect(waiting(page).nth(1)).toContainText('+46 70 123 45 67');
  script.group(groupId(1), { waiting: [] });
  await expect(link(page, 'Answer groups')).toBeVisible();
  await expect(page.getByText('Nobody is waiting')).toBeVisible();
});

test('one logs in, and says why one pauses; a refusal says what to do', async ({ open, script }) => {
  staff(script, false);
  const { page } = await open();
  await isPhone(page);
  await goTo(page, 'Answer groups');
  const login = tile(page, 'Support').getByRole('switch', { name: 'Logged in' });
  await expect(login).not.toBeChecked();
  const refused = Promise.reject(new VaxelError('answerGroups.noDevice'));
  refused.catch(() => undefined);
  script.answersWait = refused;
  await login.press('Space');
  await expect(page.getByText('No device can be reached.').last()).toBeVisible();
  await expect(login).not.toBeChecked();
  script.answersWait = Promise.resolve();
  await login.press('Space');
  await expect.poll(() => script.commands.map(({ name }) => name)).toEqual(['answerGroup.logIn', 'answerGroup.logIn']);
  const agents = script.answerGroups.groups[0]?.agents ?? [];
  const anna = (change: Partial<(typeof agents)[0]>) =>
    agents.map((each) => (each.userId === script.userId ? { ...each, ...change } : each));
  script.group(groupId(1), { isLoggedIn: true, agents: anna({ isLoggedIn: true, state: 'ready', sinceMs: tenTwo }) });
  script.says({ type: 'answerGroups.changed' });
  await expect(login).toBeChecked();
  await expect(login).toBeFocused();
  // What is one's own is done in one's own row, and in no other.
  await expect(row(page, 'Björn Åkesson').getByRole('button')).toHaveCount(0);
  const pause = row(page, 'Anna Lind').getByRole('button', { name: 'Pause' });
  await pause.press('Enter');
  await page.getByRole('menuitem', { name: 'Lunch' }).press('Enter');
  await expect.poll(() => script.commands.at(-1)).toEqual({ name: 'answerGroup.pause', reason: 'Lunch' });
  script.group(groupId(1), { agents: anna({ isLoggedIn: true, state: 'paused', pauseReason: 'Lunch' }) });
  const resume = row(page, 'Anna Lind, Paused: Lunch').getByRole('button', { name: 'Resume' });
  await expect(resume).toBeFocused();
  await resume.press('Enter');
  await expect.poll(() => script.commands.at(-1)).toEqual({ name: 'answerGroup.resume' });
});

test('a supervisor logs others in and pauses them, and no one else sees how', async ({ open, script }) => {
  staff(script, true);
  const { page } = await open();
  await isPhone(page);
  await goTo(page, 'Answer groups');
  await expect(tile(page, 'Sales').getByRole('switch')).toHaveCount(0);
  await tile(page, 'Sales').getByRole('button', { name: 'Open Sales' }).click();
  await expect(page.getByRole('table', { name: 'Agents in Sales' })).toBeVisible();
  await page.getByRole('button', { name: 'Open Support' }).click();
  const bjorn = row(page, 'Björn Åkesson, In a call, since');
  await expect(bjorn).toContainText('10:02');
  const given = { userId: userId(2), groupId: groupId(1) };
  await bjorn.getByRole('switch', { name: 'Log in Björn Åkesson' }).click();
  await expect.poll(() => script.commands.at(-1)).toEqual({ name: 'answerGroup.logOut', ...given });
  await bjorn.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('menuitem', { name: 'Möte' }).click();
  await expect.poll(() => script.commands.at(-1)).toEqual({ name: 'answerGroup.pause', reason: 'Möte', ...given });
});

test('the group that is looked at stays when another comes that stands before it', async ({ open, script }) => {
  staff(script, false);
  const { page } = await open();
  await isPhone(page);
  await goTo(page, 'Answer groups');
  const agents = page.getByRole('table', { name: 'Agents in Support' });
  await expect(agents).toBeVisible();
  const first = aGroupDetail({ id: groupId(3), name: 'Avtal', extension: '1903', agents: [] });
  script.answerGroups.groups = [first, ...script.answerGroups.groups];
  script.says({ type: 'answerGroups.changed' });
  await expect(tile(page, 'Avtal')).toBeVisible();
  await expect(agents).toBeVisible();
});

test('a group that is closed says so, and when it opens; one that is open until when', async ({ open, script }) => {
  staff(script, true);
  const tomorrow = new Date();
  tomorrow.setHours(24 + 8, 0, 0, 0);
  script.answerGroups.openings = { [groupId(1)]: { isOpen: false, changesAtMs: tomorrow.getTime() } };
  const { page } = await open();
  await isPhone(page);
  await goTo(page, 'Answer groups');
  await expect(tile(page, 'Support').getByText(/^Closed, opens \w{3} 08:00$/)).toBeVisible();
  await expect(page.getByText(/^Closed, opens/)).toHaveCount(2);
  await expect(tile(page, 'Sales').getByText(/Closed|Open until/)).toHaveCount(0);
  const later = new Date(Date.now() + 60_000);
  script.answerGroups.openings = { [groupId(1)]: { isOpen: true, changesAtMs: later.getTime() } };
  script.group(groupId(1), {});
  await expect(tile(page, 'Support').getByText(/^Open until/)).toBeVisible();
  script.answerGroups.openings = { [groupId(1)]: { isOpen: false, changesAtMs: null } };
  script.group(groupId(1), {});
  await expect(tile(page, 'Support').getByText('Closed', { exact: true })).toBeVisible();
});

test('without the server tile and group show the same, and say that it is old', async ({
  newContext,
  server,
  script,
}) => {
  staff(script, false);
  script.group(groupId(1), { waiting: [lena()] });
  const page = await (await newContext({ viewport: { width: 1360, height: 860 }, locale: 'sv-SE' })).newPage();
  let isAway = false;
  let cut = (): void => undefined;
  await page.routeWebSocket(/\/realtime$/, (socket) => {
    if (isAway) return void socket.close();
    socket.connectToServer();
    cut = () => void socket.close();
  });
  await page.goto(`${server.url}/tab/?as=anna#/answer-groups`);
  const support = page.getByRole('region', { name: 'Svarsgrupp Support' });
  await expect(support.getByText(/^1 väntar, längst/)).toBeAttached();
  isAway = true;
  cut();
  const old = page.getByText('Inte aktuellt: så här var det senast');
  await expect(old).toHaveCount(2);
  await expect(support.getByText(/^1 väntar, längst/)).toBeAttached();
  isAway = false;
  await expect(old).toHaveCount(0);
});

test('a name of sixty characters does not break within its words', async ({ open, script }) => {
  staff(script, false);
  const name = 'Kundtjänst för bostadsrättsföreningar och samfälligheter';
  script.group(groupId(1), { name });
  const { page } = await open({ locale: 'sv-SE' });
  await isPhone(page);
  await goTo(page, 'Svarsgrupper');
  const heading = page.getByRole('button', { name: `Öppna ${name}` });
  // Each word on one line: a range around it has one box.
  const boxes = await heading.evaluate((each) => {
    const text = each.firstChild as Text;
    return [...text.data.matchAll(/\S+/g)].map(({ 0: word, index }) => {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      return range.getClientRects().length;
    });
  });
  expect(new Set(boxes)).toEqual(new Set([1]));
});

test('who waits is taken, raised, given and moved; the keys stay in the list', async ({ open, script }) => {
  staff(script, true);
  script.group(groupId(1), { waiting: [lena(), aWaiting(2)] });
  const { page } = await open();
  await isPhone(page);
  await goTo(page, 'Answer groups');
  const entry = { groupId: groupId(1), entryId: entryId(1) };
  const more = page.getByRole('button', { name: 'More about Lena Lindström' });
  for (const [item, command] of [
    ['Take the call', { name: 'answerGroup.pull' }],
    ['Raise priority', { name: 'answerGroup.setPriority', priority: 1 }],
    ['Give to David Holm', { name: 'answerGroup.pull', to: userId(4) }],
    ['Move to Sales', { name: 'answerGroup.move', to: groupId(2) }],
  ] as const) {
    await more.press('Enter');
    await page.getByRole('menuitem', { name: item }).press('Enter');
    await expect.poll(() => script.commands.at(-1)).toEqual({ ...command, ...entry });
    await expect(more).toBeFocused();
  }
  script.group(groupId(1), { waiting: [aWaiting(2)] });
  await expect(waiting(page)).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'More about +46' })).toBeFocused();
});

test('an agent is told what a supervisor or missed calls have made of her, wherever she is', async ({
  open,
  script,
}) => {
  staff(script, false);
  const { page } = await open();
  await isPhone(page);
  await expect(link(page, 'Answer groups')).toBeVisible();
  const told = { type: 'answerGroups.agent', userId: script.userId } as const;
  script.says({ ...told, isLoggedIn: true, pauseReason: 'Möte', byName: 'Eva Nyström' });
  await expect(page.getByText('Eva Nyström has paused you in your answer groups: Möte.').last()).toBeVisible();
  script.says({ ...told, isLoggedIn: true, pauseReason: 'notAnswering', byName: null });
  await expect(page.getByText('calls rang and were not answered').last()).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).last().click();
  await expect.poll(() => script.commands.at(-1)).toEqual({ name: 'answerGroup.resume' });
});

test('a call through a group says so', async ({ open, script }) => {
  const { page, card } = await open();
  await isPhone(page);
  const other = { name: 'Lena Lindström', number: '+46701112233', contactId: null, userId: null };
  script.rings(other).becomes({ through: 'Support' });
  await expect(card(other.name).getByText('through Support')).toBeVisible();
});

test('a group that is gone, and a server that does not answer, are said, with the way on', async ({ open, script }) => {
  staff(script, true);
  const { page } = await open();
  await page.route('**/api/answer-groups/*', (route) => route.fulfill({ status: 503 }));
  await isPhone(page);
  await goTo(page, 'Answer groups');
  const alert = page.getByRole('alert').filter({ hasText: 'The answer group could not be read' });
  await expect(alert).toBeVisible();
  await page.unroute('**/api/answer-groups/*');
  await alert.getByRole('button').click();
  await expect(page.getByRole('table', { name: 'Agents in Support' })).toBeVisible();
});

test('at 320 px the group stands in place of the list, and nothing is cut off', async ({ open, script }) => {
  staff(script, true);
  script.group(groupId(1), { waiting: [lena(), aWaiting(2, { priority: 3 })] });
  const { page } = await open({ viewport: { width: 320, height: 700 } });
  await isPhone(page);
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitem', { name: 'Answer groups' }).click();
  await page.getByRole('button', { name: 'Open Support' }).click();
  await expect(row(page, 'Björn Åkesson').getByRole('button', { name: 'Pause' })).toBeVisible();
  const detail = page.locator('[data-region=detail]');
  const overflow = await detail.evaluate((pane) => pane.scrollWidth - pane.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await isAccessible(page, 'at 320 px', ['main']);
  await page.getByRole('button', { name: 'Answer groups' }).click();
  await expect(tile(page, 'Sales')).toBeVisible();
});

for (const theme of ['default', 'dark', 'contrast'] as const)
  test(`the section is free of axe findings in the theme ${theme}, in Swedish too`, async ({ openInTeams, script }) => {
    staff(script, true);
    script.group(groupId(1), { waiting: [lena(), aWaiting(2, { priority: 3 })] });
    const anna = await openInTeams({ theme, locale: 'sv-SE' });
    await isPhone(anna.tab);
    await goTo(anna.tab, 'Svarsgrupper, 2 väntar');
    await expect(anna.tab.getByRole('table', { name: 'Agenter i Support' })).toBeVisible();
    await isAccessible(anna.page);
  });

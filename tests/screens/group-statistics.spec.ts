import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { noCounts, type Counts } from '../../src/contract/answer-groups/figures';
import type { StatisticsRow } from '../../src/contract/answer-groups/statistics';
import { aGroupDetail, anAgent, aWaiting, groupId } from '../../tabs/fakes/answer-group-samples';
import { userId } from '../../tabs/fakes/samples';
import type { Script } from './script';
import { expect, goTo, isAccessible, isPhone, test } from './screen';

const karin = { name: 'Karin Norrbäck', number: '+46701112233' };
const today = {
  entered: 92,
  answered: 75,
  answeredSoon: 71,
  lostLate: 9,
  abandoned: 9,
  calledBack: 2,
  waitedMs: 900_000,
};
const counts: Counts = {
  ...{ ...noCounts, ...today, short: 3, overflowed: 4, longestMs: 95_000, talks: 70, talkMs: 14_000_000 },
  ...{ wrapUpMs: 700_000, heldMs: 60_000, workMs: 6_000_000, readyMs: 2_000_000, callbacksLost: 1 },
};
const row = (change: Partial<StatisticsRow>): StatisticsRow => ({
  ...{ startMs: null, endMs: null, userId: null, name: null, counts },
  ...change,
});

/** Anna supervises Support and Sales, in which somebody waits. */
function supervises(script: Script): void {
  const agents = [
    anAgent(1, 'Anna Lind', { state: 'inCall' }),
    anAgent(2, 'Björn Åkesson', { state: 'paused', pauseReason: 'Lunch' }),
    anAgent(4, 'David Holm'),
  ];
  const waiting = [1, 2, 3].map((n) => aWaiting(n, { ...karin, enteredAtMs: Date.now() - 72_000 }));
  const supervised = { isMember: false, isSupervisor: true };
  script.answerGroups.groups = [
    aGroupDetail({ ...supervised, agents, waiting }),
    aGroupDetail({
      ...supervised,
      id: groupId(2),
      name: 'Sales',
      extension: '1902',
      agents: [anAgent(3, 'Cecilia Ek')],
    }),
  ];
  script.answerGroups.today = today;
  const quarter = Date.parse('2026-11-26T08:00Z');
  script.answerGroups.quarters = [8, 12, 5].map((answered, n) => ({
    ...{ startMs: quarter + n * 900_000, answered, lost: n },
  }));
}

async function opensStatistics(page: Page): Promise<void> {
  await isPhone(page);
  await goTo(page, 'Answer groups');
  await page.getByRole('radiogroup', { name: 'View' }).getByRole('radio', { name: 'Statistics' }).check();
}

test('a supervisor sees what came of the day’s callers, with the formula, and saves it as files', async ({
  open,
  script,
}) => {
  supervises(script);
  const start = Date.parse('2026-11-26T09:00Z');
  script.answerGroups.statistics = ({ by }) => ({
    ...{ total: counts, overflows: [{ reason: 'timeout', count: 4 }] },
    rows:
      by === 'agent'
        ? [row({ userId: userId(2), name: 'Björn Åkesson' })]
        : [0, 1, 2].map((n) =>
            row({
              startMs: start + n * 900_000,
              endMs: start + (n + 1) * 900_000,
              ...(n === 1 && { counts: noCounts }),
            }),
          ),
  });
  const { page } = await open();
  await opensStatistics(page);
  await expect(page.getByText('84.5%')).toBeVisible();
  await expect(page.getByText('71 of 84 within 20 s · goal 80%, goal reached')).toBeVisible();
  await expect(page.getByText('Service level = answered within 20 s ÷ (answered + lost after 20 s)')).toBeVisible();
  await expect(page.getByText('4 waited too long')).toBeVisible();
  const quarters = page.getByRole('table', { name: 'Calls per quarter hour' });
  // By the organisation's clock; where nobody called there is no row.
  await expect(quarters.getByRole('rowheader')).toHaveText(['10:00–10:15', '10:30–10:45']);
  await expect(
    page.getByRole('table', { name: 'Per agent' }).getByRole('row', { name: /^Björn Åkesson 75 / }),
  ).toBeVisible();
  await isAccessible(page, 'statistics', ['body']);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save agents as CSV' }).click();
  expect(await readFile(await (await saved).path(), 'utf8')).toMatch(/^agent;/);
  await page.getByRole('radio', { name: '7 days' }).check();
  await expect(page.getByRole('table', { name: 'Calls per day' })).toBeVisible();
  await page.getByLabel('From', { exact: true }).fill('2026-11-02');
  await expect(page.getByRole('radio', { name: '7 days' })).not.toBeChecked();
});

test('without calls there is nothing to reckon with, on a phone too', async ({ open, script }) => {
  supervises(script);
  const { page } = await open({ viewport: { width: 320, height: 700 } });
  await isPhone(page);
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitem', { name: /^Answer groups/ }).click();
  await page.getByRole('button', { name: 'Open Support' }).click();
  await page.getByRole('radio', { name: 'Statistics' }).check();
  await expect(page.getByText('No calls in this time').first()).toBeVisible();
  await expect(page.getByText('No agent has done anything in this time.')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test('who does not supervise the group has neither statistics nor a wallboard', async ({ open, script }) => {
  supervises(script);
  script.answerGroups.groups = script.answerGroups.groups.map((group) => ({
    ...{ ...group, isMember: true, isSupervisor: false },
  }));
  const { page } = await open();
  await isPhone(page);
  await goTo(page, 'Answer groups');
  await expect(page.getByRole('table', { name: 'Agents in Support' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Wallboard' })).toHaveCount(0);
  await expect(page.getByRole('radio', { name: 'Statistics' })).toHaveCount(0);
});

test('the wallboard is a page of its own, large, live and dark, and names no caller', async ({ open, script }) => {
  supervises(script);
  const { page } = await open();
  await isPhone(page);
  await goTo(page, 'Answer groups');
  await expect(page.getByText('75', { exact: true })).toBeVisible();
  const [wall] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('button', { name: 'Wallboard' }).click(),
  ]);
  const part = (name: string) => wall.getByRole('region', { name, exact: true });
  await expect(part('Waiting')).toContainText('3');
  await expect(part('Waiting')).toContainText('Warning from 3: over the limit');
  await expect(part('Longest wait')).toContainText(/1:1\d/);
  await expect(part('Service level today')).toContainText('85%');
  await expect(part('Agents')).toContainText('1 of 3 available');
  await expect(part('Agents')).toContainText('1 paused: Lunch');
  await expect(part('Calls per quarter hour')).toContainText('75 answered');
  await expect(wall.getByText('Live ·')).toBeVisible();
  await expect(wall.locator('[data-theme=dark]')).toHaveCount(1);
  expect(await wall.locator('body').innerText()).not.toMatch(/Karin|\+46|070/);
  await isAccessible(wall, 'wallboard', ['body']);
  script.group(groupId(1), { waiting: [] });
  await expect(part('Waiting')).not.toContainText('over the limit');
  await expect(part('Longest wait')).toContainText('–');
  // It is no phone: nothing rings on the wall.
  await expect(wall.getByText('Rings on:')).toHaveCount(0);
});

test('a wallboard shows several groups, and keeps which', async ({ open, script }) => {
  supervises(script);
  const { page } = await open({ query: '&window=wall' });
  await expect(page.getByRole('region', { name: 'Support' })).toContainText('Waiting (over the limit)');
  await expect(page.getByRole('region', { name: 'Sales' })).toContainText('1 of 1 available');
  await isAccessible(page, 'wallboard of several groups', ['body']);
  await page.getByRole('button', { name: 'Groups' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Sales' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1, name: 'Support' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('region', { name: 'Longest wait' })).toBeVisible();
});

test('at 320 px, in Swedish, the wallboard has room for each word, and says when a group opens', async ({
  open,
  script,
}) => {
  supervises(script);
  const tomorrow = Date.now() + 86_400_000;
  script.answerGroups.openings = { [groupId(2)]: { isOpen: false, changesAtMs: tomorrow } };
  const loggedOut = [5, 6].map((n) => anAgent(n, `Agent ${n}`, { state: 'loggedOut', isLoggedIn: false }));
  script.group(groupId(2), { agents: loggedOut });
  script.answerGroups.today = { ...today, answered: 1, answeredSoon: 0 };
  const viewport = { width: 320, height: 700 };
  const { page } = await open({ query: '&window=wall', locale: 'sv-SE', viewport });
  const sales = page.getByRole('region', { name: 'Sales' });
  await expect(sales).toContainText(/Stängt, öppnar \S{3} \d\d:\d\d/);
  await expect(sales).toContainText('2 utloggade');
  const title = page.getByRole('heading', { level: 1 });
  // One line.
  expect((await title.boundingBox())?.height).toBeLessThan(60);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.goto(`${page.url()}&groups=${groupId(1)}`);
  await expect(page.getByText('1 besvarad', { exact: true })).toBeVisible();
  await expect(page.getByText('0 %', { exact: true })).toBeVisible();
});

test('a wallboard says that it is not live, keeps what it knew, and is live again by itself', async ({
  newContext,
  server,
  script,
}) => {
  supervises(script);
  const page = await (await newContext({ viewport: { width: 1360, height: 860 }, locale: 'en-US' })).newPage();
  let isAway = false;
  let cut = (): void => undefined;
  await page.routeWebSocket(/\/realtime$/, (socket) => {
    if (isAway) return void socket.close();
    socket.connectToServer();
    cut = () => void socket.close();
  });
  await page.goto(`${server.url}/tab/?as=anna&window=wall&groups=${groupId(1)}`);
  const waiting = page.getByRole('region', { name: 'Waiting', exact: true });
  await expect(waiting).toContainText('3');
  isAway = true;
  cut();
  await expect(page.getByRole('status')).toHaveText(/^Not live since \d\d:\d\d:\d\d: these figures are old$/);
  script.group(groupId(1), { waiting: [] });
  await expect(waiting).toContainText('3');
  isAway = false;
  await expect(waiting).toContainText('0');
  await expect(page.getByRole('status')).toContainText('Live');
});

import type { Page, Response } from 'playwright/test';
import { wallIn } from '../../src/contract/moments';
import { tabIds } from '../../tabs/features/administration/tab';
import { anEntry, callId, me } from '../../tabs/fakes/samples';
import { administrationTexts as enAdministration } from '../../tabs/i18n/administration/en';
import { administrationTexts as svAdministration } from '../../tabs/i18n/administration/sv';
import { en } from '../../tabs/i18n/en';
import { laterTexts as enLater } from '../../tabs/i18n/en-later';
import { flatten } from '../../tabs/i18n/i18n';
import { rulesTexts as enRules } from '../../tabs/i18n/rules/en';
import { rulesTexts as svRules } from '../../tabs/i18n/rules/sv';
import { sv } from '../../tabs/i18n/sv';
import { laterTexts as svLater } from '../../tabs/i18n/sv-later';
import { sofia } from './script';
import { expect, isPhone, test } from './screen';
import type { Screen, ScreenOptions } from './screen';

/**
 * Two people look at the same facts: one in Stockholm who reads Swedish, one in New York who reads English. What they
 * look at is found in the page: each section, each tab of the administration, the first of each list, each menu.
 */
const now = Date.now();
const minutesAgo = (minutes: number) => now - minutes * 60_000;
const calls = [3, 64, 1_500, 9_000].map((minutes, index) =>
  anEntry({
    callId: callId(30 + index),
    // Calls of one party stand together if they are of one day, which is another in another zone.
    other: { ...sofia, name: null, contactId: null, number: `+4673990011${index}` },
    outcome: index % 2 === 0 ? 'missed' : 'answered',
    startedAtMs: minutesAgo(minutes),
    answeredAtMs: index % 2 === 0 ? null : minutesAgo(minutes),
    endedAtMs: minutesAgo(minutes - 1),
  }),
);
test.use({ start: { me: { ...me, roles: ['user', 'supervisor', 'administrator'] }, history: calls } });

const wordsOf = (text: string): string[] => text.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
const catalogue = (...texts: readonly object[]): Set<string> =>
  new Set(
    texts.flatMap((each) =>
      Object.values(flatten(each)).flatMap((text) => wordsOf(text.replaceAll(/\{\{\w+\}\}/g, ' '))),
    ),
  );
const swedish = catalogue(sv, svLater, svAdministration, svRules);
const english = catalogue(en, enLater, enAdministration, enRules);

/** Words that data hold, which stay as people wrote them; not what an organisation has in both languages. */
function takeWords(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') for (const word of wordsOf(value)) into.add(word);
  if (typeof value !== 'object' || value === null) return;
  const names = Object.keys(value);
  if (names.length === 2 && names.includes('sv') && names.includes('en')) return;
  for (const each of Object.values(value)) takeWords(each, into);
}

interface Seen {
  /** Each text on the page, and each name and hint of an element. */
  readonly texts: readonly string[];
  /** Times of the day, but for the hours of a grid and what is in a field to be changed. */
  readonly times: readonly string[];
}

function look(): Seen {
  const texts: string[] = [];
  const times: string[] = [];
  const take = (element: Element, text: string | null): void => {
    if (text === null || text.trim() === '' || element.closest('[lang]:not(html), style, script') !== null) return;
    texts.push(text.trim());
    if (element.closest('[role=rowheader], [role=timer], [data-cell], select, [role=listbox]') === null)
      times.push(...(text.match(/(?<![\d:])\d\d:\d\d(?![\d:])/g) ?? []));
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof Element && node.getAttribute('aria-hidden') !== 'true')
      for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description', 'aria-valuetext'])
        take(node, node.getAttribute(name));
    else if (!(node instanceof Element) && node.parentElement !== null) take(node.parentElement, node.textContent);
  }
  return { texts, times };
}

interface Reader {
  readonly page: Page;
  readonly data: Set<string>;
}

async function aReader(open: (options: ScreenOptions) => Promise<Screen>, locale: string, timezoneId: string) {
  const data = new Set<string>();
  const { page } = await open({
    query: `&locale=${locale}`,
    locale,
    timezoneId,
    viewport: { width: 1500, height: 950 },
  });
  page.on('response', (response: Response) => {
    if (response.headers()['content-type']?.includes('json') === true)
      response.json().then(
        (json: unknown) => takeWords(json, data),
        () => undefined,
      );
  });
  page.on('websocket', (socket) => {
    if (!socket.url().endsWith('/realtime')) return;
    socket.on('framereceived', ({ payload }) => takeWords(JSON.parse(String(payload)), data));
  });
  await page.reload();
  await isPhone(page);
  return { page, data };
}

const clock = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const dayMinutes = 1_440;
/** By how much the clocks differ today; for some weeks a year by an hour less. */
const apart = [5, 6].map((hours) => hours * 60);

/** Times that one of both does not see where the other sees them. */
function unmatched(here: readonly string[], there: readonly string[]): string[] {
  const shifted = (time: string, by: number): number => (clock(time) + by + dayMinutes) % dayMinutes;
  const sees = (times: readonly string[], wanted: number): boolean => times.some((time) => clock(time) === wanted);
  return [
    ...here.filter((time) => !apart.some((by) => sees(there, shifted(time, -by)))).map((time) => `Stockholm ${time}`),
    ...there.filter((time) => !apart.some((by) => sees(here, shifted(time, by)))).map((time) => `New York ${time}`),
  ];
}

/** Names of keys, of packages, of zones, and of what the browser calls its devices. */
const names = new RegExp(
  [
    String.raw`\b(?:shift|alt|ctrl|enter|escape|delete|page)\b`,
    String.raw`@[\w-]+/[\w-]+`,
    String.raw`\b(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[\w/ -]+`,
    String.raw`Fake Audio \w+`,
  ].join('|'),
  'gi',
);

/** What is wrong with what both see now. */
async function faults(stockholm: Reader, newYork: Reader): Promise<string[]> {
  const [here, there] = [await stockholm.page.evaluate(look), await newYork.page.evaluate(look)];
  const foreign = ({ texts }: Seen, own: Set<string>, other: Set<string>, data: Set<string>): string[] =>
    texts.flatMap((text) =>
      wordsOf(text.replaceAll(names, ' '))
        .filter((word) => other.has(word) && !own.has(word) && !data.has(word))
        .map((word) => `“${word}” in “${text.slice(0, 80)}”`),
    );
  return [
    ...foreign(here, swedish, english, stockholm.data),
    ...foreign(there, english, swedish, newYork.data),
    ...unmatched(here.times, there.times),
  ];
}

test('everybody reads each view in the own language and by the own clock, and in no other', async ({
  open,
  script,
}) => {
  const [here, there] = [
    await aReader(open, 'sv-SE', 'Europe/Stockholm'),
    await aReader(open, 'en-US', 'America/New_York'),
  ];
  const both = [here, there];
  expect(wallIn('Europe/Stockholm', now).slice(0, 16)).not.toBe(wallIn('America/New_York', now).slice(0, 16));
  let views = 0;
  let times = 0;
  const wrong: Record<string, string[]> = {};
  const compare = async (view: string): Promise<void> => {
    views += 1;
    let found: string[] = [];
    // A list comes, a minute passes.
    await expect(async () => expect((found = await faults(here, there))).toEqual([]))
      .toPass({ timeout: 30_000 })
      .catch(() => (wrong[view] = [...new Set(found)].slice(0, 12)));

    times += (await here.page.evaluate(look)).times.length;
  };
  const each = (what: (page: Page) => Promise<void>): Promise<void[]> =>
    Promise.all(both.map(({ page }) => what(page)));
  /** Opens what opens in place, one after the other. */
  const menus = async (view: string, within: string): Promise<void> => {
    const openers = `${within} button[aria-haspopup]:visible`;
    const count = Math.min(await here.page.locator(openers).count(), await there.page.locator(openers).count(), 8);
    for (let index = 0; index < count; index += 1) {
      await each((page) => page.locator(openers).nth(index).click());
      await compare(`${view}, menu ${index + 1}`);
      await each((page) => page.keyboard.press('Escape'));
    }
  };

  await menus('header', 'header');
  const links = here.page.getByRole('navigation').getByRole('link');
  const sections = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  expect(sections.length).toBeGreaterThan(5);
  for (const section of sections) {
    await each((page) => page.getByRole('navigation').locator(`a[href="${section}"]`).click());
    await compare(section);
    await menus(section, '[data-layout] > main, [data-section], [data-region=list]');
    if (section.endsWith('administration')) continue;
    const row = '[data-region=list] [data-row]:visible';
    if ((await here.page.locator(row).count()) === 0) continue;
    await each((page) => page.locator(row).first().click());
    await compare(`${section}, its first`);
  }
  await each((page) => page.getByRole('navigation').locator('a[href="#/administration"]').click());
  for (const [index, tab] of tabIds.entries()) {
    await each((page) => page.getByRole('tablist').first().getByRole('tab').nth(index).click());
    await compare(`administration ${tab}`);
    if ((await here.page.locator('[data-row]:visible').count()) === 0) continue;
    await each((page) => page.locator('[data-row]:visible').first().click());
    await compare(`administration ${tab}, its first`);
    await each((page) => page.keyboard.press('Escape'));
  }
  const call = script.rings(sofia);
  await compare('a call that rings');
  call.becomes({ state: 'active', answeredAtMs: Date.now(), ringingSinceMs: null });
  await compare('a call');
  call.becomes({ state: 'held', heldByMe: true, heldSinceMs: Date.now() });
  await compare('a held call');
  call.ends('failed');
  await compare('a call that has ended');
  expect(wrong).toEqual({});
  expect(views).toBeGreaterThan(30);
  expect(times).toBeGreaterThan(30);
});

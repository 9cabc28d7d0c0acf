import { expect, test as base } from 'playwright/test';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright/test';
import type { Frame, FrameLocator, Locator, Page } from 'playwright/test';
import { listen, observeAudio } from './audio';
import type { Heard } from './audio';
import { removeFolder, startServer } from './server';
import type { RunningServer, StartOptions } from './server';
import { turnVoicemailOff } from './set-voicemail';
import { endCalls } from './watch';
import { attachWords, keepWords } from './words';

export interface OpenOptions {
  readonly locale?: 'en-US' | 'sv-SE';
  readonly theme?: 'default' | 'dark' | 'contrast';
  /** Frequency of what the microphone hears; null = Chromium's own fake device. */
  readonly toneHz?: number | null;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Inside the Teams-like host, for what depends on one, instead of a page of its own, which is cheaper. */
  readonly inTeams?: boolean;
}

/** One person in one window. */
export interface Person {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly tab: Page | FrameLocator;
  card(other: string | RegExp): Locator;
  button(name: string | RegExp): Locator;
  /** Types into the field and presses Call on the hit or number. */
  call(typed: string): Promise<void>;
  listen(ms?: number): Promise<Heard>;
  frame(): Frame;
}

/** A SIP phone in a page of its own. */
export interface PhonePage {
  readonly page: Page;
  readonly state: Locator;
  readonly hearing: Locator;
  press(button: string): Promise<void>;
  listen(ms?: number): Promise<Heard>;
}

interface Fixtures {
  /** What the worker's server said during the test is told with its failure. */
  serverWords: void;
  /** A server of the test's own; ended with the test, its folder deleted. */
  start(options?: StartOptions): Promise<RunningServer>;
  open(who: string, options?: OpenOptions): Promise<Person>;
  openInTeams(who: string, options?: OpenOptions): Promise<Person>;
  phonePage(address: string): Promise<PhonePage>;
  outside(number: string, query?: string): Promise<PhonePage>;
  deskPhone(who: string, query?: string): Promise<PhonePage>;
}

interface WorkerFixtures {
  /** What carries the calls of the worker's server; said by the project. */
  switchName: 'embedded' | 'asterisk';
  server: RunningServer;
}

/**
 * Every worker has a server, a database and ports of its own; every person a browser context of its own, and no
 * voicemail.
 */
export const test = base.extend<Fixtures, WorkerFixtures>({
  switchName: ['embedded', { option: true, scope: 'worker' }],
  server: [
    async ({ switchName }, use) => {
      const server = await startServer({ environment: { SWITCH: switchName } });
      await turnVoicemailOff(server.url);
      await use(server);
      await server.stop();
      removeFolder(server.dataFolder);
    },
    { scope: 'worker' },
  ],
  serverWords: [
    async ({ server }, use, testInfo) => {
      const before = server.output().length;
      await use();
      const body = server.output().slice(before);
      const isFailed = testInfo.status !== testInfo.expectedStatus;
      if (isFailed && body !== '') await testInfo.attach('server', { body, contentType: 'text/plain' });
    },
    { auto: true },
  ],
  start: async ({ switchName }, use) => {
    const servers: RunningServer[] = [];
    await use(async (options) => {
      const server = await startServer({ ...options, environment: { SWITCH: switchName, ...options?.environment } });
      servers.push(server);
      await turnVoicemailOff(server.url);
      return server;
    });
    for (const server of servers) await server.stop();
    for (const server of servers) removeFolder(server.dataFolder);
  },
  open: async ({ browser, server }, use, testInfo) => {
    const contexts: BrowserContext[] = [];
    const people = new Set<string>();
    await use(async (who, options = {}) => {
      const person = await openPerson(browser, server.url, who, options);
      contexts.push(person.context);
      people.add(who);
      return person;
    });
    await attachWords(contexts, testInfo);
    await Promise.all([...people].map((who) => endCalls(server.url, who)));
    await Promise.all(contexts.map((context) => context.close()));
  },
  openInTeams: ({ open }, use) => use((who, options) => open(who, { ...options, inTeams: true })),
  phonePage: async ({ browser, server }, use, testInfo) => {
    const contexts: BrowserContext[] = [];
    await use(async (address) => {
      // Tests record what these pages hear, by a script of their own.
      const context = await browser.newContext({ permissions: ['microphone'], bypassCSP: true });
      contexts.push(context);
      await context.addInitScript(observeAudio, null);
      const page = await context.newPage();
      keepWords(page);
      await page.goto(`${server.url}/local/${address}`);
      const state = page.locator('main');
      await expect(state).toHaveAttribute('data-registered', 'true');
      const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
      return { page, state, hearing: page.getByText(/^Hearing: /), press, listen: (ms) => listen(page, ms) };
    });
    await attachWords(contexts, testInfo);
    await Promise.all(contexts.map((context) => context.close()));
  },
  outside: ({ phonePage }, use) =>
    use((number, query = '') => phonePage(`outside?number=${encodeURIComponent(number)}${query}`)),
  deskPhone: ({ phonePage }, use) => use((who, query = '') => phonePage(`desk-phone?as=${who}${query}`)),
});

export async function openPerson(
  browser: Browser,
  url: string,
  who: string,
  options: OpenOptions = {},
): Promise<Person> {
  const { toneHz = null, viewport = null } = options;
  return openPage(await personContext(browser, { toneHz, ...(viewport && { viewport }) }), url, who, options);
}

/** A browser of somebody's own, without the net. */
export async function personContext(
  browser: Browser,
  { toneHz = null, ...options }: Pick<OpenOptions, 'toneHz'> & BrowserContextOptions = {},
): Promise<BrowserContext> {
  const usual = { permissions: ['microphone'], viewport: { width: 1600, height: 900 } };
  const context = await browser.newContext({ ...usual, ...options });
  await context.addInitScript(observeAudio, toneHz);
  return context;
}

/** Another page of the person's browser. */
export async function openPage(
  context: BrowserContext,
  url: string,
  who: string,
  options: OpenOptions = {},
): Promise<Person> {
  const { inTeams = false, locale = 'en-US', theme = 'default' } = options;
  const page = await context.newPage();
  keepWords(page);
  await page.goto(`${url}${inTeams ? '/local/teams' : '/tab/'}?as=${who}&locale=${locale}&theme=${theme}`);
  const tab = inTeams ? page.frameLocator('iframe[name=tab]') : page;
  const person: Person = {
    page,
    context,
    tab,
    card: (other) => tab.getByRole('region', { name: typeof other === 'string' ? `Call with ${other}` : other }),
    button: (name) => tab.getByRole('button', { name, exact: typeof name === 'string' }),
    async call(typed) {
      const field = tab.getByRole('combobox', { name: 'Search or enter a number' });
      await field.fill(typed);
      await field.press('Enter');
    },
    listen: (ms) => listen(person.frame(), ms),
    frame() {
      const frame = inTeams ? page.frame({ name: 'tab' }) : page.mainFrame();
      if (!frame) throw new Error('the tab is not there');
      return frame;
    },
  };
  return person;
}

export { expect };

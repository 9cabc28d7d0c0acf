import { isDeepStrictEqual } from 'node:util';
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect } from 'playwright/test';
import type { BrowserContext, BrowserContextOptions, FrameLocator, Locator, Page } from 'playwright/test';
import { ClientMessage, ServerMessage } from '../../src/contract/realtime';
import type { Snapshot } from '../../src/contract/realtime';
import { openPage, personContext } from '../e2e/people';
import type { OpenOptions, Person } from '../e2e/people';
import type { Script } from './script';
import { startScriptedServer } from './scripted-server';
import type { ScriptedServer } from './scripted-server';

/** A window with the tab in it, as a plain page. */
export interface Screen {
  readonly page: Page;
  card(other: string): Locator;
}

export interface ScreenOptions extends BrowserContextOptions {
  /** Behind `/tab/?as=anna`, e.g. `&locale=sv-SE`; another address with a slash in front. */
  readonly query?: string;
}

interface Fixtures {
  /** What the server of this test knows and says. The person is Anna Lind, whoever opens a window. */
  readonly script: Script;
  /** What the script begins with, besides an office at rest. */
  readonly start: Partial<Snapshot>;
  /** The tab as a page of its own. */
  open(options?: ScreenOptions): Promise<Screen>;
  /** The tab inside the Teams-like host. */
  openInTeams(options?: OpenOptions): Promise<Person>;
  /** A browser of the person's own, in which each frame of the realtime protocol is held against the contract. */
  newContext(options?: BrowserContextOptions): Promise<BrowserContext>;
}

/** One scripted server for each worker, one script for each test. */
export const test = base.extend<Fixtures, { server: ScriptedServer }>({
  server: [
    async ({ browserName: _ }, use) => {
      const server = await startScriptedServer();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  start: [{}, { option: true }],
  script: ({ server, start }, use) => use(server.begin(start)),
  newContext: async ({ browser, script }, use) => {
    const contexts: BrowserContext[] = [];
    const faults: string[] = [];
    await use(async (options) => {
      const context = await personContext(browser, options);
      contexts.push(context);
      context.on('page', (page) => {
        watchFrames(page, faults);
        watchRequests(page, faults, script);
      });
      return context;
    });
    await Promise.all(contexts.map((context) => context.close()));
    expect(faults, 'every frame is as the contract says, every request is answered').toEqual([]);
  },
  open: ({ server, newContext }, use) =>
    use(async ({ query = '', ...options } = {}) => {
      const context = await newContext({ viewport: { width: 1360, height: 860 }, locale: 'en-US', ...options });
      const page = await context.newPage();
      await page.goto(server.url + (query.startsWith('/') ? query : `/tab/?as=anna${query}`));
      return { page, card: (other) => page.getByRole('region', { name: `Call with ${other}` }) };
    }),
  openInTeams: ({ server, newContext }, use) =>
    use(async (options = {}) => {
      const { viewport } = options;
      return openPage(await newContext({ ...(viewport && { viewport }) }), server.url, 'anna', {
        ...options,
        inTeams: true,
      });
    }),
});

/** Notes each frame between a window and the server that is not what the contract says, or says more. */
function watchFrames(page: Page, faults: string[]): void {
  page.on('websocket', (socket) => {
    if (!socket.url().endsWith('/realtime')) return;
    const hold = (schema: typeof ClientMessage | typeof ServerMessage, payload: string | Buffer): void => {
      const frame: unknown = JSON.parse(String(payload));
      const { data, error } = schema.safeParse(frame);
      const fault = error?.message ?? (isDeepStrictEqual(data, frame) ? null : 'it holds what the contract does not');
      if (fault !== null) faults.push(`${String(payload).slice(0, 200)}: ${fault}`);
    };
    socket.on('framesent', ({ payload }) => hold(ClientMessage, payload));
    socket.on('framereceived', ({ payload }) => hold(ServerMessage, payload));
  });
}

/** Notes what a window asks for that the script does not answer: it would be tested as if it were not there. */
function watchRequests(page: Page, faults: string[], { gone }: Pick<Script, 'gone'>): void {
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (response.status() !== 404 || !pathname.startsWith('/api/')) return;
    if ([...gone].some((id) => pathname.includes(id))) return;
    faults.push(`${response.request().method()} ${pathname}: the script does not answer it`);
  });
}

/** Once it says so, calls ring in the window. */
export const isPhone = (where: Page | FrameLocator): Promise<void> =>
  expect(where.getByText(/^(?:Rings on|Ringer på): /)).toBeVisible();

/** For `toBeInViewport`: nothing of it is out of sight. Boxes end between pixels, and what is drawn does not. */
export const inWhole = { ratio: 0.99 };

/** Opens a section by its name in the navigation. */
export const goTo = (where: Page | FrameLocator, section: string): Promise<void> =>
  where.getByRole('navigation').getByRole('link', { name: section }).click();

/** What axe looks at in the Teams-like host: the tab. */
const inTab = ['iframe[name=tab]', 'body'];

/** Everything that axe finds, by rule; not Fluent's guards of the focus around what is open: nobody stays on them. */
async function violations(page: Page, parts: readonly (string | string[])[]): Promise<string[]> {
  // Each node that passes would be described as well, and nobody reads it.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  for (const part of parts) axe.include(part);
  if (parts.includes(inTab)) axe.exclude(['iframe[name=tab]', '[data-tabster-dummy]']);
  const { violations: found } = await axe.analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/**
 * Axe finds nothing in parts of the page, usually the tab in its host. Looked for again while something comes in: half
 * of the way its words are as pale as its surface.
 */
export const isAccessible = (page: Page, what = '', parts: readonly (string | string[])[] = [inTab]): Promise<void> =>
  expect.poll(() => violations(page, parts), { message: what }).toEqual([]);

export { expect };

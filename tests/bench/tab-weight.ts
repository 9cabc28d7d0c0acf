import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { chromium } from 'playwright';
import type { Browser } from 'playwright';
import { build } from 'vite';
import { browserArguments, browserPath } from '../e2e/browser';
import { removeFolder, startServer } from '../e2e/server';
import { atMost, median, ratioAtMost, report } from './figure';

/**
 * B8: what the tab loads before its first view, and its largest contentful paint on a slow computer (4× CPU, 10 Mbit/s,
 * 40 ms), against a Fluent page without any product in it (provider, themes and the components that every such page
 * has), interleaved.
 */
const rounds = 5;
const folder = mkdtempSync(join(tmpdir(), 'vaxel-bench-'));
const brotli = (data: Buffer): Buffer => brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });

/** As the budget in CI counts it: the page, its modules, the host and the language in use. */
function initialWeight(): { initialKb: number; budgetKb: number; ok: boolean } {
  const output = execFileSync(process.execPath, ['scripts/bundle-budget.mjs', '--json'], { encoding: 'utf8' });
  return JSON.parse(output) as { initialKb: number; budgetKb: number; ok: boolean };
}

async function buildShell(): Promise<string> {
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><html><head><title>shell</title></head><body><div id="root"></div><script type="module" ' +
      'src="./main.js"></script></body></html>',
  );
  writeFileSync(
    join(folder, 'main.js'),
    `import { createElement as h } from 'react';
    import { createRoot } from 'react-dom/client';
    import {
      FluentProvider, teamsLightTheme, teamsDarkTheme, teamsHighContrastTheme, Button, Avatar, TabList, Tab, SearchBox,
      Menu, MenuTrigger, MenuPopover, MenuList, MenuItem, Tooltip, Spinner, Badge, Text, makeStyles, tokens, Skeleton,
      SkeletonItem, Dialog, DialogTrigger, DialogSurface, DialogBody, DialogTitle,
    } from '@fluentui/react-components';
    const useStyles = makeStyles({ root: { minHeight: '100vh', color: tokens.colorNeutralForeground1 } });
    function Shell() {
      const styles = useStyles();
      const theme = [teamsLightTheme, teamsDarkTheme, teamsHighContrastTheme][window.theme | 0];
      return h(FluentProvider, { theme, className: styles.root },
        h(SearchBox, { placeholder: 'Search or enter a number' }), h(Avatar, { name: 'Anna Lind' }),
        h(Badge), h(Spinner),
        h(TabList, null, h(Tab, { value: 'calls' }, 'Calls'), h(Tab, { value: 'contacts' }, 'Contacts')),
        h(Menu, null, h(MenuTrigger, null, h(Button, null, 'Number to show')),
          h(MenuPopover, null, h(MenuList, null, h(MenuItem, null, 'Anonymous')))),
        h(Tooltip, { content: 'Keypad', relationship: 'label' }, h(Button)), h(Skeleton, null, h(SkeletonItem)),
        h(Dialog, null, h(DialogTrigger, null, h(Button, null, 'Open')),
          h(DialogSurface, null, h(DialogBody, null, h(DialogTitle, null, 'Title')))),
        h(Text, { size: 600 }, 'No call right now'));
    }
    createRoot(document.getElementById('root')).render(h(Shell));`,
  );
  const dist = join(folder, 'dist');
  await build({
    root: folder,
    base: './',
    configFile: false,
    logLevel: 'error',
    build: { outDir: dist, target: 'es2022' },
  });
  return dist;
}

function serveShell(dist: string): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    const name = request.url === '/' ? 'index.html' : decodeURIComponent((request.url ?? '').slice(1));
    const file = name.includes('..') ? null : join(dist, name);
    try {
      if (file === null) throw new Error('outside');
      const type = name.endsWith('.js') ? 'text/javascript' : 'text/html';
      // Read before the head is written: a browser asks for an icon too, which is not there.
      const body = brotli(readFileSync(file));
      response.writeHead(200, { 'content-type': type, 'content-encoding': 'br' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () =>
      done({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() }),
    );
  });
}

/** Largest contentful paint in milliseconds, once the page has shown what it wants to show. */
async function paint(browser: Browser, url: string, shown: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1360, height: 860 } });
  // tsx wraps functions in a helper that pages do not have.
  await context.addInitScript({ content: 'globalThis.__name = (wrapped) => wrapped;' });
  const page = await context.newPage();
  await page.addInitScript(() => {
    Object.assign(window, { largestPaint: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) Object.assign(window, { largestPaint: entry.startTime });
    }).observe({ type: 'largest-contentful-paint', buffered: true });
  });
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 40,
    downloadThroughput: 10e6 / 8,
    uploadThroughput: 5e6 / 8,
  });
  await page.goto(url);
  await page.getByText(shown).first().waitFor();
  // The observer is told of a paint after the frame in which it happened.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))));
  const ms = await page.evaluate(() => (window as unknown as { largestPaint: number }).largestPaint);
  await context.close();
  return ms;
}

const shell = await serveShell(await buildShell());
const server = await startServer();
const browser = await chromium.launch({ executablePath: browserPath, args: browserArguments });
const tabUrl = `${server.url}/tab/?as=anna`;
await paint(browser, tabUrl, 'Rings on');
const tab: number[] = [];
const bare: number[] = [];
for (let round = 0; round < rounds; round++) {
  bare.push(await paint(browser, shell.url, 'No call right now'));
  tab.push(await paint(browser, tabUrl, 'Rings on'));
}
await browser.close();
await server.stop();
shell.close();
removeFolder(server.dataFolder);
removeFolder(folder);

const weight = initialWeight();
const tabMs = median(tab);
report([
  {
    id: 'B8',
    what: 'tab, brotli, before the first view',
    value: weight.initialKb,
    unit: 'kB',
    peer: { what: 'Browser-Phone', value: 411 },
    goal: atMost(weight.initialKb, weight.budgetKb, 'kB'),
  },
  {
    id: 'B8',
    what: 'largest contentful paint, 4× CPU, 10 Mbit/s',
    value: Math.round(tabMs),
    unit: 'ms',
    peer: { what: 'Fluent page without product', value: Math.round(median(bare)) },
    goal: ratioAtMost(tabMs, median(bare), 0.9),
  },
]);

import { writeFile } from 'node:fs/promises';
import type { BrowserContext, Page, TestInfo } from 'playwright/test';

const kept = new WeakMap<Page, string[]>();
const longest = 600;

const isApi = (url: string): boolean => new URL(url).pathname.startsWith('/api/');

/** Keeps what a page and the server say to each other over sockets, and what the page complains of. */
export function keepWords(page: Page): void {
  const lines: string[] = [];
  kept.set(page, lines);
  const say = (what: string, text: string | Buffer): void =>
    void lines.push(`${new Date().toISOString()} ${what} ${String(text).slice(0, longest)}`);
  page.on('console', (message) => say(`console ${message.type()}`, message.text()));
  page.on('pageerror', (error) => say('error', error.stack ?? error.message));
  page.on('request', (request) => isApi(request.url()) && say('asks', `${request.method()} ${request.url()}`));
  page.on('response', (response) => isApi(response.url()) && say(`gets ${response.status()}`, response.url()));
  page.on('requestfailed', (request) => say('failed', `${request.method()} ${request.url()}`));
  page.on('websocket', (socket) => {
    const path = new URL(socket.url()).pathname;
    say(path, 'open');
    socket.on('framesent', ({ payload }) => say(`${path} >`, payload));
    socket.on('framereceived', ({ payload }) => say(`${path} <`, payload));
    socket.on('close', () => say(path, 'closed'));
  });
}

/** Told with the failure of a test, beside what the server said. */
export async function attachWords(contexts: readonly BrowserContext[], testInfo: TestInfo): Promise<void> {
  if (testInfo.status === testInfo.expectedStatus) return;
  let files = 0;
  for (const page of contexts.flatMap((context) => context.pages())) {
    const body = kept.get(page)?.join('\n');
    if (!body) continue;
    const path = testInfo.outputPath(`words-${(files += 1)}.txt`);
    await writeFile(path, `${page.url()}\n${body}`);
    await testInfo.attach(`words of ${page.url()}`, { path, contentType: 'text/plain' });
  }
}

import type { Browser } from 'playwright/test';

/** Processes of a browser that run its pages. */
export async function renderers(browser: Browser): Promise<number[]> {
  const devTools = await browser.newBrowserCDPSession();
  const { processInfo } = await devTools.send('SystemInfo.getProcessInfo');
  await devTools.detach();
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

/** All pages of the browser stop as those of a computer that sleeps; returns how to wake them. */
export async function freeze(browser: Browser): Promise<() => void> {
  const frozen = await renderers(browser);
  for (const pid of frozen) process.kill(pid, 'SIGSTOP');
  return () => {
    for (const pid of frozen) process.kill(pid, 'SIGCONT');
  };
}

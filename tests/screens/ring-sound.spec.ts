import type { Page } from 'playwright/test';
import { sofia } from './script';
import { expect, isPhone, test } from './screen';

/** How many of the page's sound devices are open. */
const open = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { contexts } = window as unknown as { contexts: AudioContext[] };
    return contexts.filter(({ state }) => state === 'running').length;
  });

test('no sound device is open at rest; one rings, and rests again when the caller has hung up', async ({
  newContext,
  server,
  script,
}) => {
  const context = await newContext();
  await context.addInitScript(() => {
    const contexts: AudioContext[] = [];
    const Original = window.AudioContext;
    window.AudioContext = class extends Original {
      constructor(options?: AudioContextOptions) {
        super(options);
        contexts.push(this);
      }
    };
    Object.assign(window, { contexts });
  });
  const page = await context.newPage();
  await page.goto(`${server.url}/tab/?as=anna`);
  await isPhone(page);
  await page.mouse.click(1, 1);
  await expect.poll(() => open(page)).toBe(0);

  const call = script.rings(sofia);
  await expect.poll(() => open(page)).toBe(1);
  call.ends('cancelled');
  await expect.poll(() => open(page)).toBe(0);
});

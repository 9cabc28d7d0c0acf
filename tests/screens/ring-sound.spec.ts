import type { Page } from 'playwright/test';
import { sofia } from './script';
import { expect, isPhone, test } from './screen';

/** How many of the page's sound devices are open. */
const openDevices = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { testAudioContexts } = window as unknown as { testAudioContexts: AudioContext[] };
    return testAudioContexts.filter(({ state }) => state === 'running').length;
  });

test('no sound device is open at rest; one rings, and rests again when the caller has hung up', async ({
  open,
  script,
}) => {
  const { page } = await open();
  await isPhone(page);
  await page.mouse.click(1, 1);
  await expect.poll(() => openDevices(page)).toBe(0);

  const call = script.rings(sofia);
  await expect.poll(() => openDevices(page)).toBe(1);
  call.ends('cancelled');
  await expect.poll(() => openDevices(page)).toBe(0);
});

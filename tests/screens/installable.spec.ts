import { chromium } from 'playwright';
import { browserArguments, browserPath } from '../e2e/browser';
import { removeFolder, temporaryFolder } from '../e2e/server';
import { expect, test } from './screen';

// Browsers install nothing from a private window, which is what Playwright's contexts are.
test('the tab can be installed as an app of its own', async ({ server, script: _ }) => {
  const profile = temporaryFolder();
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browserPath,
    args: browserArguments,
  });
  try {
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('console', (message) => {
      if (/content security policy|manifest/i.test(message.text())) faults.push(message.text());
    });
    await page.goto(`${server.url}/tab/?as=anna`);
    await page.getByRole('navigation').waitFor();
    const devTools = await context.newCDPSession(page);
    const manifest = await devTools.send('Page.getAppManifest');
    expect(manifest.errors).toEqual([]);
    expect(manifest.url).toBe(`${server.url}/tab/manifest.webmanifest`);
    expect(JSON.parse(manifest.data ?? '{}')).toMatchObject({
      name: 'Växel',
      lang: 'sv',
      display: 'standalone',
      start_url: '/tab/?window=popout',
    });
    expect((await devTools.send('Page.getInstallabilityErrors')).installabilityErrors).toEqual([]);
    expect(faults).toEqual([]);
  } finally {
    await context.close();
    removeFolder(profile);
  }
});

test('its manifest and icons come with their types and sizes', async ({ server, request }) => {
  const manifest = await request.get(`${server.url}/tab/manifest.webmanifest`);
  expect(manifest.headers()['content-type']).toContain('application/manifest+json');
  const { icons } = (await manifest.json()) as { icons: { src: string; sizes: string; purpose: string }[] };
  expect(icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual([
    '192x192 any',
    '512x512 any',
    '512x512 maskable',
  ]);
  for (const { src, sizes } of icons) {
    const icon = await request.get(server.url + src);
    expect(icon.headers()['content-type']).toBe('image/png');
    // Width and height stand in the header of a PNG (RFC 2083 §4.1.1).
    const bytes = await icon.body();
    expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`).toBe(sizes);
  }
});

test('an installed app that knows nobody says so, and then remembers its person', async ({ server, newContext }) => {
  const page = await (await newContext()).newPage();
  await page.goto(`${server.url}/tab/?window=popout`);
  await expect(page.locator('[data-gate=choose]')).toBeVisible();
  await page.goto(`${server.url}/tab/?window=popout&as=anna`);
  await expect(page.getByRole('navigation')).toBeVisible();
  await page.goto(`${server.url}/tab/?window=popout`);
  await expect(page.getByRole('navigation')).toBeVisible();
  await page.goto(`${server.url}/tab/`);
  await expect(page.locator('[data-gate=choose]')).toBeVisible();
});

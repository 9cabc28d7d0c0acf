import { me } from '../../tabs/fakes/samples';
import { expect, inWhole, test } from './screen';

test.use({ start: { me: { ...me, roles: ['user', 'administrator'] } } });

/** The least distance of each word from the edge of its link, in pixels, the link being where one is. */
const room = (links: (HTMLElement | SVGElement)[]): Record<string, number> =>
  Object.fromEntries(
    links.map((link) => {
      const range = document.createRange();
      const text = [...link.childNodes].find((node) => node.nodeType === Node.TEXT_NODE);
      if (text !== undefined) range.selectNodeContents(text);
      const [word, box] = [range.getBoundingClientRect(), link.getBoundingClientRect()];
      return [link.textContent ?? '', Math.floor(Math.min(word.left - box.left, box.right - word.right))];
    }),
  );

test('an administrator’s other sections stand in a menu on 320 px, and four in sight', async ({ open }) => {
  const { page } = await open({ viewport: { width: 320, height: 640 } });
  const sections = page.getByRole('navigation');
  await expect(sections.getByRole('link', { name: 'Calendar' })).toBeInViewport(inWhole);
  await sections.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  await expect(sections.getByRole('link', { name: 'Settings' })).toBeInViewport(inWhole);
  await expect(sections.getByRole('link', { name: 'Settings' })).toHaveAttribute('aria-current', 'page');
  await expect(sections.getByRole('link', { name: 'Settings' })).toBeFocused();
  await sections.getByRole('button', { name: 'Menu' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.getByRole('menuitem', { name: 'Help' }).focus();
  await page.keyboard.press('Enter');
  await expect(sections.getByRole('link', { name: 'Help' })).toBeFocused();
  await expect(page.getByRole('menu')).toHaveCount(0);
});

for (const width of [1400, 320])
  test(`what is looked at in a section of ${width} px never pushes the page itself away`, async ({ open }) => {
    const { page } = await open({ viewport: { width, height: 640 } });
    for (const at of [
      'settings',
      'help',
      'administration/rules',
      'administration/organisation',
      'administration/rights',
    ]) {
      await page.evaluate((to) => void (location.hash = `#/${to}`), at);
      const fields = page.getByRole('main').locator('button, input, select');
      await expect(fields.nth(2)).toBeAttached();
      await fields.last().evaluate((each) => each.scrollIntoView({ block: 'start' }));
      const pushed = await page.evaluate(() => {
        const { scrollHeight, scrollTop } = document.documentElement;
        return { longer: scrollHeight - innerHeight, scrollTop };
      });
      expect(pushed, at).toEqual({ longer: 0, scrollTop: 0 });
    }
  });

test('another address put into the open page leads there; one that is none leaves it where it is', async ({ open }) => {
  const { page } = await open();
  await expect(page.getByRole('link', { name: 'Calls' })).toHaveAttribute('aria-current', 'page');
  const paste = (hash: string) => page.evaluate((to) => void (location.hash = to), hash);
  await paste('#/administration/audit');
  await expect(page.getByRole('tab', { name: 'Audit' })).toHaveAttribute('aria-selected', 'true');
  await paste('#/nonsense');
  await expect.poll(() => page.evaluate(() => location.hash)).toBe('#/administration/audit');
  await paste('#/call/+46701234567');
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Call' })).toBeVisible();
});

for (const locale of ['sv-SE', 'en-US'])
  for (const width of [1024, 320])
    test(`each section’s name has room in the navigation of ${width} px, also where one is, in ${locale}`, async ({
      open,
    }) => {
      const { page } = await open({ query: `&locale=${locale}`, locale, viewport: { width, height: 800 } });
      const links = page.getByRole('navigation').getByRole('link');
      await expect(links.nth(5)).toBeAttached();
      for (const link of await links.all()) {
        await link.click();
        await expect(link).toHaveAttribute('aria-current', 'page');
        const [[name, px] = ['', 0]] = Object.entries(await link.evaluateAll(room));
        expect(px, name).toBeGreaterThanOrEqual(3);
      }
    });

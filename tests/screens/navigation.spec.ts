import { me } from '../../tabs/fakes/samples';
import { expect, test } from './screen';

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

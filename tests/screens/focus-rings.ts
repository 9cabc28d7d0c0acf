import type { Frame, Page } from 'playwright/test';

export interface Ring {
  readonly name: string;
  /**
   * Of the ring against what lies behind it (WCAG 2.2, 1.4.11); the better where an element has several signs of the
   * focus.
   */
  readonly contrast: number;
}

/**
 * Goes through all that Tab reaches in the tab, after what has the focus, and measures how well each shows that it has
 * the focus.
 */
export async function ringContrasts(page: Page, frame: Frame): Promise<Ring[]> {
  const found: Ring[] = [];
  for (let press = 0; press < 120; press += 1) {
    const ring = await frame.evaluate(measure);
    if (ring !== null && ring.again) break;
    if (ring !== null) found.push({ name: ring.name, contrast: ring.contrast });
    // F6 first, which goes to the beginning; from the last stop the focus leaves the tab, and comes back by the frame.
    await page.keyboard.press(press === 0 ? 'F6' : 'Tab');
    if (await page.evaluate(() => document.activeElement?.tagName !== 'IFRAME'))
      await page.locator('iframe[name=tab]').focus();
  }
  return found;
}

/** Runs in the page; null while nothing has the focus. */
function measure(): { name: string; contrast: number; again: boolean } | null {
  type Colour = readonly [number, number, number, number];
  const now = document.activeElement;
  if (!(now instanceof HTMLElement) || now === document.body) return null;
  const name = now.getAttribute('aria-label') ?? now.closest('label')?.textContent ?? now.textContent ?? '';
  if (now.dataset['measured'] !== undefined) return { name, contrast: 0, again: true };
  now.dataset['measured'] = '';
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (!canvas) throw new Error('no canvas');
  /** Paints one colour over the others, the last on top. */
  const painted = (...colours: readonly string[]): Colour => {
    canvas.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    const { data } = canvas.getImageData(0, 0, 1, 1);
    return [data[0] ?? 0, data[1] ?? 0, data[2] ?? 0, data[3] ?? 0];
  };
  const luminance = ([r, g, b]: Colour): number => {
    const [x, y, z] = [r, g, b].map((value) =>
      value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    ) as [number, number, number];
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const contrast = (one: Colour, other: Colour): number => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
    return (light + 0.05) / (dark + 0.05);
  };
  /** The backgrounds of an element and all around it, from the outside in. */
  const behind = (element: Element | null): string[] =>
    element === null ? ['white'] : [...behind(element.parentElement), getComputedStyle(element).backgroundColor];
  /** The colours by which an element shows the focus, each with the element on whose background it lies. */
  const rings = (element: Element): { colour: string; on: Element | null }[] => {
    const style = getComputedStyle(element);
    const inside = Number.parseFloat(style.outlineOffset) < 0;
    const outline =
      style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1
        ? [{ colour: style.outlineColor, on: inside ? element : element.parentElement }]
        : [];
    const shadow =
      style.boxShadow === 'none'
        ? []
        : [...style.boxShadow.matchAll(/((?:rgba?|color)\([^)]*\)) 0px 0px 0px ([0-9.]+)px( inset)?/g)].map(
            ([, colour = '', , inset]) => ({ colour, on: inset ? element : element.parentElement }),
          );
    const after = getComputedStyle(element, '::after');
    const sides = (['Top', 'Bottom'] as const).filter(
      (side) =>
        after.content !== 'none' &&
        after[`border${side}Style`] === 'solid' &&
        Number.parseFloat(after[`border${side}Width`]) >= 1,
    );
    return [...outline, ...shadow, ...sides.map((side) => ({ colour: after[`border${side}Color`], on: element }))];
  };
  // What has no ring of its own, such as a field or a choice, shows it by what is drawn around it.
  const shown = [now, now.closest('.fui-Input, .fui-Select, label'), now.nextElementSibling].filter(
    (each): each is Element => each !== null,
  );
  const all = shown
    .flatMap(rings)
    .map(({ colour, on }) => contrast(painted(...behind(on), colour), painted(...behind(on))));
  return { name, contrast: Math.round(Math.max(1, ...all) * 10) / 10, again: false };
}

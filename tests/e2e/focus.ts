import type { Frame } from 'playwright/test';
import { expect } from './people';
import type { Person } from './people';

/** The keyboard is inside the tab, as after F6 in Teams, and nothing in it has the focus. */
export async function cold({ page, frame }: Person): Promise<void> {
  await page.locator('iframe[name=tab]').focus();
  await frame().evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  expect(await focus(frame())).toBe('nothing');
}

/** What has the focus in the tab. */
export const focus = (frame: Frame): Promise<string> =>
  frame.evaluate(() => {
    const { activeElement: now } = document;
    if (now === null || now === document.body) return 'nothing';
    const region = now.closest<HTMLElement>('[data-region]')?.dataset['region'];
    const role = now.closest('[role]')?.getAttribute('role');
    return `${region ?? role ?? ''}: ${now.getAttribute('aria-label') ?? now.textContent}`;
  });

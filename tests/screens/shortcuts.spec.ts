import type { FrameLocator, Page } from 'playwright/test';
import { sofia } from './script';
import { expect, goTo, isPhone, test } from './screen';

async function settings(tab: Page | FrameLocator): Promise<void> {
  await isPhone(tab);
  await goTo(tab, 'Settings');
}

test('a shortcut that was changed works, the old one does not, and it is kept over a reload', async ({
  openInTeams,
  script,
}) => {
  const anna = await openInTeams();
  await settings(anna.tab);
  await anna.button('Answer: Alt + Shift + Y. Change').click();
  await anna.page.keyboard.press('Alt+Shift+H');
  await expect(anna.tab.getByRole('alert')).toContainText('already used for “Hang up”');
  await anna.page.keyboard.press('Alt+2');
  await expect(anna.button('Answer: Alt + 2. Change')).toBeVisible();
  await anna.page.reload();
  await settings(anna.tab);
  await expect(anna.button('Answer: Alt + 2. Change')).toBeVisible();

  const call = script.rings(sofia);
  const card = anna.card(sofia.name);
  await expect(card).toHaveAttribute('data-call-state', 'ringing');
  await anna.page.keyboard.press('Alt+Shift+Y');
  await expect(card).toHaveAttribute('data-call-state', 'ringing');
  await anna.page.keyboard.press('Alt+2');
  await expect(card).toHaveAttribute('data-call-state', 'active');
  await anna.page.keyboard.press('Alt+Shift+H');
  await expect.poll(() => script.commands).toEqual([{ name: 'call.hangUp', callId: call.id }]);
});

import { cold, focus } from '../e2e/focus';
import { ringContrasts } from './focus-rings';
import { sofia } from './script';
import { expect, isPhone, test } from './screen';

test('F6 leads from part to part inside Teams, and Shift+F6 back', async ({ openInTeams }) => {
  const anna = await openInTeams();
  await isPhone(anna.tab);
  await cold(anna);
  const region = async (key: string): Promise<string | undefined> => {
    await anna.page.keyboard.press(key);
    return (await focus(anna.frame())).split(':')[0];
  };
  const round: (string | undefined)[] = [];
  const keys = ['F6', 'F6', 'F6', 'F6', 'F6', 'F6', 'Shift+F6', 'Shift+F6'];
  for (const key of keys) round.push(await region(key));
  expect(round).toEqual(['header', 'navigation', 'list', 'detail', 'calls', 'header', 'calls', 'detail']);
});

for (const theme of ['default', 'dark', 'contrast'] as const) {
  test(`whatever Tab reaches shows it with a contrast of 3 : 1, also on the card of the call: ${theme}`, async ({
    openInTeams,
    script,
  }) => {
    const anna = await openInTeams({ theme });
    await isPhone(anna.tab);
    script.rings(sofia);
    await expect(anna.card(sofia.name)).toHaveAttribute('data-call-state', 'ringing');
    await cold(anna);
    await anna.page.keyboard.press('Alt+Shift+Y');
    await expect(anna.card(sofia.name)).toHaveAttribute('data-call-state', 'active');
    const found = await ringContrasts(anna.page, anna.frame());
    const reached = ['Call with Sofia Lund', 'Hold', 'Transfer', 'Keypad', 'Hang up', 'Search or enter a number'];
    expect(found.map(({ name }) => name)).toEqual(expect.arrayContaining(reached));
    expect(found.filter(({ contrast }) => contrast < 3)).toEqual([]);
  });
}

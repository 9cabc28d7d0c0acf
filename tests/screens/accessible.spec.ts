import { bjorn } from './script';
import { expect, goTo, isAccessible, isPhone, test } from './screen';

for (const theme of ['default', 'dark', 'contrast'] as const) {
  test(`every section is free of axe findings in the theme ${theme}`, async ({ openInTeams }) => {
    const anna = await openInTeams({ theme });
    await isPhone(anna.tab);
    for (const section of ['Calls', 'Contacts', 'Help', 'Settings']) {
      await goTo(anna.tab, section);
      await expect(anna.tab.getByRole('heading', { name: section }).first()).toBeVisible();
      await isAccessible(anna.page, section);
    }
  });

  test(`the call panel is free of axe findings in the theme ${theme}`, async ({ openInTeams, script }) => {
    const anna = await openInTeams({ theme });
    await isPhone(anna.tab);
    await goTo(anna.tab, 'Settings');
    await expect(anna.tab.getByRole('heading', { name: 'Settings' }).first()).toBeVisible();
    script.rings(bjorn);
    await expect(anna.card(bjorn.name)).toHaveAttribute('data-call-state', 'ringing');
    await isAccessible(anna.page);
    await anna.card(bjorn.name).getByRole('button', { name: 'Answer' }).click();
    await expect(anna.card(bjorn.name)).toHaveAttribute('data-call-state', 'active');
    await isAccessible(anna.page);
  });
}

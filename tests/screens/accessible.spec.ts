import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { bjorn } from './script';
import { expect, goTo, isPhone, test } from './screen';

/** Everything that axe finds in the tab's frame, by rule. */
async function violations(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).include(['iframe[name=tab]', 'body']);
  // Each node that passes would be described as well, and nobody reads it.
  const { violations: found } = await axe.options({ resultTypes: ['violations'] }).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

for (const theme of ['default', 'dark', 'contrast'] as const) {
  test(`every section is free of axe findings in the theme ${theme}`, async ({ openInTeams }) => {
    const anna = await openInTeams({ theme });
    await isPhone(anna.tab);
    for (const section of ['Calls', 'Contacts', 'Help', 'Settings']) {
      await goTo(anna.tab, section);
      await expect(anna.tab.getByRole('heading', { name: section }).first()).toBeVisible();
      expect(await violations(anna.page), section).toEqual([]);
    }
  });

  test(`the call panel is free of axe findings in the theme ${theme}`, async ({ openInTeams, script }) => {
    const anna = await openInTeams({ theme });
    await isPhone(anna.tab);
    await goTo(anna.tab, 'Settings');
    await expect(anna.tab.getByRole('heading', { name: 'Settings' }).first()).toBeVisible();
    script.rings(bjorn);
    await expect(anna.card(bjorn.name)).toHaveAttribute('data-call-state', 'ringing');
    expect(await violations(anna.page)).toEqual([]);
    await anna.card(bjorn.name).getByRole('button', { name: 'Answer' }).click();
    await expect(anna.card(bjorn.name)).toHaveAttribute('data-call-state', 'active');
    expect(await violations(anna.page)).toEqual([]);
  });
}

import type { Page } from 'playwright/test';
import { definitionOf } from '../../tabs/fakes/activity-samples';
import { bjorn, sofia } from './script';
import type { Script } from './script';
import { expect, goTo, isPhone, test } from './screen';

/** What Björn says of himself, and where that comes from. */
function bjornIsBusy(script: Script): void {
  if (bjorn.userId === null) throw new Error('a colleague');
  script.sets(bjorn.userId, {
    activityId: definitionOf('busy').id,
    name: definitionOf('busy').name,
    state: 'busy',
    icon: 'busy',
    source: 'set',
    sinceMs: Date.now(),
    untilMs: Date.now() + 3_600_000,
    setBy: 'Eva Nyström',
  });
}
const said = /^Busy until .*, set by Eva Nyström, since \d\d:\d\d\. Line free, from the phone system, now$/;
const tip = (page: Page) => page.getByRole('tooltip', { includeHidden: true }).filter({ hasText: said });

test('a row of contacts that the keyboard rests on shows where activity and line come from', async ({
  open,
  script,
}) => {
  const { page } = await open();
  await isPhone(page);
  bjornIsBusy(script);
  await goTo(page, 'Contacts');
  const row = page.getByRole('row', { name: /^Björn Åkesson, Busy/ });
  await expect(row).toBeVisible();
  await page.getByRole('searchbox', { name: 'Find in contacts' }).focus();
  await page.keyboard.press('Tab');
  await row.focus();
  await expect(tip(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tip(page)).toBeHidden();
  await expect(row).toBeFocused();
});

test('so does a hit of the search that the arrows have reached, and is described by it', async ({ open, script }) => {
  const { page } = await open();
  await isPhone(page);
  bjornIsBusy(script);
  await page.getByRole('combobox', { name: 'Search or enter a number' }).fill('s');
  const hit = page.getByRole('row', { name: /Björn Åkesson/ });
  await expect(hit).toHaveAccessibleDescription(said);
  await expect(tip(page)).toBeHidden();
  await page.keyboard.press('ArrowDown');
  while ((await hit.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown');
  await expect(tip(page)).toBeVisible();
});

test('so does the picker of a transfer', async ({ open, script }) => {
  const { page, card } = await open();
  await isPhone(page);
  bjornIsBusy(script);
  script.rings(sofia);
  await card(sofia.name).getByRole('button', { name: 'Answer' }).click();
  await card(sofia.name).getByRole('button', { name: 'Transfer' }).click();
  await page.getByRole('combobox', { name: 'Name or number' }).fill('björn');
  const people = page.getByRole('grid', { name: 'People to transfer to' });
  const hit = people.getByRole('row', { name: /Björn Åkesson/ });
  // Those of before the answer are gone, among whom a key would choose another.
  await expect(people).toHaveAttribute('aria-busy', 'false');
  await expect(people.getByRole('row')).toHaveCount(1);
  await expect(hit).toHaveAccessibleDescription(said);
  await page.keyboard.press('ArrowUp');
  await expect(tip(page)).toBeVisible();
});

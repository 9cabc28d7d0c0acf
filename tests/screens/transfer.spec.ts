import type { Person } from '../e2e/people';
import type { Script, ScriptedCall } from './script';
import { bjorn, sofia } from './script';
import { expect, isPhone, test } from './screen';

/** Björn has called, and the window has answered. */
async function talking(anna: Person, script: Script): Promise<ScriptedCall> {
  await isPhone(anna.tab);
  const call = script.rings(bjorn);
  await anna.card(bjorn.name).getByRole('button', { name: 'Answer', exact: true }).click();
  await expect(anna.card(bjorn.name)).toHaveAttribute('data-call-state', 'active');
  return call;
}

test('a call that comes in leaves the picker, its focus and its choice alone', async ({ openInTeams, script }) => {
  const anna = await openInTeams();
  const call = await talking(anna, script);
  await anna.card(bjorn.name).getByRole('button', { name: 'Transfer', exact: true }).click();
  const field = anna.tab.getByRole('combobox', { name: 'Name or number' });
  await field.fill('ce');
  await expect(anna.tab.getByRole('grid', { name: 'People to transfer to' })).toHaveAttribute('aria-busy', 'false');
  const chosen = anna.tab.getByRole('row', { selected: true });
  await expect(chosen).toContainText('Cecilia Ek');
  script.rings(sofia);
  await expect(anna.card(sofia.name)).toHaveAttribute('data-call-state', 'ringing');
  await expect(field).toBeFocused();
  await expect(chosen).toContainText('Cecilia Ek');
  await anna.page.keyboard.press('Control+Enter');
  await expect.poll(() => script.commands).toEqual([{ name: 'call.transfer', callId: call.id, number: '1003' }]);
  await expect(anna.card(sofia.name)).toHaveAttribute('data-call-state', 'ringing');
});

test('while a call is up a hit of the search field offers both ways', async ({ openInTeams, script }) => {
  const anna = await openInTeams();
  const call = await talking(anna, script);
  await anna.tab.getByRole('combobox', { name: 'Search or enter a number' }).fill('Cecilia');
  const hit = anna.tab.getByRole('row', { name: /Cecilia Ek/ });
  await expect(hit.getByRole('button', { name: 'Call first' })).toBeVisible();
  await hit.getByRole('button', { name: 'Transfer now' }).click();
  await expect.poll(() => script.commands).toEqual([{ name: 'call.transfer', callId: call.id, number: '1003' }]);
});

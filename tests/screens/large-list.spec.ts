import type { ContactId } from '../../src/contract/ids';
import { expect, goTo, test } from './screen';
import { aContact } from '../../tabs/fakes/samples';
import type { Script } from './script';

const letters = [...'ABCDEFGHIJKLMNOPRSTUVYÅÄÖ'];

/** Twenty-five letters with forty names each, in Swedish order. */
function enterMany(script: Script): void {
  const names = letters.flatMap((letter) => Array.from({ length: 40 }, (_, n) => `${letter}lva Person ${n + 10}`));
  script.contacts.splice(
    0,
    script.contacts.length,
    ...names.map((displayName, n) =>
      aContact({
        id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as ContactId,
        userId: null,
        displayName,
        numbers: [],
      }),
    ),
  );
}

test('a long list is as long as it says, and its letters lead to their names', async ({ open, script }) => {
  enterMany(script);
  const { page } = await open();
  await goTo(page, 'Contacts');
  const all = page.getByRole('grid', { name: 'All contacts' });
  await expect(all).toHaveAttribute('aria-rowcount', '1000');
  await expect(all.getByRole('row', { name: /^Alva Person 10/ })).toBeVisible();
  const strip = page.getByRole('toolbar', { name: 'Letters' });
  await strip.getByRole('button', { name: 'Å', exact: true }).click();
  await expect(all.getByRole('row', { name: /^Ålva Person 10/ })).toBeVisible();
  await expect(strip.getByRole('button', { name: 'Å', exact: true })).toHaveAttribute('aria-current', 'true');
  // By keyboard: one stop, and the arrows lead on.
  await strip.getByRole('button', { name: 'Å', exact: true }).focus();
  await page.keyboard.press('ArrowUp');
  await expect(all.getByRole('row', { name: /^Ylva Person 10/ })).toBeVisible();
  await page.keyboard.press('Home');
  await expect(all.getByRole('row', { name: /^Alva Person 10/ })).toBeVisible();
  // From the first row to the last, which comes only then, and it has the focus.
  await all.getByRole('row', { name: /^Alva Person 10/ }).focus();
  await page.keyboard.press('End');
  await expect(all.getByRole('row', { name: /^Ölva Person 49/ })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(all.getByRole('row', { name: /^Ölva Person 48/ })).toBeFocused();
});

test('a short list has no letters', async ({ open }) => {
  const { page } = await open();
  await goTo(page, 'Contacts');
  await expect(page.getByRole('grid', { name: 'All contacts' }).getByRole('row').first()).toBeVisible();
  await expect(page.getByRole('toolbar', { name: 'Letters' })).toHaveCount(0);
});

import { expect, test } from './people';
import type { Person } from './people';

const mobile = '+46701234567';

/** Opens a section as somebody does who has the tab before them. */
const go = (person: Person, section: string): Promise<void> =>
  person.tab.getByRole('link', { name: section, exact: true }).click();

const incoming = (person: Person) => person.tab.getByRole('region', { name: 'Incoming calls' });

/** What "Why?" of the newest call with somebody says to each: all of these words. */
async function saysWhy(other: string, words: readonly (readonly [Person, ...string[]])[]): Promise<void> {
  for (const [person, ...said] of words) {
    const told = await why(person, other);
    for (const each of said) await expect(told.getByRole('list', { name: 'What happens' })).toContainText(each);
    await person.page.keyboard.press('Escape');
    await expect(told).toHaveCount(0);
  }
}

/** "Why?" of the newest call with somebody, with all that was looked at. */
async function why(person: Person, other: string): Promise<ReturnType<Person['tab']['getByRole']>> {
  await go(person, 'Calls');
  await person.tab.getByRole('listitem').filter({ hasText: other }).first().getByRole('button').first().click();
  await person.tab.getByRole('button', { name: 'Why?' }).first().click();
  const dialog = person.tab.getByRole('dialog', { name: 'Why it went there' });
  await expect(dialog.getByRole('list', { name: 'What happens' })).toBeVisible();
  // A caller's call may have nothing more to it.
  const more = dialog.getByRole('button', { name: 'Show details' });
  if ((await more.count()) > 0) await more.click();
  return dialog;
}

test('a rule set in the tab: a call from outside goes that way, and its Why? stays when the rule is another', async ({
  open,
  outside,
}) => {
  const cecilia = await open('cecilia');
  const david = await open('david');
  for (const person of [cecilia, david]) await expect(person.tab.getByText('Rings on')).toBeVisible();
  await go(cecilia, 'Settings');
  await incoming(cecilia).getByRole('button', { name: 'Add rule' }).click();
  const dialog = cecilia.tab.getByRole('dialog', { name: 'Rule', exact: true });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Outside to David');
  await dialog.getByLabel('Caller').selectOption({ label: 'External' });
  await dialog.getByLabel('Action', { exact: true }).selectOption({ label: 'Forward' });
  await dialog.getByRole('combobox', { name: 'Forward to' }).fill('david ho');
  await cecilia.tab.getByRole('option', { name: /David Holm/ }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(
    incoming(cecilia).getByRole('button', { name: /^Rule 1, Outside to David: .*external.*forward to David Holm/ }),
  ).toBeVisible();

  const phone = await outside(mobile);
  await phone.page.getByRole('textbox', { name: 'Number' }).fill('+46851920013');
  await phone.press('Call');
  const card = david.card('Sofia Lund');
  await expect(card).toHaveAttribute('data-call-state', 'ringing');
  await expect(cecilia.card('Sofia Lund')).toHaveCount(0);
  await card.getByRole('button', { name: 'Answer' }).click();
  await expect(card).toHaveAttribute('data-call-state', 'active');
  await phone.press('Hang up');
  await expect(card).not.toHaveAttribute('data-call-state', 'active');

  await saysWhy('Sofia Lund', [
    [cecilia, 'Rule 1, Outside to David, applied', 'David Holm answered'],
    [david, 'Cecilia Ek’s rule 1, Outside to David, applied', 'You answered'],
  ]);

  await go(cecilia, 'Settings');
  await incoming(cecilia)
    .getByRole('button', { name: /^Rule 1, Outside to David/ })
    .click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Outside is busy');
  await dialog.getByLabel('Action', { exact: true }).selectOption({ label: 'Busy' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(
    incoming(cecilia).getByRole('button', { name: /^Rule 1, Outside is busy: .*external.*busy/ }),
  ).toBeVisible();
  await cecilia.page.reload();
  await expect(cecilia.tab.getByText('Rings on')).toBeVisible();
  const then = await why(cecilia, 'Sofia Lund');
  await expect(then.getByRole('list', { name: 'What happens' })).toContainText('Rule 1, Outside to David, applied');
  await expect(then).not.toContainText('Outside is busy');
  await cecilia.page.keyboard.press('Escape');

  // The next call is told by the rule as it is now. She has called before, on which day depends on the hour.
  const latest = cecilia.tab.getByRole('listitem').filter({ hasText: 'Sofia Lund' }).first();
  const callsToday = async () => Number((await latest.textContent())?.match(/\((\d+)\)/)?.[1] ?? 1);
  const before = await callsToday();
  await phone.press('Call');
  await expect.poll(callsToday).toBe(before + 1);
  const now = await why(cecilia, 'Sofia Lund');
  await expect(now.getByRole('list', { name: 'What happens' })).toContainText('Rule 1, Outside is busy, applied');
  await expect(david.card('Sofia Lund').filter({ hasText: 'Incoming' })).toHaveCount(0);
  await cecilia.page.keyboard.press('Escape');
  await noRule(cecilia);
});

/** Others call the person as well, in tests that come later. */
async function noRule(person: Person): Promise<void> {
  await go(person, 'Settings');
  await incoming(person).getByRole('button', { name: 'Delete rule' }).click();
  await expect(incoming(person).getByRole('button', { name: /^Rule 1, / })).toHaveCount(0);
}

/** Sets the rule, and tries it. */
async function ringBjornToo(person: Person): Promise<void> {
  await go(person, 'Settings');
  await incoming(person).getByRole('button', { name: 'Add rule' }).click();
  const dialog = person.tab.getByRole('dialog', { name: 'Rule', exact: true });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Björn too');
  await dialog.getByLabel('Action', { exact: true }).selectOption({ label: 'Ring also' });
  await dialog.getByRole('spinbutton', { name: 'Seconds it rings' }).fill('120');
  await dialog.getByRole('combobox', { name: 'Rings also' }).selectOption({ label: 'After 5 s' });
  await dialog.getByRole('combobox', { name: 'Ring also at' }).fill('björn å');
  await person.tab.getByRole('option', { name: /Björn Åkesson/ }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  const box = incoming(person);
  await expect(
    box.getByRole('button', { name: 'Rule 1, Björn too: Always: ring for 120 s, and after 5 s also Björn Åkesson.' }),
  ).toBeVisible();
  await box.getByRole('combobox', { name: 'Who calls' }).fill('0701234567');
  await box.getByRole('button', { name: 'Try it' }).click();
  const happens = box.getByRole('list', { name: 'What happens' });
  await expect(happens).toContainText('Your phones ring, for up to 120 s');
  await expect(happens).toContainText('Björn Åkesson’s phones ring too');
  await expect(happens).toContainText('After 5 s.');
}

test('a rule set in the tab rings a colleague too after a while: who answers has it, and both know', async ({
  open,
  outside,
}) => {
  const anna = await open('anna');
  const bjorn = await open('bjorn');
  for (const person of [anna, bjorn]) await expect(person.tab.getByText('Rings on')).toBeVisible();
  await ringBjornToo(anna);
  const phone = await outside(mobile);
  await phone.page.getByRole('textbox', { name: 'Number' }).fill('+46851920011');
  await phone.press('Call');
  const [mine, his] = [anna.card('Sofia Lund'), bjorn.card('Sofia Lund')];
  await expect(mine).toHaveAttribute('data-call-state', 'ringing');
  await expect(his).toHaveAttribute('data-call-state', 'ringing');
  await expect(his).toContainText('Anna Lind');
  await expect(mine).toHaveAttribute('data-call-state', 'ringing');
  await his.getByRole('button', { name: 'Answer' }).click();
  await expect(his).toHaveAttribute('data-call-state', 'active');
  await expect(mine).toContainText('Björn Åkesson answered');
  await phone.press('Hang up');
  await expect(his).not.toHaveAttribute('data-call-state', 'active');
  await saysWhy('Sofia Lund', [
    [anna, 'Björn Åkesson’s phones ring too', 'Björn Åkesson answered'],
    [bjorn, 'Your phones ring too', 'You answered'],
  ]);

  // Declined by one, it rings on for the other.
  const latest = (person: Person, state: string) =>
    person.card('Sofia Lund').and(person.tab.locator(`[data-call-state="${state}"]`));
  await phone.press('Call');
  await expect(latest(bjorn, 'ringing')).toBeVisible();
  await latest(bjorn, 'ringing').getByRole('button', { name: 'Decline' }).click();
  await expect(latest(bjorn, 'ringing')).toHaveCount(0);
  await latest(anna, 'ringing').getByRole('button', { name: 'Answer' }).click();
  await expect(latest(anna, 'active')).toBeVisible();
  await phone.press('Hang up');
  await expect(latest(anna, 'active')).toHaveCount(0);

  await noRule(anna);
});

test('Try it takes a part of a name that was typed faster than the search answers, and says whom it took', async ({
  open,
}) => {
  const anna = await open('anna');
  await go(anna, 'Settings');
  const box = incoming(anna);
  const who = box.getByRole('combobox', { name: 'Who calls' });
  const happens = box.getByRole('list', { name: 'What happens' });
  // One press after the last letter: no answer of a search is waited for.
  await who.fill('björn å');
  await who.press('Escape');
  await box.getByRole('button', { name: 'Try it' }).click();
  await expect(happens).toContainText('Björn Åkesson calls you');
  await expect(box.getByRole('button', { name: 'Try it' })).toBeFocused();
  await expect(who).toHaveValue('Björn Åkesson');

  await who.fill('nobody of that name at all');
  await box.getByRole('button', { name: 'Try it' }).click();
  await expect(box.getByText('Nobody is called that. Choose somebody from the list.')).toBeVisible();

  const eva = await open('eva');
  await go(eva, 'Administration');
  await eva.tab.getByRole('tab', { name: 'Rules' }).click();
  await eva.tab.getByRole('combobox', { name: 'Who calls' }).fill('070-123 45 67');
  const whom = eva.tab.getByRole('combobox', { name: 'Whom' });
  await whom.fill('anna li');
  // A list that is open closes as the focus goes on, and does not call it back.
  await expect(eva.tab.getByRole('option', { name: /Anna Lind/ })).toBeVisible();
  await whom.press('Tab');
  await expect(eva.tab.getByLabel('When')).toBeFocused();
  await whom.fill('anna li');
  await expect(eva.tab.getByRole('option', { name: /Anna Lind/ })).toBeVisible();
  await eva.tab.getByRole('button', { name: 'Try it' }).click();
  await expect(eva.tab.getByRole('button', { name: 'Try it' })).toBeFocused();
  await expect(eva.tab.getByRole('list', { name: 'What happens' })).toContainText('Sofia Lund calls Anna Lind');
});

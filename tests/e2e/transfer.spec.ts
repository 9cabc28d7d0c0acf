import { expect, test } from './people';
import type { Person } from './people';
import { said } from './talking';

/** Measured pitches are within 10 Hz. */
const near = (hz: number) => Math.round(hz / 20);
const hears = (person: Person, hz: number) => expect.poll(async () => near((await person.listen()).hz)).toBe(near(hz));
const state = (person: Person, other: string | RegExp, value: string) =>
  expect(person.card(other)).toHaveAttribute('data-call-state', value);
const press = (person: Person, other: string, name: string) =>
  person.card(other).getByRole('button', { name, exact: true }).click();

type Open = (who: string, options?: { toneHz?: number }) => Promise<Person>;

async function office({
  open,
  openInTeams,
}: Record<'open' | 'openInTeams', Open>): Promise<{ anna: Person; bjorn: Person; cecilia: Person }> {
  const [anna, bjorn, cecilia] = [
    await openInTeams('anna', { toneHz: 520 }),
    await open('bjorn', { toneHz: 400 }),
    await open('cecilia', { toneHz: 700 }),
  ];
  for (const person of [anna, bjorn, cecilia]) await expect(person.tab.getByText('Rings on')).toBeVisible();
  await bjorn.call('1001');
  await press(anna, 'Björn Åkesson', 'Answer');
  await state(anna, 'Björn Åkesson', 'active');
  return { anna, bjorn, cecilia };
}

/** Calls live in the server and would wait for the same people in the next test. */
async function hangUp(person: Person, other: string): Promise<void> {
  await press(person, other, 'Hang up');
  await expect(person.card(other)).not.toHaveAttribute('data-call-state', /active|held|connecting/);
}

/** Opens the picker, finds the person and presses Enter with the given keys. */
async function handOver(person: Person, other: string, text: string, keys: 'Enter' | 'Control+Enter'): Promise<void> {
  await press(person, other, 'Transfer');
  const field = person.tab.getByRole('combobox', { name: 'Name or number' });
  await expect(field).toBeFocused();
  await field.fill(text);
  // Enter is about hits of this very text only.
  await expect(person.tab.getByRole('grid', { name: 'People to transfer to' })).toHaveAttribute('aria-busy', 'false');
  await expect(person.tab.getByRole('row', { selected: true })).toContainText(text);
  await person.page.keyboard.press(keys);
}

test('a call is transferred now by keyboard; who gets it sees by whom, and the two hear each other', async ({
  open,
  openInTeams,
}) => {
  test.slow();
  const { anna, bjorn, cecilia } = await office({ open, openInTeams });
  await handOver(anna, 'Björn Åkesson', 'Cecilia Ek', 'Control+Enter');
  await expect(anna.card('Björn Åkesson')).toContainText('Transferring to Cecilia Ek…');
  await expect(cecilia.card('Björn Åkesson')).toContainText('Transferred by Anna Lind');
  await said(anna, 'Björn Åkesson', 'Transferred to Cecilia Ek', () => press(cecilia, 'Björn Åkesson', 'Answer'));
  await expect(anna.card('Björn Åkesson')).toHaveCount(0);
  await hears(bjorn, 700);
  await hears(cecilia, 400);
  await hangUp(cecilia, 'Björn Åkesson');
});

test('the target is called first and the two calls are connected', async ({ open, openInTeams }) => {
  test.slow();
  const { anna, bjorn, cecilia } = await office({ open, openInTeams });
  await handOver(anna, 'Björn Åkesson', 'Cecilia Ek', 'Enter');
  await press(cecilia, 'Anna Lind', 'Answer');
  await state(anna, 'Cecilia Ek', 'active');
  await state(anna, 'Björn Åkesson', 'held');
  await hears(cecilia, 520);
  await expect(anna.card('Cecilia Ek')).toContainText('Björn Åkesson with Cecilia Ek');
  await press(anna, 'Cecilia Ek', 'Connect calls');
  await state(cecilia, 'Björn Åkesson', 'active');
  await hears(bjorn, 700);
  await hears(cecilia, 400);
  for (const other of ['Björn Åkesson', 'Cecilia Ek']) await expect(anna.card(other)).toHaveCount(0);
  // The one whose call was connected keeps a microphone of that call.
  await press(cecilia, 'Björn Åkesson', 'Mute');
  await expect.poll(async () => (await bjorn.listen()).level).toBeLessThan(0.01);
  await hangUp(cecilia, 'Björn Åkesson');
});

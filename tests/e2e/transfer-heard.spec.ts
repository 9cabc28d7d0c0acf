import type { Locator } from 'playwright/test';
import { hears } from './ears';
import { expect, test } from './people';
import type { Person } from './people';
import { callIn, colleagues, names, outsideNumbers, outsider, press, said, state } from './talking';

const picker = (person: Person): Locator => person.tab.getByRole('dialog', { name: /^Transfer / });

/** Opens the picker on the card and finds the target; the row is the one that typing has chosen. */
async function find(person: Person, other: string, typed: string, row: string | RegExp): Promise<Locator> {
  await press(person, other, 'Transfer');
  await picker(person).getByRole('combobox', { name: 'Name or number' }).fill(typed);
  const found = picker(person).getByRole('row', { name: row });
  await expect(found).toBeVisible();
  return found;
}

async function transferNow(person: Person, other: string, typed: string, row: string | RegExp): Promise<void> {
  await (await find(person, other, typed, row)).getByRole('button', { name: 'Transfer now' }).click();
  await expect(picker(person)).toHaveCount(0);
}

async function callFirst(person: Person, other: string, typed: string, row: string | RegExp): Promise<void> {
  await (await find(person, other, typed, row)).getByRole('button', { name: 'Call first' }).click();
  await expect(picker(person)).toHaveCount(0);
}

test.describe('transfer now', () => {
  test('the caller hears it ring until the colleague answers, then the colleague; I am out', async ({
    open,
    outside,
  }) => {
    const [anna, cecilia] = await colleagues({ open }, 'anna', 'cecilia');
    const sofia = await outsider({ outside }, 'sofia');
    await callIn(sofia, 'sofia', anna, 'anna');
    const row = await find(anna, names.sofia, 'ceci', /Cecilia Ek/);
    await expect(row).toContainText(/Line free|Idle/i);
    await row.getByRole('button', { name: 'Transfer now' }).click();
    await state(cecilia, names.sofia, 'ringing');
    await expect(cecilia.card(names.sofia)).toContainText('Transferred by Anna Lind');
    await state(anna, names.sofia, 'connecting');
    await expect(anna.card(names.sofia)).toContainText('Transferring to Cecilia Ek…');
    await hears(sofia.page, 'ringing');
    await said(anna, names.sofia, 'Transferred to Cecilia Ek', () => press(cecilia, names.sofia, 'Answer'));
    await hears(sofia.page, 'cecilia');
    await hears(cecilia, 'sofia');
    await state(anna, names.sofia, 'ended');
    await hears(anna, 'silence');
    await press(cecilia, names.sofia, 'Hang up');
    await expect(sofia.state).toHaveAttribute('data-call-state', 'ended');
  });

  test('a colleague who declines brings the caller back, and the card says so', async ({ open, outside }) => {
    const [anna, cecilia] = await colleagues({ open }, 'anna', 'cecilia');
    const sofia = await outsider({ outside }, 'sofia');
    await callIn(sofia, 'sofia', anna, 'anna');
    await transferNow(anna, names.sofia, '1003', /Cecilia Ek/);
    await press(cecilia, names.sofia, 'Decline');
    await state(anna, names.sofia, 'ringing');
    await expect(anna.card(names.sofia)).toContainText('Cecilia Ek declined');
    await hears(sofia.page, 'ringing');
    await press(anna, names.sofia, 'Answer');
    await hears(sofia.page, 'anna');
    await hears(anna, 'sofia');
    await expect(anna.card(names.sofia)).toContainText('Cecilia Ek declined');
  });

  test('25 seconds without an answer bring the caller back: "Cecilia did not answer"', async ({ open, outside }) => {
    // The time is real.
    test.slow();
    const [anna, cecilia] = await colleagues({ open }, 'anna', 'cecilia');
    const sofia = await outsider({ outside }, 'sofia');
    await callIn(sofia, 'sofia', anna, 'anna');
    const row = await find(anna, names.sofia, 'ceci', /Cecilia Ek/);
    // From the press, since on a busy machine we hear late that it rings.
    const pressedMs = Date.now();
    await row.getByRole('button', { name: 'Transfer now' }).click();
    await state(cecilia, names.sofia, 'ringing');
    await expect(anna.card(names.sofia)).toHaveAttribute('data-call-state', 'ringing');
    expect(Date.now() - pressedMs).toBeGreaterThan(24_900);
    await expect(anna.card(names.sofia)).toContainText('Cecilia Ek did not answer');
    await state(cecilia, names.sofia, 'ended');
    await press(anna, names.sofia, 'Answer');
    await hears(sofia.page, 'anna');
    await hears(anna, 'sofia');
  });

  test('an outside number is handed the caller too; busy, it gives the call back', async ({ open, outside }) => {
    const [anna] = await colleagues({ open }, 'anna');
    const sofia = await outsider({ outside }, 'sofia');
    const karin = await outsider({ outside }, 'karin');
    await callIn(sofia, 'sofia', anna, 'anna');
    await transferNow(anna, names.sofia, outsideNumbers.karin, /70 174 06 40/);
    await expect(karin.state).toHaveAttribute('data-call-state', 'ringing');
    // A phone that refuses so says 486 Busy Here.
    await karin.press('Hang up');
    await expect(anna.card(names.sofia)).toContainText('Karin Norrbäck was busy');
    await press(anna, names.sofia, 'Answer');
    await hears(sofia.page, 'anna');
    await transferNow(anna, names.sofia, outsideNumbers.karin, /70 174 06 40/);
    await said(anna, names.sofia, 'Transferred to Karin Norrbäck', () => karin.press('Answer'));
    await hears(sofia.page, 'karin');
    await hears(karin.page, 'sofia');
    await sofia.press('Hang up');
    await expect(karin.state).toHaveAttribute('data-call-state', 'ended');
  });

  test('Take back ends the wait, and the call is mine again without ringing', async ({ open, outside }) => {
    const [anna, cecilia] = await colleagues({ open }, 'anna', 'cecilia');
    const sofia = await outsider({ outside }, 'sofia');
    await callIn(sofia, 'sofia', anna, 'anna');
    await transferNow(anna, names.sofia, 'ceci', /Cecilia Ek/);
    await state(cecilia, names.sofia, 'ringing');
    await press(anna, names.sofia, 'Take back');
    await state(anna, names.sofia, 'active');
    await hears(sofia.page, 'anna');
    await hears(anna, 'sofia');
    await state(cecilia, names.sofia, 'ended');
  });

  test('the caller hangs up meanwhile: the colleague rings no more and has missed it', async ({ open, outside }) => {
    const [anna, cecilia] = await colleagues({ open }, 'anna', 'cecilia');
    const sofia = await outsider({ outside }, 'sofia');
    await callIn(sofia, 'sofia', anna, 'anna');
    await transferNow(anna, names.sofia, 'ceci', /Cecilia Ek/);
    await state(cecilia, names.sofia, 'ringing');
    await sofia.press('Hang up');
    await state(cecilia, names.sofia, 'ended');
    await state(anna, names.sofia, 'ended');
    await expect(cecilia.tab.getByRole('listitem').filter({ hasText: names.sofia })).toContainText('Missed');
  });

  test('my tab is gone meanwhile: it is connected all the same, and not taken it waits for me with music', async ({
    openInTeams,
    outside,
  }) => {
    const [anna, cecilia] = await colleagues({ open: openInTeams }, 'anna', 'cecilia');
    const sofia = await outsider({ outside }, 'sofia');
    await callIn(sofia, 'sofia', anna, 'anna');
    await transferNow(anna, names.sofia, 'ceci', /Cecilia Ek/);
    await anna.page.getByRole('button', { name: 'Leave the app' }).click();
    await state(cecilia, names.sofia, 'ringing');
    await hears(sofia.page, 'ringing');
    await press(cecilia, names.sofia, 'Decline');
    await hears(sofia.page, 'music');
    await anna.page.getByRole('button', { name: 'Come back' }).click();
    await state(anna, names.sofia, 'ringing');
    await expect(anna.card(names.sofia)).toContainText('Cecilia Ek declined');
    await press(anna, names.sofia, 'Answer');
    await hears(sofia.page, 'anna');

    await transferNow(anna, names.sofia, 'ceci', /Cecilia Ek/);
    await anna.page.getByRole('button', { name: 'Leave the app' }).click();
    await cecilia
      .card(names.sofia)
      .and(cecilia.tab.locator('[data-call-state=ringing]'))
      .getByRole('button', { name: 'Answer' })
      .click();
    await hears(sofia.page, 'cecilia');
    await hears(cecilia, 'sofia');
  });

  test('with the keyboard alone', async ({ open, outside }) => {
    const [anna, cecilia] = await colleagues({ open }, 'anna', 'cecilia');
    const sofia = await outsider({ outside }, 'sofia');
    await callIn(sofia, 'sofia', anna, 'anna');
    await anna.card(names.sofia).getByRole('button', { name: 'Transfer', exact: true }).focus();
    await anna.page.keyboard.press('Enter');
    await expect(picker(anna).getByRole('combobox')).toBeFocused();
    await anna.page.keyboard.type('ceci');
    // Keys are for hits of the whole text only.
    await expect(picker(anna).getByRole('grid')).toHaveAttribute('aria-busy', 'false');
    await expect(picker(anna).getByRole('row', { selected: true })).toContainText('Cecilia Ek');
    await anna.page.keyboard.press('Control+Enter');
    await state(cecilia, names.sofia, 'ringing');
    await press(cecilia, names.sofia, 'Answer');
    await hears(sofia.page, 'cecilia');
  });

  test('REFER from a standard SIP phone does the same', async ({ open, outside, deskPhone }) => {
    const [cecilia] = await colleagues({ open }, 'cecilia');
    const desk = await deskPhone('bjorn', '&says=tone&tone=620');
    const sofia = await outsider({ outside }, 'sofia');
    await sofia.page.getByRole('textbox', { name: 'Number' }).fill('+46851920012');
    await sofia.press('Call');
    await desk.press('Answer');
    await hears(sofia.page, 'bjorn');
    await desk.page.getByRole('textbox', { name: 'Number' }).fill('1003');
    await desk.press('Transfer');
    await state(cecilia, names.sofia, 'ringing');
    await expect(cecilia.card(names.sofia)).toContainText('Transferred by Björn Åkesson');
    await hears(sofia.page, 'ringing');
    await press(cecilia, names.sofia, 'Answer');
    await hears(sofia.page, 'cecilia');
    await hears(cecilia, 'sofia');
    await expect(desk.state).toHaveAttribute('data-call-state', 'ended');
  });
});

test.describe('call first', () => {
  test('the caller hears music while I ask; Connect calls joins the two and lets me go', async ({ open, outside }) => {
    const [anna, cecilia] = await colleagues({ open }, 'anna', 'cecilia');
    const sofia = await outsider({ outside }, 'sofia');
    await callIn(sofia, 'sofia', anna, 'anna');
    await callFirst(anna, names.sofia, 'ceci', /Cecilia Ek/);
    await press(cecilia, names.anna, 'Answer');
    await hears(anna, 'cecilia');
    await hears(cecilia, 'anna');
    await hears(sofia.page, 'music');
    await state(anna, names.sofia, 'held');
    await said(anna, names.sofia, /Transferred/, () =>
      said(anna, names.cecilia, /Transferred/, () => press(anna, names.cecilia, 'Connect calls')),
    );
    await hears(sofia.page, 'cecilia');
    await hears(cecilia, 'sofia');
    await hears(anna, 'silence');
    await state(cecilia, names.sofia, 'active');
    // The call lives on under another id than the one that its audio began with; it can be held and ended like any.
    await press(cecilia, names.sofia, 'Hold');
    await hears(sofia.page, 'music');
    await press(cecilia, names.sofia, 'Hang up');
    await expect(sofia.state).toHaveAttribute('data-call-state', 'ended');
  });

  test('the colleague hangs up, or I do: the caller waits with music and comes back to me', async ({
    open,
    outside,
  }) => {
    const [anna, cecilia] = await colleagues({ open }, 'anna', 'cecilia');
    const sofia = await outsider({ outside }, 'sofia');
    await callIn(sofia, 'sofia', anna, 'anna');
    await callFirst(anna, names.sofia, 'ceci', /Cecilia Ek/);
    await press(cecilia, names.anna, 'Answer');
    await hears(anna, 'cecilia');
    await press(cecilia, names.anna, 'Hang up');
    await state(anna, names.cecilia, 'ended');
    await hears(sofia.page, 'music');
    await press(anna, names.sofia, 'Resume');
    await hears(sofia.page, 'anna');
    await hears(anna, 'sofia');
  });

  test('my tab dies while I ask: both hear music, and all is as it was when I am back', async ({
    openInTeams,
    outside,
  }) => {
    const [anna, cecilia] = await colleagues({ open: openInTeams }, 'anna', 'cecilia');
    const sofia = await outsider({ outside }, 'sofia');
    await callIn(sofia, 'sofia', anna, 'anna');
    await callFirst(anna, names.sofia, 'ceci', /Cecilia Ek/);
    await press(cecilia, names.anna, 'Answer');
    await hears(anna, 'cecilia');
    await anna.page.getByRole('button', { name: 'Leave the app' }).click();
    await hears(cecilia, 'music');
    await hears(sofia.page, 'music');
    await anna.page.getByRole('button', { name: 'Come back' }).click();
    await hears(cecilia, 'anna');
    await hears(anna, 'cecilia');
    await hears(sofia.page, 'music');
    await press(anna, names.cecilia, 'Connect calls');
    await hears(sofia.page, 'cecilia');
    await hears(cecilia, 'sofia');
  });

  test('connected while it still rings, the colleague gets the caller by answering', async ({ open, outside }) => {
    const [anna, cecilia] = await colleagues({ open }, 'anna', 'cecilia');
    const sofia = await outsider({ outside }, 'sofia');
    await callIn(sofia, 'sofia', anna, 'anna');
    await callFirst(anna, names.sofia, 'ceci', /Cecilia Ek/);
    await state(cecilia, names.anna, 'ringing');
    await press(anna, names.cecilia, 'Connect calls');
    await state(cecilia, names.sofia, 'ringing');
    await hears(sofia.page, 'ringing');
    await press(cecilia, names.sofia, 'Answer');
    await hears(sofia.page, 'cecilia');
    await hears(cecilia, 'sofia');
    await state(anna, names.sofia, 'ended');
  });

  test('of three calls a chooser says which two are connected; the third waits on', async ({ open, outside }) => {
    const [anna, cecilia] = await colleagues({ open }, 'anna', 'cecilia');
    const sofia = await outsider({ outside }, 'sofia');
    const karin = await outsider({ outside }, 'karin');
    await callIn(sofia, 'sofia', anna, 'anna');
    await callIn(karin, 'karin', anna, 'anna');
    await cecilia.call('1001');
    await press(anna, names.cecilia, 'Answer');
    await hears(cecilia, 'anna');
    await press(anna, names.cecilia, 'Connect calls');
    const chooser = anna.tab.getByRole('dialog').filter({ hasText: 'Connect Cecilia Ek with' });
    await chooser.getByRole('radio', { name: /Sofia Lund/ }).click();
    await chooser.getByRole('button', { name: 'Connect calls' }).click();
    await hears(sofia.page, 'cecilia');
    await hears(cecilia, 'sofia');
    await hears(karin.page, 'music');
    await press(anna, names.karin, 'Resume');
    await hears(karin.page, 'anna');
    await hears(anna, 'karin');
    await hears(sofia.page, 'cecilia');
  });
});

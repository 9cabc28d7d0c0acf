import { soundsStarted } from './audio';
import type { Heard } from './audio';
import { expect, test } from './people';
import { ends, said } from './talking';

const annaHz = 440;
const bjornHz = 620;

const near = (heard: Heard, hz: number) => heard.level > 0.02 && Math.abs(heard.hz - hz) < 25 && heard.packets > 10;
const silent = (heard: Heard) => heard.level < 0.005;

test('Anna finds Björn by two letters, calls, and both hear each other', async ({ openInTeams }) => {
  const anna = await openInTeams('anna', { toneHz: annaHz });
  const bjorn = await openInTeams('bjorn', { toneHz: bjornHz });
  await expect(bjorn.tab.getByText('Rings on')).toBeVisible();

  // A person has touched the window before; browsers play nothing in one that nobody has.
  await bjorn.tab.getByRole('heading', { name: 'Calls' }).click();
  const silence = await soundsStarted(bjorn.frame());
  await anna.tab.getByRole('combobox', { name: 'Search or enter a number' }).fill('bj');
  await expect(anna.tab.getByRole('row', { name: /Björn Åkesson/ })).toContainText(/Line free|Idle/i);
  await anna.tab.getByRole('combobox', { name: 'Search or enter a number' }).press('Enter');

  const ringing = bjorn.card('Anna Lind');
  await expect(ringing).toHaveAttribute('data-call-state', 'ringing');
  await expect(ringing).toContainText('1001');
  await expect(anna.card('Björn Åkesson')).toHaveAttribute('data-call-state', 'connecting');
  await expect.poll(() => bjorn.frame().evaluate(() => document.title)).toContain('Anna Lind is calling');
  await expect(bjorn.tab.locator('[aria-live]').filter({ hasText: 'Incoming call from Anna Lind' })).toBeAttached();
  await expect.poll(() => soundsStarted(bjorn.frame())).toBeGreaterThan(silence);
  await ringing.getByRole('button', { name: 'Answer' }).click();

  await expect(ringing).toHaveAttribute('data-call-state', 'active');
  await expect(anna.card('Björn Åkesson')).toHaveAttribute('data-call-state', 'active');
  await expect.poll(async () => near(await anna.listen(), bjornHz)).toBe(true);
  await expect.poll(async () => near(await bjorn.listen(), annaHz)).toBe(true);

  await ends(bjorn, 'Anna Lind', () => anna.card('Björn Åkesson').getByRole('button', { name: 'Hang up' }).click());
});

test('mute, hold with music, resume and hang up, from either side', async ({ open }) => {
  const anna = await open('anna', { toneHz: annaHz });
  const bjorn = await open('bjorn', { toneHz: bjornHz });
  await expect(bjorn.tab.getByText('Rings on')).toBeVisible();
  await anna.call('1002');
  await bjorn.card('Anna Lind').getByRole('button', { name: 'Answer' }).click();
  const annas = anna.card('Björn Åkesson');
  const bjorns = bjorn.card('Anna Lind');
  await expect(annas).toHaveAttribute('data-call-state', 'active');
  await expect.poll(async () => near(await bjorn.listen(), annaHz)).toBe(true);

  await annas.getByRole('button', { name: 'Mute' }).click();
  await expect.poll(async () => silent(await bjorn.listen())).toBe(true);
  await annas.getByRole('button', { name: 'Unmute' }).click();
  await expect.poll(async () => near(await bjorn.listen(), annaHz)).toBe(true);

  await bjorns.getByRole('button', { name: 'Hold' }).click();
  await expect(bjorns).toHaveAttribute('data-call-state', 'held');
  await expect
    .poll(async () => {
      const heard = await anna.listen();
      return heard.level > 0.01 && !near(heard, bjornHz);
    })
    .toBe(true);
  await expect.poll(async () => silent(await bjorn.listen())).toBe(true);
  await bjorns.getByRole('button', { name: 'Resume' }).click();
  await expect.poll(async () => near(await anna.listen(), bjornHz)).toBe(true);

  await ends(anna, 'Björn Åkesson', () => bjorns.getByRole('button', { name: 'Hang up' }).click());
});

test('a declined call tells the caller so', async ({ open }) => {
  const anna = await open('anna');
  const bjorn = await open('bjorn');
  await expect(bjorn.tab.getByText('Rings on')).toBeVisible();
  await anna.call('1002');
  const decline = () => bjorn.card('Anna Lind').getByRole('button', { name: 'Decline' }).click();
  await said(anna, 'Björn Åkesson', /declined/i, () => ends(anna, 'Björn Åkesson', decline));
});

test('the line state of two who talk shows with everybody', async ({ open }) => {
  const anna = await open('anna');
  const bjorn = await open('bjorn');
  const cecilia = await open('cecilia');
  await cecilia.tab
    .getByRole('link', { name: 'Contacts' })
    .or(cecilia.tab.getByRole('tab', { name: 'Contacts' }))
    .first()
    .click();
  const row = cecilia.tab
    .getByRole('listitem')
    .or(cecilia.tab.getByRole('row'))
    .filter({ hasText: 'Björn Åkesson' })
    .first();
  await expect(row).toContainText(/free|idle/i);
  await anna.call('1002');
  await expect(bjorn.card('Anna Lind')).toHaveAttribute('data-call-state', 'ringing');
  await expect(row).toContainText(/ringing/i);
  await bjorn.card('Anna Lind').getByRole('button', { name: 'Answer' }).click();
  await expect(bjorn.card('Anna Lind')).toHaveAttribute('data-call-state', 'active');
  await expect(row).toContainText(/in a call/i);
});

test('the outside phone calls in, is answered and hears music when parked', async ({ open, outside }) => {
  const anna = await open('anna', { toneHz: annaHz });
  await expect(anna.tab.getByText('Rings on')).toBeVisible();
  const phone = await outside('+46701234567');
  await phone.page.getByLabel('Number', { exact: true }).fill('+46 8 519 200 11');
  await phone.page.getByRole('button', { name: 'Call', exact: true }).click();
  const card = anna.card('Sofia Lund');
  await card.getByRole('button', { name: 'Answer' }).click();
  await expect(phone.state).toHaveAttribute('data-call-state', 'active');
  await expect(phone.hearing).toHaveText('Hearing: tone');
  await card.getByRole('button', { name: 'Hold' }).click();
  await expect(phone.hearing).toHaveText('Hearing: music');
  await card.getByRole('button', { name: 'Resume' }).click();
  await expect(phone.hearing).toHaveText('Hearing: tone');
  await ends(anna, 'Sofia Lund', () => phone.page.getByRole('button', { name: 'Hang up' }).click());
});

test('a call out shows the number that was chosen, or none', async ({ open, outside }) => {
  const anna = await open('anna');
  const phone = await outside('+46701234567');
  await anna.button(/Number to show/).click();
  await anna.tab.getByRole('menuitemradio', { name: /20 091|200 91|519 200 91/ }).click();
  await anna.call('070-123 45 67');
  await expect(phone.state).toHaveAttribute('data-call-state', 'ringing');
  await expect(phone.page.locator('main')).toContainText(/\+?46 ?8 ?519 ?200 ?91|\+46851920091/);
  await phone.page.getByRole('button', { name: 'Answer' }).click();
  await expect(anna.card('Sofia Lund')).toHaveAttribute('data-call-state', 'active');
  await anna.card('Sofia Lund').getByRole('button', { name: 'Hang up' }).click();

  await anna.button(/Number to show/).click();
  await anna.tab.getByRole('menuitemradio', { name: 'Anonymous' }).click();
  await anna.call('070-123 45 67');
  await expect(phone.state).toHaveAttribute('data-call-state', 'ringing');
  await expect(phone.page.locator('main')).toContainText('Anonymous');
});

test('an outside caller who hides the number is anonymous on the card and in the list', async ({ open, outside }) => {
  const anna = await open('anna');
  await expect(anna.tab.getByText('Rings on')).toBeVisible();
  const phone = await outside('+46701234567');
  await phone.page.getByLabel('Hide my number').click();
  await phone.page.getByLabel('Number', { exact: true }).fill('+46 8 519 200 11');
  await phone.page.getByRole('button', { name: 'Call', exact: true }).click();
  const card = anna.card('Anonymous');
  await expect(card).not.toContainText('Sofia');
  await card.getByRole('button', { name: 'Decline' }).click();
  await expect(phone.state).toHaveAttribute('data-call-state', 'ended');
  await anna.tab.getByRole('navigation').getByText('Calls').click();
  await expect(anna.tab.getByRole('listitem').filter({ hasText: 'Anonymous' })).toBeVisible();
});

import { randomUUID } from 'node:crypto';
import type { Locator } from 'playwright/test';
import type { RulesChange, RulesView } from '../../src/contract/rules/rules';
import { operatorNumbers } from '../../src/local/asterisk/operator-numbers';
import type { SipPhone } from '../fakes/sip-phone';
import { patienceMs } from '../patience';
import { tones } from './ears';
import { expect, test } from './people';
import type { Person } from './people';
import { outsideSipPhone } from './sip-phones';
import { colleagues, directNumbers, ends, names, outsideNumbers, press, said, state } from './talking';

/** Administration › Trunks, as the administrator comes to it. */
async function trunks(eva: Person): Promise<{ row: Locator; drawer: Locator }> {
  await eva.tab.getByRole('link', { name: 'Administration' }).click();
  await eva.tab.getByRole('tab', { name: 'Trunks' }).click();
  const row = eva.tab.getByRole('list', { name: 'Trunks' }).getByRole('listitem');
  return { row, drawer: eva.tab.getByRole('dialog', { name: 'Operatören' }) };
}

const hears = (person: Person, hz: number) =>
  expect
    .poll(async () => {
      const { level, hz: heard, packets } = await person.listen();
      return level > 0.02 && Math.abs(heard - hz) < 25 && packets > 10;
    })
    .toBe(true);

test('a trunk answers live, is tried, is not used and used again; a call over it is heard, and its keys', async ({
  open,
  server,
}) => {
  const sofia = await outsideSipPhone(server.url, outsideNumbers.sofia);
  const [david] = await colleagues({ open }, 'david');
  const eva = await open('eva');
  const { row, drawer } = await trunks(eva);
  await expect(row.getByRole('status')).toHaveText('The operator answers');

  await row.getByRole('button', { name: /^Operatören/ }).click();
  const trial = drawer.getByRole('region', { name: 'Test call' });
  const told = trial.getByRole('status');
  await trial.getByRole('textbox', { name: 'Number to call' }).fill(operatorNumbers.busy);
  await trial.getByRole('button', { name: 'Call' }).click();
  await expect(told).toHaveText(/came to nothing: Busy\. The operator answered 486\.$/);
  await trial.getByRole('textbox', { name: 'Number to call' }).fill(outsideNumbers.sofia);
  await trial.getByRole('button', { name: 'Call' }).click();
  const tried = await sofia.nextCall();
  await expect(told).toHaveText(/^It rings at /);
  expect(tried.caller.user).toBe('+46851920000');
  tried.answer();
  await expect(told).toHaveText(/has answered: the trunk works\.$/);
  tried.hangUp();
  await expect(told).toHaveText(/^The call to .* is over\.$/);

  const used = drawer.getByRole('checkbox', { name: 'Calls go over this trunk' });
  await used.uncheck();
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(row.getByRole('status')).toHaveText('Not used');
  await said(david, names.sofia, 'The telephone network is out of reach', () => david.call(outsideNumbers.sofia));
  await used.check();
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(row.getByRole('status')).toHaveText('The operator answers');

  await david.call(outsideNumbers.sofia);
  const rings = await sofia.nextCall();
  expect(rings.caller.user).toBe(directNumbers.david);
  rings.answer(900);
  await rings.hearsTone(tones.david);
  await hears(david, 900);
  const card = david.tab.locator('[data-call-state=active]');
  await card.getByRole('button', { name: 'Keypad' }).click();
  for (const digit of ['4', '2']) await card.getByRole('button', { name: new RegExp(`^(Key )?${digit}`) }).click();
  await david.page.keyboard.press('#');
  await rings.hearsDigits('42#');
  rings.hangUp();
  await expect(card).toHaveCount(0);
  await sofia.close();
});

test('a call from outside is heard, goes to a colleague and ends where it began; the network is heard', async ({
  open,
  server,
}) => {
  const sofia = await outsideSipPhone(server.url, outsideNumbers.sofia);
  const [anna, bjorn] = await colleagues({ open }, 'anna', 'bjorn');
  const call = sofia.dial(directNumbers.anna, { toneHz: 900 });
  await expect(anna.card(names.sofia)).toContainText('070-123 45 67');
  await call.until('ringing');
  await press(anna, names.sofia, 'Answer');
  await call.hearsTone(tones.anna);
  await hears(anna, 900);

  await press(anna, names.sofia, 'Transfer');
  await anna.tab.getByRole('combobox', { name: 'Name or number' }).fill('1002');
  await expect(anna.tab.getByRole('grid', { name: 'People to transfer to' })).toHaveAttribute('aria-busy', 'false');
  await anna.page.keyboard.press('Control+Enter');
  await expect(bjorn.card(names.sofia)).toContainText('Transferred by Anna Lind');
  await press(bjorn, names.sofia, 'Answer');
  await call.hearsTone(tones.bjorn);
  await hears(bjorn, 900);
  await ends(bjorn, names.sofia, async () => call.hangUp());

  await anna.call('+46701740699');
  const nobody = anna.tab.locator('[data-call-state]').filter({ hasText: '070-174 06 99' });
  await expect(nobody).toHaveAttribute('data-call-state', 'connecting');
  await expect.poll(async () => (await anna.listen()).level).toBeGreaterThan(0.02);
  await expect(nobody).toContainText('The number does not exist');
  await sofia.close();
});

test('the mobile rings beside the tab: its voicemail never has the call, and who presses 1 has it', async ({
  open,
  server,
}) => {
  const [sofia, mobile] = await Promise.all([
    outsideSipPhone(server.url, outsideNumbers.sofia),
    outsideSipPhone(server.url, '+46701740607'),
  ]);
  const [cecilia] = await colleagues({ open }, 'cecilia');
  await ringsMobileToo(server.url, 'cecilia', true);
  const dials = async (): Promise<readonly [SipPhone['calls'][number], SipPhone['calls'][number]]> => {
    const call = sofia.dial(directNumbers.cecilia, { toneHz: 900 });
    return [call, await mobile.nextCall()];
  };

  const [missed, voicemail] = await dials();
  voicemail.answer(700);
  // It is asked, and speaks to nobody.
  const media = await voicemail.openMedia();
  await media.listen(({ level }) => level > -40, patienceMs, 'the question');
  await missed.hearsTone(tones.ringing);
  await state(cecilia, names.sofia, 'ringing');
  await press(cecilia, names.sofia, 'Answer');
  await voicemail.until('ended');
  await missed.hearsTone(tones.cecilia);
  await ends(cecilia, names.sofia, async () => missed.hangUp());

  const [call, taken] = await dials();
  expect(taken.caller.user).toBe(outsideNumbers.sofia);
  taken.answer(700);
  await taken.sendDigits('1');
  await Promise.all([call.hearsTone(700), taken.hearsTone(900)]);
  await cecilia.tab.locator('[data-call-state=elsewhere]').getByRole('button', { name: 'Take call here' }).click();
  await taken.until('ended');
  await call.hearsTone(tones.cecilia);
  call.hangUp();
  await ringsMobileToo(server.url, 'cecilia', false);
  await Promise.all([sofia.close(), mobile.close()]);
});

/** A rule of the person's own, as the settings make it. */
async function ringsMobileToo(url: string, who: string, on: boolean): Promise<void> {
  const token = await (await fetch(`${url}/local/token?as=${who}`)).text();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const { revision } = (await (await fetch(`${url}/api/rules`, { headers })).json()) as RulesView;
  const when = { activities: [], lines: [], callers: [], times: [], calledNumbers: [] };
  const actions = [{ do: 'ringAlso' as const, target: { kind: 'mobile' as const }, forS: 120 }];
  const rules = on ? [{ id: randomUUID(), name: 'Mobilen', on, when, actions }] : [];
  const body = JSON.stringify({ revision, rules } satisfies RulesChange);
  const { status } = await fetch(`${url}/api/rules`, { method: 'PUT', headers, body });
  expect(status).toBeLessThan(300);
}

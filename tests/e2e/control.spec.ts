import type { Locator } from 'playwright/test';
import { hears, tones } from './ears';
import { expect, openPerson, test } from './people';
import type { Person } from './people';
import { deskSipPhone, outsideSipPhone } from './sip-phones';
import { colleagues, names, outsideNumbers, outsider, press, state } from './talking';

const callFrom = (person: Person): Locator => person.tab.getByRole('button', { name: 'Call from' });

async function chooseCallFrom(person: Person, place: RegExp): Promise<void> {
  await callFrom(person).click();
  await person.tab.getByRole('menuitemradio', { name: place }).click();
}

test('a call from the desk phone: that rings first, then the number; the tab does everything but speak', async ({
  open,
  outside,
  deskPhone,
}) => {
  // Two calls, eight actions, all heard.
  test.slow();
  const [david, cecilia] = await colleagues({ open }, 'david', 'cecilia');
  const desk = await deskPhone('david', `&says=tone&tone=${tones.tomas}`);
  const sofia = await outsider({ outside }, 'sofia');
  await chooseCallFrom(david, /Desk phone/);
  await david.call(outsideNumbers.sofia);
  await expect(desk.state).toHaveAttribute('data-call-state', 'ringing');
  await expect(david.card(names.sofia)).toContainText('Answer your own phone first');
  await expect(sofia.state).toHaveAttribute('data-call-state', 'idle');
  await desk.press('Answer');
  await expect(sofia.state).toHaveAttribute('data-call-state', 'ringing');
  await sofia.press('Answer');
  await hears(sofia.page, 'tomas');
  await hears(desk.page, 'sofia');
  await state(david, names.sofia, 'elsewhere');
  await expect(david.card(names.sofia)).toContainText('On Desk phone');
  await hears(david, 'silence');

  await press(david, names.sofia, 'Mute');
  await hears(sofia.page, 'silence');
  await press(david, names.sofia, 'Unmute');
  await hears(sofia.page, 'tomas');
  await press(david, names.sofia, 'Hold');
  await hears(sofia.page, 'music');
  await hears(desk.page, 'silence');
  await press(david, names.sofia, 'Resume');
  await hears(sofia.page, 'tomas');
  await hears(desk.page, 'sofia');

  await press(david, names.sofia, 'Transfer');
  const picker = david.tab.getByRole('dialog', { name: /^Transfer / });
  await picker.getByRole('combobox').fill('ceci');
  await picker
    .getByRole('row', { name: /Cecilia Ek/ })
    .getByRole('button', { name: 'Transfer now' })
    .click();
  await expect(desk.state).toHaveAttribute('data-call-state', 'ended');
  await press(cecilia, names.sofia, 'Decline');
  await expect(david.card(names.sofia)).toContainText('Cecilia Ek declined');
  await expect(desk.state).toHaveAttribute('data-call-state', 'ringing');
  await desk.press('Answer');
  await hears(sofia.page, 'tomas');

  await press(david, names.sofia, 'Take call here');
  await hears(sofia.page, 'david');
  await expect(desk.state).toHaveAttribute('data-call-state', 'ended');
  await press(david, names.sofia, 'Hang up');
  await expect(sofia.state).toHaveAttribute('data-call-state', 'ended');

  await chooseCallFrom(david, /This tab/);
  await david.call(outsideNumbers.sofia);
  await expect(sofia.state).toHaveAttribute('data-call-state', 'ringing');
  await expect(desk.state).toHaveAttribute('data-call-state', 'ended');
  await sofia.press('Hang up');
});

test('keypad, asking first and connecting, for a call whose audio is on a SIP phone', async ({ open, server }) => {
  const [david, cecilia] = await colleagues({ open }, 'david', 'cecilia');
  const desk = await deskSipPhone(server.url, 'david', { autoAnswer: true, toneHz: tones.tomas });
  const sofia = await outsideSipPhone(server.url, outsideNumbers.sofia, { autoAnswer: true, toneHz: tones.sofia });
  await chooseCallFrom(david, /SIP phone/);
  await david.call(outsideNumbers.sofia);
  await state(david, names.sofia, 'elsewhere');
  const [onDesk, atSofia] = [desk.calls.at(-1), sofia.calls.at(-1)];
  await atSofia?.hearsTone(tones.tomas);
  await onDesk?.hearsTone(tones.sofia);

  await press(david, names.sofia, 'Keypad');
  for (const digit of ['4', '2'])
    await david
      .card(names.sofia)
      .getByRole('button', { name: new RegExp(`^(Key )?${digit}`) })
      .click();
  await david.page.keyboard.press('#');
  await atSofia?.hearsDigits('42#');

  await press(david, names.sofia, 'Transfer');
  const picker = david.tab.getByRole('dialog', { name: /^Transfer / });
  await picker.getByRole('combobox').fill('ceci');
  await picker
    .getByRole('row', { name: /Cecilia Ek/ })
    .getByRole('button', { name: 'Call first' })
    .click();
  await press(cecilia, names.david, 'Answer');
  // Asked from where David speaks: his SIP phone has both calls now.
  await hears(cecilia, 'tomas');
  await desk.calls.at(-1)?.hearsTone(tones.cecilia);
  await atSofia?.hearsMusic();
  await press(david, names.cecilia, 'Connect calls');
  await hears(cecilia, 'sofia');
  await atSofia?.hearsTone(tones.cecilia);
  await Promise.all(desk.calls.map((call) => call.until('ended')));
  await hears(david, 'silence');
  await press(cecilia, names.sofia, 'Hang up');
  await atSofia?.until('ended');
  await chooseCallFrom(david, /This tab/);
  await Promise.all([desk, sofia].map((phone) => phone.close()));
});

test('a call from the mobile: it rings there first', async ({ open, outside }) => {
  const [david] = await colleagues({ open }, 'david');
  const karin = await outsider({ outside }, 'karin');
  const mobile = await outside('+46701740608', `&says=tone&tone=${tones.tomas}`);
  await chooseCallFrom(david, /Mobile/);
  await david.call(outsideNumbers.karin);
  await expect(mobile.state).toHaveAttribute('data-call-state', 'ringing');
  await expect(karin.state).toHaveAttribute('data-call-state', 'idle');
  await mobile.press('Answer');
  await karin.press('Answer');
  await hears(karin.page, 'tomas');
  await hears(mobile.page, 'karin');
  await state(david, names.karin, 'elsewhere');
  await press(david, names.karin, 'Hang up');
  await expect(mobile.state).toHaveAttribute('data-call-state', 'ended');
  await chooseCallFrom(david, /This tab/);
});

test('who does not answer at the own phone is told so, and nobody else was rung', async ({
  open,
  outside,
  deskPhone,
}) => {
  const [david] = await colleagues({ open }, 'david');
  const desk = await deskPhone('david');
  const sofia = await outsider({ outside }, 'sofia');
  await chooseCallFrom(david, /Desk phone/);
  await david.call(outsideNumbers.sofia);
  await desk.press('Decline');
  await state(david, names.sofia, 'ended');
  await expect(sofia.state).toHaveAttribute('data-call-state', 'idle');
  await chooseCallFrom(david, /This tab/);
});

test('where the microphone is refused, calls go out from the desk phone, and the tab controls them', async ({
  browser,
  server,
  deskPhone,
  outside,
}) => {
  const david = await openPerson(browser, server.url, 'david');
  await david.context.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('denied', 'NotAllowedError'));
  });
  await david.page.reload();
  const desk = await deskPhone('david', `&says=tone&tone=${tones.tomas}`);
  const sofia = await outsider({ outside }, 'sofia');
  await expect(david.tab.getByText(/^Rings on: .*Desk phone/)).toBeVisible();
  await david.call(outsideNumbers.sofia);
  // Once the window knows that it may not speak it offers the phone that may; from then on calls go out from there.
  const refused = david.tab
    .getByRole('region', { name: /^Call with / })
    .filter({ hasText: 'No access to the microphone' });
  await expect(refused.getByRole('button', { name: 'Call from' })).toContainText('Desk phone');
  await refused.getByRole('button', { name: 'Call again' }).click();
  await expect(desk.state).toHaveAttribute('data-call-state', 'ringing');
  await desk.press('Answer');
  await sofia.press('Answer');
  await hears(sofia.page, 'tomas');
  await hears(desk.page, 'sofia');
  await press(david, names.sofia, 'Hang up');
  await expect(sofia.state).toHaveAttribute('data-call-state', 'ended');
  await david.context.close();
});

import { createSipPhone } from '../fakes/sip-phone';
import type { PhoneCall, SipPhone } from '../fakes/sip-phone';
import { hears, tones } from './ears';
import { expect, test } from './people';
import { callIn, colleagues, ends, names, outsider, press, state } from './talking';

test('of three calls one is not on hold: it is heard both ways, the others hear music', async ({ open, outside }) => {
  const [anna] = await colleagues({ open }, 'anna');
  const [sofia, karin, tomas] = [
    await outsider({ outside }, 'sofia'),
    await outsider({ outside }, 'karin'),
    await outsider({ outside }, 'tomas'),
  ];
  await callIn(sofia, 'sofia', anna, 'anna');
  await callIn(karin, 'karin', anna, 'anna');
  await callIn(tomas, 'tomas', anna, 'anna');
  await hears(sofia.page, 'music');
  await hears(karin.page, 'music');
  for (const other of [names.sofia, names.karin]) await state(anna, other, 'held');
  await state(anna, names.tomas, 'active');

  // Taking one holds the other, by one press.
  await press(anna, names.sofia, 'Resume');
  await hears(sofia.page, 'anna');
  await hears(anna, 'sofia');
  await hears(tomas.page, 'music');
  await hears(karin.page, 'music');
  await state(anna, names.tomas, 'held');

  // A call of my own does so, too.
  await press(anna, names.sofia, 'Hang up');
  await hears(anna, 'silence');
  await hears(karin.page, 'music');
  await press(anna, names.karin, 'Resume');
  await hears(karin.page, 'anna');
  await ends(anna, names.tomas, () => tomas.press('Hang up'));
  await hears(anna, 'karin');
});

test('ten calls on the panel stay usable: each is found, taken and ended; nine hear music', async ({
  open,
  server,
}) => {
  // Ten calls are set up and heard.
  test.slow();
  const [anna] = await colleagues({ open }, 'anna');
  const phones: SipPhone[] = [];
  const calls: PhoneCall[] = [];
  const nameOf = (index: number) => new RegExp(`\\+46 73 999 00 ${10 + index}`);
  for (let index = 0; index < 10; index += 1) {
    const enrolment = await fetch(`${server.url}/local/outside/devices`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ number: `+467399900${10 + index}` }),
    });
    const account = (await enrolment.json()) as { addressOfRecord: string; username: string; password: string };
    const phone = await createSipPhone({ url: `${server.url.replace('http', 'ws')}/sip`, account });
    phones.push(phone);
    const call = phone.dial('+46851920011', { toneHz: 1300 });
    calls.push(call);
    const card = anna.card(nameOf(index));
    await card.getByRole('button', { name: 'Answer', exact: true }).click();
    await call.until('established');
    await expect(card).toHaveAttribute('data-call-state', 'active');
  }
  await expect(anna.tab.locator('section[data-call-state=held]')).toHaveCount(9);
  await calls[9]?.hearsTone(tones.anna);
  await Promise.all(calls.slice(0, 9).map((call) => call.hearsMusic()));

  // One in the middle is taken.
  await anna.card(nameOf(4)).getByRole('button', { name: 'Resume' }).click();
  await calls[4]?.hearsTone(tones.anna);
  await calls[9]?.hearsMusic();
  const active = anna.tab.locator('section[data-call-state=active]');
  await expect(active).toHaveCount(1);
  await active.getByRole('button', { name: 'Hang up' }).click();
  await calls[4]?.until('ended');
  await expect(anna.tab.locator('section[data-call-state=held]')).toHaveCount(9);
  for (const [index, call] of calls.entries()) if (index !== 4) call.hangUp();
  await expect(anna.tab.locator('section[data-call-state=held]')).toHaveCount(0);
  await Promise.all(phones.map((phone) => phone.close()));
});

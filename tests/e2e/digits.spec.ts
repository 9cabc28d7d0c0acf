import { expect, test } from './people';
import { deskSipPhone, outsideSipPhone } from './sip-phones';

test('digits of the keypad, by mouse and keyboard, arrive at the other side as RFC 4733 events', async ({
  open,
  server,
}) => {
  const number = '+46739998877';
  const phone = await outsideSipPhone(server.url, number, { autoAnswer: true, toneHz: 0 });
  const anna = await open('anna');
  await expect(anna.tab.getByText('Rings on')).toBeVisible();

  await anna.call(number);
  const card = anna.tab.locator('[data-call-state=active]');
  await expect(card).toBeVisible();
  const call = phone.calls.at(-1);
  if (!call) throw new Error('no call arrived');
  await card.getByRole('button', { name: 'Keypad' }).click();
  for (const digit of ['4', '2']) await card.getByRole('button', { name: new RegExp(`^(Key )?${digit}`) }).click();
  await anna.page.keyboard.press('#');
  await call.hearsDigits('42#');
  // Muting silences the voice, not the keys.
  await card.getByRole('button', { name: 'Mute', exact: true }).click();
  await expect(card.getByRole('button', { name: 'Unmute' })).toBeVisible();
  for (const digit of ['3', '\\*']) await card.getByRole('button', { name: new RegExp(`^(Key )?${digit}`) }).click();
  await call.hearsDigits('42#3*');
  await card.getByRole('button', { name: 'Hang up' }).click();
  await phone.close();
});

test('a desk phone that is muted from the tab goes on sending what its keys say, in the audio or as INFO', async ({
  open,
  server,
}) => {
  const number = '+46739998878';
  const phone = await outsideSipPhone(server.url, number, { autoAnswer: true, toneHz: 0 });
  const desk = await deskSipPhone(server.url, 'anna');
  const anna = await open('anna');
  const made = desk.dial(number, { toneHz: 600 });
  await made.until('established');
  const call = phone.calls.at(-1);
  if (!call) throw new Error('no call arrived');
  await call.hearsTone(600);
  const card = anna.tab.locator('[data-call-state=elsewhere]');
  await card.getByRole('button', { name: 'Mute', exact: true }).click();
  await call.hearsSilence();
  await made.sendDigits('3*');
  await call.hearsDigits('3*');
  await made.info('application/dtmf-relay', 'Signal=5\r\nDuration=160');
  await call.hearsDigits('3*5');
  made.hangUp();
  await call.until('ended');
  await Promise.all([phone.close(), desk.close()]);
});

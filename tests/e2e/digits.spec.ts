import { expect, test } from './people';
import { outsideSipPhone } from './sip-phones';

test('digits of the keypad, by mouse and keyboard, arrive at the other side as RFC 4733 events', async ({ open, server }) => {
  const number = '+46739998877';
  const phone = await outsideSipPhone(server.url, number, { autoAnswer: true });
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
  await card.getByRole('button', { name: 'Hang up' }).click();
  await phone.close();
});

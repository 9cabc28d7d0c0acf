import { hears, tones } from './ears';
import { openJsSipPhone, type JsSipPhone } from './jssip-phone';
import { expect, test } from './people';
import { callIn, colleagues, names, outsider, press, state } from './talking';
import { endCalls } from './watch';

test.describe('a desk phone of another make (JsSIP)', () => {
  // Everything is heard at its own pace.
  test.slow();
  let phone: JsSipPhone;

  test.afterEach(async ({ server }) => {
    for (const who of ['anna', 'bjorn']) await endCalls(server.url, who);
    await phone.context.close();
  });

  test('takes a call with answer() and nothing else; both hear each other, hold is music, and resume', async ({
    browser,
    server,
    open,
  }) => {
    phone = await openJsSipPhone(browser, server.url, 'bjorn', tones.bjorn);
    const [anna] = await colleagues({ open }, 'anna');
    await anna.call('1002');
    await phone.state('ringing');
    await phone.answer();
    await state(anna, names.bjorn, 'active');
    await hears(anna, 'bjorn');
    await hears(phone.page, 'anna');
    await phone.hold(true);
    await expect(anna.card(names.bjorn)).toContainText('put you on hold');
    await hears(anna, 'music');
    await phone.hold(false);
    await hears(anna, 'bjorn');
    await hears(phone.page, 'anna');
    await press(anna, names.bjorn, 'Hang up');
    await phone.state('ended');
  });

  test('calls, and hands its call over by REFER', async ({ browser, server, open }) => {
    phone = await openJsSipPhone(browser, server.url, 'bjorn', tones.bjorn);
    const [anna, cecilia] = await colleagues({ open }, 'anna', 'cecilia');
    await phone.call('1001');
    await press(anna, names.bjorn, 'Answer');
    await phone.state('active');
    await hears(anna, 'bjorn');
    await hears(phone.page, 'anna');
    await phone.refer('1003');
    await press(cecilia, names.anna, 'Answer');
    await hears(anna, 'cecilia');
    await hears(cecilia, 'anna');
    await phone.state('ended');
  });

  test('takes over the call of its owner’s window, and gives it back', async ({ browser, server, open, outside }) => {
    phone = await openJsSipPhone(browser, server.url, 'anna', tones.david);
    const [anna] = await colleagues({ open }, 'anna');
    const sofia = await outsider({ outside }, 'sofia');
    await callIn(sofia, 'sofia', anna, 'anna');
    await press(anna, names.sofia, 'More');
    await anna.tab.getByRole('menuitem', { name: 'Move to…' }).click();
    await anna.tab.getByRole('menuitem', { name: /SIP phone|Desk phone/ }).click();
    await phone.state('ringing');
    await phone.answer();
    await hears(sofia.page, 'david');
    await hears(phone.page, 'sofia');
    await state(anna, names.sofia, 'elsewhere');
    await press(anna, names.sofia, 'Take call here');
    await hears(sofia.page, 'anna');
    await hears(anna, 'sofia');
    await phone.state('ended');
  });
});

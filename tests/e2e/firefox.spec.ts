import type { Browser } from 'puppeteer-core';
import { hears, tones } from './ears';
import { openInFirefox, startFirefox, type FirefoxPerson } from './firefox';
import { expect, test, type PhonePage } from './people';
import { colleagues, directNumbers, names, outsider, press } from './talking';
import { endCalls } from './watch';

test.describe('Anna in Firefox', () => {
  // Another browser is started, and everything is heard at its own pace.
  test.slow();
  let firefox: Browser;
  let anna: FirefoxPerson;

  test.beforeEach(async ({ server }) => {
    firefox = await startFirefox(process.env['FIREFOX_PATH'] ?? '', tones.anna);
    anna = await openInFirefox(firefox, server.url, 'anna');
    await anna.sees(/Rings on: .*this tab/);
  });
  test.afterEach(async ({ server }) => {
    await endCalls(server.url, 'anna');
    await firefox.close();
  });

  async function takesCallFrom(sofia: PhonePage): Promise<void> {
    await sofia.page.getByRole('textbox', { name: 'Number' }).fill(directNumbers.anna);
    await sofia.press('Call');
    await anna.press('Answer', names.sofia);
    await hears(sofia.page, 'anna');
    await hears(anna, 'sofia');
  }

  test('calls a colleague and is called from outside; both hear each other, hold is music, and resume', async ({
    open,
    outside,
  }) => {
    const [cecilia] = await colleagues({ open }, 'cecilia');
    await anna.call('1003');
    await press(cecilia, names.anna, 'Answer');
    await anna.state(names.cecilia, 'active');
    await hears(anna, 'cecilia');
    await hears(cecilia, 'anna');
    await press(cecilia, names.anna, 'Hang up');
    await anna.state(names.cecilia, 'ended');

    const sofia = await outsider({ outside }, 'sofia');
    await takesCallFrom(sofia);
    await anna.press('Hold', names.sofia);
    await hears(sofia.page, 'music');
    await anna.press('Resume', names.sofia);
    await hears(sofia.page, 'anna');
    await hears(anna, 'sofia');
    await sofia.press('Hang up');
    await anna.state(names.sofia, 'ended');
  });

  test('asks a colleague first and connects the two', async ({ open, outside }) => {
    const [cecilia] = await colleagues({ open }, 'cecilia');
    const sofia = await outsider({ outside }, 'sofia');
    await takesCallFrom(sofia);
    await anna.press('Transfer', names.sofia);
    await anna.type('Name or number', 'ceci');
    await anna.onlyRow(/Cecilia Ek/);
    await anna.press('Call first');
    await press(cecilia, names.anna, 'Answer');
    await hears(cecilia, 'anna');
    await hears(sofia.page, 'music');
    await anna.press('Connect calls', names.cecilia);
    await hears(sofia.page, 'cecilia');
    await hears(cecilia, 'sofia');
    await anna.state(names.sofia, 'ended');
  });

  test('reloads in the call and has it back', async ({ outside }) => {
    const sofia = await outsider({ outside }, 'sofia');
    await takesCallFrom(sofia);
    await anna.page.reload();
    await anna.state(names.sofia, 'active');
    await hears(sofia.page, 'anna');
    await hears(anna, 'sofia');
  });

  test('moves the call to the desk phone and takes it back', async ({ outside, deskPhone }) => {
    const desk = await deskPhone('anna', `&says=tone&tone=${tones.david}`);
    const sofia = await outsider({ outside }, 'sofia');
    await takesCallFrom(sofia);
    await anna.press('More', names.sofia);
    await anna.choose('Move to…');
    await anna.choose(/^Desk phone/);
    await expect(desk.state).toHaveAttribute('data-call-state', 'ringing');
    await desk.press('Answer');
    await hears(sofia.page, 'david');
    await anna.press('Take call here', names.sofia);
    await hears(sofia.page, 'anna');
    await hears(anna, 'sofia');
    await expect(desk.state).toHaveAttribute('data-call-state', 'ended');
  });
});

import type { Person } from './people';
import { expect, openPerson, test } from './people';

async function settings(person: Person): Promise<void> {
  await expect(person.tab.getByText(/^Rings on/)).toBeVisible();
  await person.tab.getByRole('navigation').getByText('Settings').click();
}

test('the self test hears the microphone, asks about the speaker, and measures the way to the switch and back', async ({
  open,
}) => {
  const anna = await open('anna', { toneHz: 440 });
  await settings(anna);
  await anna.button('Start test').click();
  const step = (name: string) => anna.tab.locator(`[data-step=${name}]`);
  await expect(step('microphone')).toHaveAttribute('data-result', 'good');
  await anna.button('Yes, I hear them').click();
  await expect(step('speaker')).toHaveAttribute('data-result', 'good');
  // How good it is depends on the machine; that sound came back and was measured does not.
  await expect(step('path')).toContainText(/Loss [\d.]+ % · jitter \d+ ms/);
  await expect(step('path')).not.toContainText('hardly any sound');
  await expect(step('relay')).toHaveAttribute('data-result', 'skipped');
  await expect(anna.button('Test again')).toBeVisible();
  await expect(anna.tab.getByRole('region', { name: /^Call with/ })).toHaveCount(0);
});

test('another microphone and voice treatment in a call cost no packet, and the card says how it sounds', async ({
  open,
}) => {
  const [anna, bjorn] = [await open('anna', { toneHz: 440 }), await open('bjorn', { toneHz: 800 })];
  await Promise.all([anna, bjorn].map((person) => expect(person.tab.getByText(/^Rings on/)).toBeVisible()));
  await anna.call('1002');
  await bjorn.button('Answer').click();
  await expect(anna.tab.locator('[data-quality]')).toContainText('sound');
  await anna.card('Björn Åkesson').getByRole('button', { name: 'More' }).click();
  await anna.tab.getByRole('menuitem', { name: 'Audio settings' }).click();
  const heard = bjorn.listen(3_000);
  await anna.tab.getByLabel('Noise suppression').click();
  await anna.tab.getByLabel('Microphone', { exact: true }).selectOption({ index: 1 });
  const { lost, packets, hz } = await heard;
  expect(lost).toBe(0);
  expect(packets).toBeGreaterThan(130);
  expect(Math.abs(hz - 440)).toBeLessThan(15);
});

test('a microphone that is unplugged in a call is replaced by the default, and the person is told', async ({
  browser,
  server,
  outside,
}) => {
  const anna = await openPerson(browser, server.url, 'anna');
  await anna.context.addInitScript(() => {
    // Chromium's false devices cannot be unplugged: one of them is told of no more, and its tracks end.
    const [devices, find, list] = [
      navigator.mediaDevices,
      navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices),
      navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices),
    ];
    let gone: string | null = null;
    const tracks: MediaStreamTrack[] = [];
    devices.getUserMedia = async (constraints) => {
      const stream = await find(constraints);
      tracks.push(...stream.getAudioTracks());
      return stream;
    };
    devices.enumerateDevices = async () => (await list()).filter(({ label }) => label !== gone);
    Object.assign(window, {
      unplug(label: string) {
        gone = label;
        for (const track of tracks.filter((each) => each.label === label)) {
          track.stop();
          track.dispatchEvent(new Event('ended'));
        }
        devices.dispatchEvent(new Event('devicechange'));
      },
    });
  });
  await anna.page.reload();
  await expect(anna.tab.getByText(/^Rings on/)).toBeVisible();
  const sofia = await outside('+46701234567');
  await anna.call('+46701234567');
  await sofia.press('Answer');
  await expect(sofia.hearing).toHaveText('Hearing: tone');
  await anna.card('Sofia Lund').getByRole('button', { name: 'More' }).click();
  await anna.tab.getByRole('menuitem', { name: 'Audio settings' }).click();
  const choice = anna.tab.getByLabel('Microphone', { exact: true });
  await choice.selectOption({ label: 'Fake Audio Input 2' });
  await anna.page.keyboard.press('Escape');
  await expect(sofia.hearing).toHaveText('Hearing: tone');
  await anna
    .frame()
    .evaluate(() => (window as unknown as { unplug(label: string): void }).unplug('Fake Audio Input 2'));
  await expect(anna.tab.getByText(/Fake Audio Input 2 was unplugged; using/).first()).toBeVisible();
  const { packets } = await sofia.listen(2_000);
  expect(packets).toBeGreaterThan(50);
  await expect(sofia.hearing).toHaveText('Hearing: tone');
  await anna.context.close();
});

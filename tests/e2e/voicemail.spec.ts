import type { Frame } from 'playwright/test';
import { hears, record, tones } from './ears';
import { expect, test } from './people';
import { setVoicemail } from './set-voicemail';
import { directNumbers, names, outsider } from './talking';

/** How much of a pure tone there is in what the page plays, 0 to 1, over its middle half. */
const amplitudeOf = (frame: Frame, hz: number): Promise<number> =>
  frame.evaluate(async (frequency) => {
    const src = document.querySelector('audio')?.src ?? '';
    const bytes = await (await fetch(src)).arrayBuffer();
    const { sampleRate, length, ...decoded } = await new OfflineAudioContext(1, 1, 48_000)
      .decodeAudioData(bytes)
      .then((buffer) => ({ sampleRate: buffer.sampleRate, length: buffer.length, samples: buffer.getChannelData(0) }));
    const middle = decoded.samples.slice(Math.floor(length / 4), Math.floor((3 * length) / 4));
    let [re, im] = [0, 0];
    middle.forEach((sample, at) => {
      const turn = (2 * Math.PI * frequency * at) / sampleRate;
      re += sample * Math.cos(turn);
      im += sample * Math.sin(turn);
    });
    return (2 * Math.hypot(re, im)) / middle.length;
  }, hz);

test('a call that is declined leaves a message, which is listed, counted, told in the chat, and heard', async ({
  outside,
  openInTeams,
  server,
}) => {
  await setVoicemail(server.url, 'david', true);
  const david = await openInTeams('david');
  await expect(david.tab.getByText('Rings on')).toBeVisible();
  const phone = await outsider({ outside }, 'sofia');
  await phone.page.getByRole('textbox', { name: 'Number' }).fill(directNumbers.david);
  await phone.press('Call');
  await hears(phone.page, 'ringing');
  const heard = await record(phone.page);
  await david.card(names.sofia).getByRole('button', { name: 'Decline' }).click();
  await expect(david.card(names.sofia)).toHaveCount(0);
  await expect(phone.state).toHaveAttribute('data-call-state', 'active');

  // The beep is as high as David's voice is elsewhere; what Sofia says is recorded from then on.
  const sinceBeepMs = async (): Promise<number> => {
    const stretches = await heard.stretches();
    const beep = stretches.findLast((each) => each.heard === 'david');
    const last = stretches.at(-1);
    return beep && last ? last.toMs - beep.toMs : 0;
  };
  await expect.poll(sinceBeepMs).toBeGreaterThan(4_000);
  await phone.press('Hang up');

  const section = david.tab.getByRole('link', { name: /^Voicemail/ });
  await expect(section).toHaveAccessibleName(/1 new/);
  await section.click();
  const message = david.tab.getByRole('article', { name: `Voicemail from ${names.sofia}` });
  await message.getByRole('button', { name: 'Play' }).click();
  await expect
    .poll(() => david.frame().evaluate(() => document.querySelector('audio')?.currentTime ?? 0))
    .toBeGreaterThan(0.5);
  expect(await amplitudeOf(david.frame(), tones.sofia)).toBeGreaterThan(0.1);
  expect(await amplitudeOf(david.frame(), tones.cecilia)).toBeLessThan(0.02);
  await expect(section).not.toHaveAccessibleName(/new/);

  await david.page.getByRole('button', { name: 'Leave the app' }).click();
  const told = david.page
    .getByRole('log', { name: 'Chat with Växel' })
    .getByRole('article')
    .filter({ hasText: names.sofia });
  await expect(told).toHaveCount(1);
  await expect(told).toContainText('Voicemail');
  await setVoicemail(server.url, 'david', false);
});

import type { Frame } from 'playwright/test';
import { record, tones } from './ears';
import { expect, test } from './people';
import { setVoicemail } from './set-voicemail';
import { colleagues, names, state } from './talking';

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
  open,
  openInTeams,
  server,
}) => {
  await setVoicemail(server.url, 'david', true);
  const david = await openInTeams('david');
  await expect(david.tab.getByText('Rings on')).toBeVisible();
  const [anna] = await colleagues({ open }, 'anna');
  await anna.call('1004');
  await david.card(names.anna).getByRole('button', { name: 'Decline' }).click();
  await expect(david.card(names.anna)).toHaveCount(0);
  const card = anna.card(names.david);
  await expect(card).toHaveAttribute('data-call-state', 'active');
  const heard = await record(anna.frame());
  await card.getByRole('button', { name: 'Keypad' }).click();
  await anna.page.keyboard.press('#');
  // The beep is as high as David's voice is elsewhere; what follows it is what Anna says.
  const spokenMs = async (): Promise<number> => {
    const stretches = await heard.stretches();
    const beep = stretches.findLast((each) => each.heard === 'david');
    const last = stretches.at(-1);
    return beep && last ? last.toMs - beep.toMs : 0;
  };
  await expect.poll(spokenMs).toBeGreaterThan(4_000);
  await card.getByRole('button', { name: 'Hang up' }).click();
  await state(anna, names.david, 'ended');

  const section = david.tab.getByRole('link', { name: /^Voicemail/ });
  await expect(section).toHaveAccessibleName(/1 new/);
  await section.click();
  const message = david.tab.getByRole('article', { name: `Voicemail from ${names.anna}` });
  await message.getByRole('button', { name: 'Play' }).click();
  await expect
    .poll(() => david.frame().evaluate(() => document.querySelector('audio')?.currentTime ?? 0))
    .toBeGreaterThan(0.5);
  expect(await amplitudeOf(david.frame(), tones.anna)).toBeGreaterThan(0.1);
  expect(await amplitudeOf(david.frame(), tones.cecilia)).toBeLessThan(0.02);
  await expect(section).not.toHaveAccessibleName(/new/);

  await david.page.getByRole('button', { name: 'Leave the app' }).click();
  const told = david.page
    .getByRole('log', { name: 'Chat with Växel' })
    .getByRole('article')
    .filter({ hasText: names.anna });
  await expect(told).toHaveCount(1);
  await expect(told).toContainText('Voicemail');
});
